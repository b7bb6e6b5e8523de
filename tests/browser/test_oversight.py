"""The pages that watch over openness, and the settings, in a real browser: axe, width, keyboard."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import overflow, picture, violations
from tests.house import House, Site

DISCLOSURE = (
    *("disclosure/", "disclosure/closed/", "disclosure/freshness/", "disclosure/bodies/"),
    *("disclosure/shares/", "notices/", "page-reports/", "page-reports/{report}/", "postings/"),
    *("postings/{item}/hang/", "rules/", "rules/new/", "rules/{rule}/", "rules/{rule}/version/"),
    *("rules/{rule}/1/repeal/", "rules/{rule}/1/clauses/2/repeal/", "sections/"),
    *("sections/b/ln-shenyang-heping/", "sections/b/ln-shenyang-heping/s/policies/"),
)


@pytest.fixture(scope="module")
def watched(build_house: Callable[[], House]) -> Iterator[tuple[Site, dict[str, str]]]:
    """Return a running site with something to watch over, and the codes of it."""
    house = build_house()
    facts = house.call("tests.build.oversight:watched")
    yield house.serve(), facts
    house.close()


def enter(page: Page, site: Site, session: str) -> None:
    """Let the person of ``session`` sit down at the browser."""
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])


def sound(page: Page, address: str, name: str) -> None:
    """Hold the page at ``address``, all unfolded, to axe and to its width."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    picture(page, f"{name}-{page.viewport_size['width']}")
    assert violations(page) == [], address
    assert overflow(page) == 0, address


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_disclosure_officers_pages_are_sound(
    watched: tuple[Site, dict[str, str]], page: Page, language: str
) -> None:
    site, facts = watched
    enter(page, site, facts["wu"])
    for path in DISCLOSURE:
        name = path.split("{")[0].replace("/", "-").strip("-")
        address = f"{site.url}{language}/desk/{path.format(**facts)}"
        sound(page, address, f"desk-{name}{language.replace('/', '-')}")


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("leader", ["qian", "wang"])
def test_the_leaders_page_is_sound(
    watched: tuple[Site, dict[str, str]], page: Page, leader: str, language: str
) -> None:
    site, facts = watched
    enter(page, site, facts[leader])
    sound(page, f"{site.url}{language}/desk/head/", f"head-{leader}{language.replace('/', '-')}")


def test_the_administrators_settings_are_sound(
    watched: tuple[Site, dict[str, str]], page: Page
) -> None:
    site, facts = watched
    enter(page, site, facts["gao"])
    for path in ("b/ln-shenyang-heping/practice/", "b/ln-shenyang-heping/set/", "sets/thirteen/"):
        sound(page, f"{site.url}/desk/sections/{path}", "settings")


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_the_due_list_is_walked_by_keyboard(
    watched: tuple[Site, dict[str, str]], page: Page
) -> None:
    site, facts = watched
    enter(page, site, facts["wu"])
    page.goto(f"{site.url}/desk/disclosure/")
    page.keyboard.press("/")
    page.keyboard.type("早该")
    page.keyboard.press("Enter")
    expect(page.get_by_text("共 1 件")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="早该公开的通知")).to_be_visible()


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_a_leader_reads_and_signs_on_a_phone_by_keyboard(
    build_house: Callable[[], House], page: Page
) -> None:
    house = build_house()
    facts = house.call("tests.build.oversight:watched")
    site = house.serve()
    enter(page, site, facts["qian"])
    page.goto(f"{site.url}/desk/head/")
    summary = page.get_by_text("看全文，然后签发")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("办税服务厅实行延时服务")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("已签发：等待签发的公告")).to_be_visible()
    expect(page.get_by_text("现在没有等您签发的")).to_be_visible()
    house.close()
