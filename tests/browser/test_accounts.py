"""The yearly accounts in a real browser: axe, width, and the way of one by keyboard alone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import overflow, picture, violations
from tests.house import House, Site

PAGES = (
    ("wu", "accounts/?year=2025", "overview"),
    ("wu", "accounts/{draft}/", "draft"),
    ("wu", "accounts/{draft}/groups/penalties/", "enter"),
    ("wu", "accounts/{draft}/text/", "text"),
    ("he", "accounts/{draft}/groups/penalties/sign/", "countersign"),
    ("wu", "accounts/{draft}/hand-in/", "hand-in"),
    ("wu", "accounts/{draft}/cell/?table=applications&row=3.7&column=总计", "cell"),
    ("wang", "accounts/{waiting}/sign/", "sign"),
    ("wu", "accounts/{signed}/", "signed"),
    ("ma", "accounts/?year=2025", "overview-above"),
    ("ma", "accounts/sum/?year=2025&kind=disclosure", "sum"),
)


@pytest.fixture(scope="module")
def site(build_house: Callable[[], House]) -> Iterator[tuple[Site, dict[str, Any]]]:
    """Return a running site with accounts in several states."""
    house = build_house()
    facts = house.call("tests.build.account_pages:accounts")
    yield house.serve(), facts
    house.close()


def sit(page: Page, site: Site, session: str) -> None:
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": site.url}])


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_are_sound(site: tuple[Site, dict[str, Any]], page: Page, language: str) -> None:
    running, facts = site
    for person, path, name in PAGES:
        sit(page, running, facts[person])
        answer = page.goto(f"{running.url}{language}/desk/{path.format(**facts)}")
        assert answer is not None
        assert answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        width = page.viewport_size["width"] if page.viewport_size else 0
        picture(page, f"accounts-{name}{language.replace('/', '-')}-{width}")
        assert violations(page) == [], path
        assert overflow(page) == 0, path


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_an_account_is_finished_by_keyboard_alone(
    site: tuple[Site, dict[str, Any]], page: Page
) -> None:
    running, facts = site
    sit(page, running, facts["wang"])
    page.goto(f"{running.url}/desk/accounts/?year=2024")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_text("待签发").first).to_be_visible()
    press(page, "看过全文，签发")
    press(page, "签发", role="button")
    expect(page.get_by_text("已签发并冻结。")).to_be_visible()
    sit(page, running, facts["wu"])
    page.goto(f"{running.url}/desk/accounts/{facts['waiting']}/")
    press(page, "送公开")
    press(page, "生成公开条目", role="button")
    heading = page.get_by_role("heading", level=1)
    # PDF, DOCX and XLSX are made meanwhile.
    expect(heading).to_contain_text("2024年政府信息公开工作年度报告", timeout=60_000)


def press(page: Page, name: str, role: Any = "link") -> None:
    """Go to a link or button by the keyboard and press it."""
    page.get_by_role(role, name=name, exact=True).focus()
    page.keyboard.press("Enter")
