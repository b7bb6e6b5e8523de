"""A leak is stopped on a phone in two taps, and by keyboard; its pages pass axe."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk import Desk, sound, tab_to
from tests.house import House


@pytest.fixture
def leaking(build_house: Callable[[], House]) -> Iterator[tuple[Desk, dict[str, str]]]:
    """Return a desk of its own, and the names of an item that should not be out."""
    house = build_house()
    sessions = house.call("tests.build.desk:staffed")
    names = house.call("tests.build.leaking:leak")
    yield Desk(house.serve(), sessions), names
    house.close()


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_two_taps_on_a_phone(page: Page, leaking: tuple[Desk, dict[str, str]]) -> None:
    desk, names = leaking
    desk.enter(page, "wu")
    desk.open(page, "/desk/leak/")
    sound(page, "leak")
    page.get_by_role("searchbox").fill(f"{desk.site.url}/i/{names['code']}/")
    page.get_by_role("button", name="查找").click()
    button = page.get_by_role("button", name="立刻下线")
    expect(button).to_be_in_viewport()
    sound(page, "leak-pull")
    button.click()
    expect(page.get_by_text("距报告时限还有23小时")).to_be_visible()
    expect(page.get_by_role("heading", name="清理和告知任务")).to_be_visible()
    sound(page, "leak-incident")
    page.get_by_role("link", name="办税服务厅 heping-one").click()
    page.get_by_label("办理情况").fill("十点已取下。")
    sound(page, "leak-task")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", name="清理任务")).to_be_visible()
    sound(page, "leak-tasks")
    assert desk.site.get(f"/i/{names['code']}/").status == 404


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_by_keyboard_alone(page: Page, leaking: tuple[Desk, dict[str, str]]) -> None:
    desk, names = leaking
    desk.enter(page, "chen")
    desk.open(page, "/desk/leak/")
    page.get_by_role("searchbox").focus()
    page.keyboard.type(names["index"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/pull/")
    sound(page, "leak-pull")
    tab_to(page, "立刻下线")
    page.keyboard.press("Enter")
    expect(page.get_by_text("谢谢您及时发现")).to_be_visible()
    desk.enter(page, "wu")
    desk.open(page, "/desk/incidents/")
    sound(page, "leak-incidents")
    page.locator("[data-row] a").first.click()
    sound(page, "leak-incident")
    desk.enter(page, "wang")
    desk.open(page, "/desk/head/")
    expect(page.get_by_role("heading", name="泄露事件")).to_be_visible()
