"""Row K1 in the browser: sent down, passed on, reported, compiled, approved, read."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sunshine.kit.days import beijing_day
from tests.browser.test_desk import Desk, press, sound, tab_to
from tests.browsing import PHONE, overflow, picture, violations
from tests.house import House

CODE, TITLE = "2026-open-day", "政务公开日活动"
HOME = f"/desk/campaigns/{CODE}/"
DISTRICT = f"{HOME}in/ln-shenyang-heping/"


@pytest.fixture
def office(build_house: Callable[[], House]) -> Iterator[tuple[House, Desk]]:
    """Return a house with nobody's campaign in it, and the desk."""
    house = build_house()
    sessions = house.call("tests.build.campaign_pages:empty_desk")
    yield house, Desk(house.serve(), sessions)
    house.close()


@pytest.fixture
def running(build_house: Callable[[], House]) -> Iterator[tuple[House, Desk]]:
    """Return a house with a campaign under way, and the desk."""
    house = build_house()
    sessions = house.call("tests.build.campaign_pages:under_way")
    yield house, Desk(house.serve(), sessions)
    house.close()


def write(page: Page, **texts: str) -> None:
    """Fill fields of a form by their names."""
    for name, text in texts.items():
        page.locator(f"[name='{name}']").fill(text)


def deploy(page: Page, desk: Desk) -> None:
    """Let the province write a campaign and send it down."""
    desk.enter(page, "ln.officer")
    desk.open(page, "/desk/campaigns/")
    sound(page, "campaigns-empty")
    press(page, "部署活动")
    today = beijing_day(timezone.now())
    days = {"begins": today, "ends": today + timedelta(days=20), "report_by": today}
    days["report_by"] += timedelta(days=30)
    write(page, code=CODE, title=TITLE, goal="听取意见，改进公开工作。")
    write(page, asks="people 参加人数 人次 *", **{key: f"{day}" for key, day in days.items()})
    sound(page, "campaign-new")
    press(page, "保存草稿")
    press(page, "添加任务")
    tab_to(page, "任务")
    page.keyboard.type("在办税服务厅设公开咨询台。")
    press(page, "添加")
    sound(page, "campaign-draft")
    press(page, "下发到各单位")
    sound(page, "campaign-deploy")
    press(page, "下发")
    expect(page.get_by_role("heading", name="各单位进度")).to_be_visible()
    sound(page, "campaign-sent")


def pass_on(page: Page, desk: Desk) -> None:
    """Let the city read it and pass it on to its district."""
    desk.enter(page, "ma")
    desk.open(page, "/desk/campaigns/")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "办理")
    press(page, "已阅")
    press(page, "转发到下级")
    sound(page, "campaign-pass-on")
    press(page, "转发")
    expect(page.get_by_role("link", name="沈阳市和平区局")).to_be_visible()
    sound(page, "campaign-city")
    desk.open(page, f"{HOME}in/ln-shenyang/pass-on/")
    expect(page.get_by_text("下级单位都已收到这项活动。")).to_be_visible()


def report(page: Page, desk: Desk) -> None:
    """Let the district write its report by keyboard; the first time it contradicts itself."""
    desk.enter(page, "li")
    desk.open(page, DISTRICT)
    press(page, "已阅")
    press(page, "写报告")
    tab_to(page, "标题")
    page.keyboard.type("多种形式开展活动")
    tab_to(page, "总述")
    page.keyboard.type("围绕纳税人关心的问题开展")
    tab_to(page, "参加人数")
    page.keyboard.type("60")
    tab_to(page, "其他数字")
    page.keyboard.type("参加人数\n- 社区 50 人次")
    tab_to(page, "小标题")
    page.keyboard.type("设咨询台")
    tab_to(page, "做法内容")
    page.keyboard.type("现场解答问题")
    sound(page, "campaign-report")
    press(page, "保存并报送")
    expect(page.get_by_role("alert")).to_contain_text("分项合计是50")
    sound(page, "campaign-report-refused")
    assert page.locator("[name=passage1-text]").input_value() == "现场解答问题"
    write(page, extra="参加人数\n- 社区 50 人次\n- 园区 10 人次")
    press(page, "保存并报送")
    expect(page.get_by_text("报告已报送。")).to_be_visible()
    sound(page, "campaign-reported")


