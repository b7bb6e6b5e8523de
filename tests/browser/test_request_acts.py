"""What an applicant and the offices do beside the straight way of a request, in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk import Desk, press, tab_to
from tests.browser.test_desk import sound as sound_at_desk
from tests.browser.test_requests import sound
from tests.browsing import DESKTOP, PHONE
from tests.house import House

ONCE = pytest.mark.parametrize("page", ["1280"], indirect=True)
WHAT = "到期没有给我统计表，请督促。"


@pytest.fixture(scope="module")
def office(build_house: Callable[[], House]) -> Iterator[tuple[Desk, dict[str, Any]]]:
    """Return a desk in a running house, and the requests in it."""
    house = build_house()
    made = house.call("tests.build.request_pages:furnished")
    yield Desk(house.serve(), made["sessions"]), made
    house.close()


def follow(page: Page, desk: Desk, known: dict[str, Any], lang: str = "") -> None:
    """Open the page of a request by its number and code."""
    page.context.clear_cookies()
    desk.open(page, f"{lang}/follow/")
    page.locator("#id_number").fill(known["number"])
    page.locator("#id_code").fill(known["code"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/follow/case/")


def in_both(page: Page, desk: Desk, name: str, path: str = "/follow/case/") -> None:
    """Hold the page to axe wide and narrow, in both languages."""
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        for lang in ("", "/en"):
            desk.open(page, f"{lang}{path}")
            for line in page.locator("summary").all():
                line.click()
            sound(page, f"{name}{lang.replace('/', '-')}")


@ONCE
def test_a_complaint_from_the_keyboard_to_its_answer(
    office: tuple[Desk, dict[str, Any]], page: Page
) -> None:
    desk, made = office
    page.set_viewport_size(DESKTOP)
    follow(page, desk, made["served"])
    in_both(page, desk, "served")
    page.set_viewport_size(DESKTOP)
    desk.open(page, "/follow/case/")
    tab_to(page, "提出投诉")
    page.keyboard.press("Enter")
    tab_to(page, "没有依法答复或者办理我的申请")
    page.keyboard.press("Space")
    tab_to(page, "怎么回事")
    page.keyboard.type(WHAT)
    press(page, "提交投诉")
    expect(page.locator("#complain .errors")).to_contain_text("请先勾选")
    sound(page, "complaint-refused")
    tab_to(page, "我知道")  # the way out of the summary of errors
    tab_to(page, "我知道")
    page.keyboard.press("Space")
    press(page, "提交投诉")
    expect(page.locator("#complain")).to_contain_text("正在办理")
    in_both(page, desk, "complained")
    desk.open(page, "/follow/case/")
    press(page, "看这件投诉")
    expect(page.get_by_text(WHAT)).to_be_visible()
    in_both(page, desk, "complaint")
    _answered_above(page, desk)
    follow(page, desk, made["served"])
    expect(page.locator("#complain")).to_contain_text("督促整改")
    page.emulate_media(media="print")
    sound(page, "answered-print")
    page.emulate_media(media="screen")


def _answered_above(page: Page, desk: Desk) -> None:
    desk.enter(page, "ma")
    desk.open(page, "/desk/cases/")
    sound_at_desk(page, "complaint-list")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cases/*/")
    case = page.url
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        page.goto(case.replace("/desk/", "/en/desk/"))
        sound_at_desk(page, "complaint-english")
        page.goto(case)
        sound_at_desk(page, "complaint")
    press(page, "答复投诉")
    sound_at_desk(page, "complaint-answer")
    tab_to(page, "查证属实")
    page.keyboard.press("Space")
    tab_to(page, "不需要")
    page.keyboard.press("ArrowDown")
    tab_to(page, "给投诉人的答复")
    page.keyboard.type("已责令三日内重新答复。")
    press(page, "答复，办结")
    page.wait_for_url("**/desk/cases/*/")
    expect(page.get_by_text("已责令三日内重新答复。")).to_be_visible()


@ONCE
def test_a_payment_is_told_and_a_reply_withdrawn(
    office: tuple[Desk, dict[str, Any]], page: Page
) -> None:
    desk, made = office
    follow(page, desk, made["paying"])
    in_both(page, desk, "paying")
    page.set_viewport_size(DESKTOP)
    desk.open(page, "/follow/case/")
    tab_to(page, "财政票据号码")
    page.keyboard.type("2100000001")
    today = page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Asia/Shanghai'})")
    page.get_by_label("缴费日期").fill(today)
    press(page, "我已缴费")
    expect(page.get_by_text("您已告知缴费，正在核对")).to_be_visible()
    in_both(page, desk, "paid-told")
    follow(page, desk, made["renewed"])
    in_both(page, desk, "renewed")
    page.locator("[data-variant-to=elder]").click()
    sound(page, "renewed-elder")


@ONCE
def test_the_desk_sees_a_letter_before_it_goes_out(
    office: tuple[Desk, dict[str, Any]], page: Page
) -> None:
    desk, made = office
    case = made["handling"]["case"]
    desk.enter(page, "he")
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        desk.open(page, f"/desk/requests/{case}/act/extend/")
        page.get_by_label("理由").fill("所需资料数量较大")
        expect(page.locator("[data-letter-preview]")).to_contain_text("因所需资料数量较大")
        sound_at_desk(page, "extend")
    desk.enter(page, "wu")
    desk.open(page, f"/desk/requests/{case}/act/issue_fee_notice/")
    page.get_by_label("按量：页数").check()
    page.get_by_label("件数或者页数").fill("57")
    expect(page.locator("[data-letter-preview]")).to_contain_text("270.00元")
    sound_at_desk(page, "fee")
    desk.open(page, f"/desk/requests/{case}/draft/?kind=partial")
    page.get_by_label("涉及商业秘密").check()
    expect(page.locator("[data-letter-preview]")).to_contain_text("第十五条")
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        sound_at_desk(page, "grounds")
