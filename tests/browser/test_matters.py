"""Guides, own lists, promises and boards in a real browser, as citizens and as officers."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from sunshine.matters.asking import own_list
from sunshine.matters.elements import Guide
from sunshine.screens.contents.guides import material_row
from tests.browser.test_desk import Desk, press, tab_to
from tests.browsing import overflow, picture, violations
from tests.build import matters as build
from tests.build.screens import HALL
from tests.house import House, Site

HEPING = "/b/ln-shenyang-heping"


@dataclass
class Matters:
    """A running site with guides, and the numbers of what is there."""

    site: Site
    desk: Desk
    facts: dict[str, Any]


@pytest.fixture(scope="module")
def matters(build_house: Callable[[], House]) -> Iterator[Matters]:
    """Return a site whose pages are baked; the tests of this module share it."""
    house = build_house()
    facts = house.call("tests.build.matter_house:matter_house")
    site = house.serve()
    _wait_baked(site, f"/i/{facts['guide']}/", f"{HEPING}/boards/", f"{HEPING}/promises/")
    yield Matters(site, Desk(site, facts["sessions"]), facts)
    house.close()


def _wait_baked(site: Site, *addresses: str) -> None:
    for _turn in range(900):
        if all(site.get(address).status == 200 for address in addresses):
            return
        time.sleep(0.1)
    raise AssertionError("the guides are not baked")


def sound(page: Page, name: str) -> None:
    """Hold the page to axe and to its width, and keep a picture."""
    picture(page, f"matters-{name}-{page.viewport_size['width']}")
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url


def of_citizens(facts: dict[str, Any]) -> dict[str, str]:
    """Return the public pages by name."""
    guide = f"/i/{facts['guide']}/"
    return {
        "list": f"{HEPING}/matters/",
        "found": f"{HEPING}/matters/find/?event=pausing",
        "none": f"{HEPING}/matters/find/?q=火箭",
        "guide": guide,
        "questions": f"{guide}materials/",
        "own-list": f"{guide}materials/?who=agent",
        "promises": f"{HEPING}/promises/",
        "boards": f"{HEPING}/boards/",
    }


def of_officers(facts: dict[str, Any]) -> dict[str, str]:
    """Return the pages of the desk by name."""
    hall = f"/desk/promises/halls/{HALL}"
    return {
        "matters": "/desk/matters/",
        "begin": "/desk/matters/new/",
        "guide": f"/desk/matters/{facts['guide']}/",
        "draft": f"/desk/matters/{facts['draft']}/",
        "write": f"/desk/matters/{facts['draft']}/write/",
        "promises": "/desk/promises/",
        "promise": "/desk/promises/new/",
        "end": f"/desk/promises/{facts['promise']}/end/",
        "boards": f"{hall}/boards/",
        "handbook": f"{hall}/handbook/",
        "count": f"{hall}/handbook/{facts['book']}/",
        "places": "/desk/places/",
        "hall": f"/desk/places/halls/{HALL}/",
        "place": f"/desk/places/{facts['place']}/",
        "point": f"/desk/places/{facts['point']}/",
        "add-place": "/desk/places/of/ln-shenyang-heping/new/",
        "message": f"/desk/places/halls/{HALL}/message/",
        "display": f"/desk/places/boards/{facts['board']}/",
        "entry": f"/desk/places/boards/{facts['board']}/new/",
        "hand-overs": "/desk/places/hand-overs/",
        "hand-over": "/desk/places/hand-overs/new/",
        "take-offs": "/desk/places/take-offs/",
        "calls": f"/desk/places/halls/{HALL}/calls/",
        "call-halls": "/desk/places/calls/",
    }


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_a_citizen_is_sound(matters: Matters, page: Page, language: str) -> None:
    for name, address in of_citizens(matters.facts).items():
        page.goto(f"{matters.site.url}{language}{address}")
        sound(page, f"{name}{language.replace('/', '-')}")


def test_large_letters_are_sound_too(matters: Matters, page: Page) -> None:
    page.context.add_cookies([{"name": "variant", "value": "elder", "url": matters.site.url}])
    for name, address in of_citizens(matters.facts).items():
        page.goto(f"{matters.site.url}{address}")
        sound(page, f"{name}-elder")


def test_from_an_everyday_word_to_ones_own_list_by_keyboard(matters: Matters, page: Page) -> None:
    page.goto(f"{matters.site.url}{HEPING}/matters/")
    tab_to(page, "用平常的话找")
    page.keyboard.type("歇业")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "停业登记")
    expect(page.get_by_role("heading", name="停业登记", level=1)).to_be_visible()
    expect(page.get_by_role("img", name="办理流程")).to_be_visible()
    press(page, "答几个问题")
    expect(page.get_by_text("授权委托书")).to_be_visible()
    tab_to(page, "本人")
    page.keyboard.press("Space")
    press(page, "看我的材料")
    expect(page.get_by_role("heading", name="请带上")).to_be_visible()
    expect(page.get_by_text("停业复业报告书")).to_be_visible()
    expect(page.get_by_text("授权委托书")).to_have_count(0)


def test_a_promise_is_drawn_beside_its_words(matters: Matters, page: Page) -> None:
    page.goto(f"{matters.site.url}{HEPING}/promises/")
    expect(page.get_by_text("兑现率66.6%：兑现2件，逾期1件", exact=True)).to_be_visible()
    tab_to(page, "逐月兑现率")
    page.keyboard.press("Enter")
    drawn = page.get_by_role("img", name="逐月兑现率")
    expect(drawn).to_be_visible()
    assert drawn.locator("circle").count() == 2
    sound(page, "promise-drawn")


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_an_officer_is_sound(matters: Matters, page: Page, language: str) -> None:
    for name, address in of_officers(matters.facts).items():
        matters.desk.enter(page, "wu")
        answer = page.goto(f"{matters.site.url}{language}{address}")
        assert answer is not None
        assert answer.status == 200, address
        sound(page, f"desk-{name}{language.replace('/', '-')}")


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_an_officer_completes_a_guide_by_keyboard(matters: Matters, page: Page) -> None:
    matters.desk.enter(page, "li")
    matters.desk.open(page, f"/desk/matters/{matters.facts['draft']}/write/")
    tab_to(page, "受理条件")
    page.keyboard.type("实行定期定额征收方式")
    # A guide has some two hundred fields; who fills in all of them passes them all.
    tab_to(page, "保存", most=400)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="已经齐全")).to_be_visible()
    expect(page.get_by_role("link", name="送审")).to_be_visible()


@pytest.fixture
def kiosk(matters: Matters, chromium: Browser) -> Iterator[Page]:
    """Return a kiosk of the hall, upright, with a finger and without a mouse."""
    size: ViewportSize = {"width": 1080, "height": 1920}
    context = chromium.new_context(viewport=size, has_touch=True, locale="zh-CN")
    page = context.new_page()
    for _turn in range(60):
        page.goto(f"{matters.site.url}/kiosk/{HALL}/")
        page.get_by_role("button", name="查找").wait_for()
        if page.get_by_role("button", name="办事指南").count():
            break
        time.sleep(1)
    yield page
    context.close()


def tap(page: Page, name: str) -> None:
    """Touch the button of the name."""
    page.get_by_role("button", name=name).first.tap()


def test_a_kiosk_asks_and_makes_ones_own_list(kiosk: Page) -> None:
    tap(kiosk, "办事指南")
    sound(kiosk, "kiosk-guides")
    tap(kiosk, "停业登记")
    expect(kiosk.get_by_text("授权委托书")).to_be_visible()
    assert "who" not in kiosk.locator(".text").inner_text()
    sound(kiosk, "kiosk-guide")
    tap(kiosk, "English")
    expect(kiosk.get_by_text("Legal period")).to_be_visible()
    sound(kiosk, "kiosk-guide-english")
    tap(kiosk, "中文")
    tap(kiosk, "答几个问题")
    sound(kiosk, "kiosk-question")
    tap(kiosk, "本人")
    expect(kiosk.get_by_role("heading", name="请带上")).to_be_visible()
    expect(kiosk.get_by_text("停业复业报告书")).to_be_visible()
    expect(kiosk.get_by_text("授权委托书")).to_have_count(0)
    sound(kiosk, "kiosk-own-list")


def test_a_kiosk_offers_words_for_pinyin(kiosk: Page) -> None:
    tap(kiosk, "查找")
    for letter in "TINGYE":
        kiosk.locator(".key:not(.offer)", has_text=letter).first.tap()
    kiosk.locator(".offer", has_text="停业").first.tap()
    expect(kiosk.locator(".typed")).to_have_text("停业")
    expect(kiosk.locator(".found")).to_contain_text("停业登记")
    expect(kiosk.locator(".found")).not_to_contain_text("信息报告")
    sound(kiosk, "kiosk-pinyin")


def test_kiosk_and_server_agree_on_ones_own_list(kiosk: Page) -> None:
    """The rule stands twice, because a kiosk goes on without the server."""
    materials = build.materials()
    guide = Guide(questions=(build.WHO,), materials=materials)
    rows = [material_row(one) for one in materials]
    for answers in ({}, {"who": "self"}, {"who": "agent"}):
        mine = own_list(guide, answers)
        said = kiosk.evaluate("([rows, answers]) => Guides.ownList(rows, answers)", [rows, answers])
        expected = {"needed": mine.needed, "sometimes": mine.sometimes, "spared": mine.spared}
        for name, some in expected.items():
            assert [one["n"] for one in said[name]] == [one.name for one in some], (name, answers)