def compile_and_approve(page: Page, desk: Desk) -> None:
    """Let the editor compile and edit, the head approve, the editor hand it to the record."""
    desk.enter(page, "ln.editor")
    desk.open(page, HOME)
    press(page, "专报")
    press(page, "编成专报")
    expect(page.get_by_text("各单位报送合计：参加人数60人次。")).to_be_visible()
    sound(page, "bulletin")
    page.get_by_role("link", name="修改文字 7", exact=True).press("Enter")
    page.locator("[name=text]").fill("围绕纳税人最关心的问题开展活动。")
    sound(page, "bulletin-edit")
    press(page, "保存")
    expect(page.get_by_text("已改，与报告原文不同").first).to_be_visible()
    desk.enter(page, "ln.head")
    desk.open(page, f"{HOME}bulletin/")
    press(page, "签发专报")
    expect(page.get_by_text("已签发").first).to_be_visible()
    desk.enter(page, "ln.editor")
    desk.open(page, f"{HOME}bulletin/")
    press(page, "转为公开条目")
    page.locator("[name=section]").select_option(index=1)
    sound(page, "bulletin-record")
    press(page, "转为草稿")
    page.wait_for_url("**/desk/items/*/")


def once_baked(page: Page, address: str) -> None:
    """Open a page of the record, which the worker bakes soon after its release."""
    for _turn in range(60):
        answer = page.goto(address)
        if answer is not None and answer.status == 200:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address} was never baked")


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_from_the_province_to_the_reader(office: tuple[House, Desk], page: Page) -> None:
    house, desk = office
    deploy(page, desk)
    pass_on(page, desk)
    report(page, desk)
    compile_and_approve(page, desk)
    page.set_viewport_size(PHONE)
    for language in ("", "/en"):
        for name, path in (("campaign", HOME), ("campaign-part", DISTRICT)):
            desk.enter(page, "ln.editor")
            desk.open(page, f"{language}{path}")
            sound(page, f"{name}{language.replace('/', '-')}")
        desk.open(page, f"{language}{HOME}bulletin/")
        sound(page, f"bulletin{language.replace('/', '-')}")
    code = house.call("tests.build.campaign_pages:release_bulletin")
    page.context.clear_cookies()
    for language in ("", "/en"):
        once_baked(page, f"{desk.site.url}{language}/i/{code}/")
        expect(page.get_by_text("各单位报送合计：参加人数60人次。")).to_be_visible()
        assert violations(page) == []
        assert overflow(page) == 0


def visible(page: Page, name: str) -> None:
    """Hold a public page to axe and to its width, and keep a picture."""
    picture(page, f"{name}-{page.viewport_size['width']}")
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url


@pytest.mark.parametrize("language", ["", "/en"], ids=["chinese", "english"])
def test_a_visitor_keeps_seats_and_gives_them_back(
    running: tuple[House, Desk], page: Page, language: str
) -> None:
    _house, desk = running
    desk.open(page, f"{language}/activities/")
    visible(page, f"activities{language.replace('/', '-')}")
    page.get_by_role("link", name="政务公开进社区").press("Enter")
    visible(page, f"activity{language.replace('/', '-')}")
    people = page.locator("[name=people]")
    people.focus()
    people.fill("3")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url("**/activities/seats/*/")
    visible(page, f"seats{language.replace('/', '-')}")
    seats = page.url
    page.get_by_role("button").last.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    visible(page, f"seats-given{language.replace('/', '-')}")
    assert page.goto(seats).status == 404
