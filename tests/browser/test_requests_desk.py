"""An officer's whole way with a request by keyboard alone, wide and narrow, and what follows."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk import Desk, press, sound, tab_to
from tests.browsing import overflow, picture, violations
from tests.house import House

WANTED = "2025年度和平区减税降费统计数据"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 800}


@pytest.fixture
def office(build_house: Callable[[], House]) -> Iterator[tuple[House, Desk]]:
    """Return a house, and the desk in it."""
    house = build_house()
    sessions = house.call("tests.build.desk:staffed")
    yield house, Desk(house.serve(), sessions)
    house.close()


def onward(page: Page, *texts: str) -> None:
    """Type as a card reader does: a text, Enter, the next one; an empty one is passed over."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


def register(page: Page, desk: Desk) -> str:
    """Register at the window without the mouse; return the address of the case."""
    desk.enter(page, "wu")
    desk.open(page, "/desk/cases/")
    sound(page, "cases-empty")
    press(page, "登记申请")
    expect(page.get_by_label("姓名或者名称")).to_be_focused()
    onward(page, "张某某", "", "210102198001010037", "13900000000", "沈阳市和平区某街1号")
    expect(page.get_by_label("邮政编码")).to_be_focused()
    sound(page, "request-register")
    tab_to(page, "所需信息")
    page.keyboard.type(WANTED)
    press(page, "登记，打印回执")
    expect(page.locator(".slip")).to_contain_text("依申请-")
    sound(page, "request-slip")
    press(page, "打开办件")
    page.wait_for_url("**/desk/cases/*/")
    sound(page, "request-case")
    return page.url


def draft(page: Page) -> None:
    """Draft the reply and send it to review."""
    press(page, "起草答复")
    sound(page, "request-kinds")
    press(page, "予以公开")
    tab_to(page, "公开或者获取的方式")
    page.keyboard.type("随本答复书一并提供，共3页")
    expect(page.locator("[data-letter-preview]")).to_contain_text("共3页")
    sound(page, "request-draft")
    press(page, "保存")
    press(page, "送法制审核")
    expect(page.get_by_text("法制审核中")).to_be_visible()


def decide(page: Page, desk: Desk, name: str, act: str, button: str) -> None:
    """Open the case from the worklist by j and Enter, and pass it on."""
    desk.enter(page, name)
    desk.open(page, "/desk/cases/?tab=body")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cases/*/")
    press(page, act)
    sound(page, f"request-review-{name}")
    if name != "he":
        tab_to(page, "同意")
        page.keyboard.press("Space")
    press(page, button)
    page.wait_for_url("**/desk/cases/*/")


def serve(page: Page, desk: Desk, case: str) -> None:
    """Serve the reply, and close."""
    desk.enter(page, "wu")
    page.goto(case)
    press(page, "送达")
    sound(page, "request-serve")
    tab_to(page, "送达地点或者地址")
    page.keyboard.type("本机关窗口")
    press(page, "登记送达")
    press(page, "办结")
    expect(page.get_by_text("已办结").first).to_be_visible()
    sound(page, "request-closed")


def verify(page: Page, desk: Desk, letter: dict[str, str]) -> None:
    """Verify the letter as whoever got it would."""
    page.context.clear_cookies()
    desk.open(page, "/verify/")
    assert violations(page) == []
    page.get_by_role("textbox", name="核验码").fill(letter["code"])
    page.keyboard.press("Enter")
    expect(page.get_by_text(letter["number"])).to_be_visible()
    picture(page, f"verify-{page.viewport_size['width']}")
    assert violations(page) == []
    assert overflow(page) == 0


def test_from_the_window_to_the_ledger_by_keyboard_alone(
    office: tuple[House, Desk], page: Page
) -> None:
    house, desk = office
    page.set_viewport_size(WIDE)
    case = register(page, desk)
    draft(page)
    decide(page, desk, "feng", "法制审核", "提交审核意见")
    decide(page, desk, "zhou", "保密审查", "提交审查意见")
    decide(page, desk, "he", "签发", "签发")
    serve(page, desk, case)
    places = {
        "ledger": "/desk/requests/ledger/",
        "cases-closed": "/desk/cases/?tab=closed",
        "cases-calendar": "/desk/cases/calendar/",
        "cases-workload": "/desk/cases/workload/",
        "cases-shift": "/desk/cases/shift/",
        "letters": "/desk/letters/",
        "letter-template": "/desk/letters/ln-shenyang-heping/extension/",
        "demand": "/desk/requests/demand/",
    }
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for name, address in places.items():
            desk.open(page, address)
            sound(page, name)
        page.goto(case.replace("/desk/", "/en/desk/"))
        sound(page, "request-case-english")
        desk.open(page, "/desk/requests/new/")
        sound(page, "request-register")
        desk.enter(page, "wu")
    verify(page, desk, house.call("tests.build.desk:last_letter"))


def test_a_text_of_a_letter_is_seen_while_it_is_typed(
    office: tuple[House, Desk], page: Page
) -> None:
    _house, desk = office
    desk.enter(page, "wu")
    desk.open(page, "/desk/letters/ln-shenyang-heping/withdrawal/")
    page.get_by_label("正文").fill("您撤回的申请已经办结。")
    expect(page.locator("[data-letter-preview]")).to_contain_text("您撤回的申请已经办结。")
    page.get_by_label("正文").fill("{unheard}")
    expect(page.locator("[data-letter-preview]")).to_contain_text("unheard")
    sound(page, "letter-unheard")
