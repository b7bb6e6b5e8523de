"""The gate in a real browser: masked, kept, cleaned and blacked out, by finger and by keyboard."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_desk import Desk, press, sound, tab_to
from tests.house import House

BUILD = "tests.build.gate_pages"


@pytest.fixture
def held(build_house: Callable[[], House]) -> Iterator[tuple[Desk, dict[str, str]]]:
    """Return a desk of its own, and the addresses of a draft that the gate holds."""
    house = build_house()
    sessions = house.call("tests.build.desk:staffed")
    places = house.call(f"{BUILD}:held")
    yield Desk(house.serve(), sessions), places
    house.close()


def open_gate(page: Page, desk: Desk, places: dict[str, str], language: str = "") -> None:
    """Open the findings, once the worker has looked through everything."""
    desk.enter(page, "li")
    desk.open(page, f"{language}{places['gate']}")
    expect(page.locator(".found li").first).to_be_visible(timeout=60_000)
    # Until all files are read, too: they are later than the text, and told then.
    expect(page.locator("[hx-get]")).to_have_count(0, timeout=60_000)
    page.reload()


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_findings_are_settled_on_a_phone(page: Page, held: tuple[Desk, dict[str, str]]) -> None:
    desk, places = held
    open_gate(page, desk, places)
    sound(page, "gate")
    marked = page.locator("mark").get_by_text("13904012345", exact=True)
    first = page.locator(".found > li").filter(has=marked).first
    first.get_by_role("button", name="遮盖").click()
    # A reason that is only a blank is refused; the page stays as it was.
    marked = page.locator("mark").get_by_text("13700001111", exact=True)
    duty = page.locator(".found > li").filter(has=marked).first
    duty.get_by_label("保留的理由").fill(" ")
    duty.get_by_role("button", name="保留", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("保留须写明理由")
    sound(page, "gate-refused")
    duty.get_by_label("保留的理由").fill("值班手机对外公开。")
    duty.get_by_role("button", name="保留", exact=True).click()
    expect(page.get_by_text("值班手机对外公开。")).to_be_visible()
    page.get_by_role("button", name="制作净本").click()
    expect(page.get_by_text("正在制作", exact=False).first).to_be_visible()
    expect(page.locator("[hx-get]")).to_have_count(0, timeout=60_000)
    page.reload()
    sound(page, "gate-settled")
    left = desk.site.house.call(f"{BUILD}:standing")
    assert "13904012345" not in left["content"]
    assert "13700001111" in left["content"]


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_findings_are_settled_by_keyboard_in_english(
    page: Page, held: tuple[Desk, dict[str, str]]
) -> None:
    desk, places = held
    open_gate(page, desk, places, "/en")
    sound(page, "gate-en")
    tab_to(page, "Mask as")
    press(page, "Mask")
    tab_to(page, "Why it may stay")
    page.keyboard.type("The duty phone is public.")
    press(page, "Keep")
    expect(page.get_by_text("The duty phone is public.")).to_be_visible()


@pytest.mark.parametrize("page", ["390", "1280"], indirect=True)
def test_boxes_are_drawn_over_the_page(page: Page, held: tuple[Desk, dict[str, str]]) -> None:
    desk, places = held
    before = desk.site.house.call(f"{BUILD}:standing")["files"]["现场照片.png"]
    open_gate(page, desk, places)
    page.get_by_role("link", name="涂黑：现场照片.png").click()
    stage = page.locator(".page-stage svg")
    stage.wait_for(timeout=60_000)
    stage.scroll_into_view_if_needed()
    edges = stage.bounding_box()
    assert edges
    page.mouse.move(edges["x"] + edges["width"] * 0.1, edges["y"] + edges["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(edges["x"] + edges["width"] * 0.6, edges["y"] + edges["height"] * 0.3, steps=4)
    page.mouse.up()
    box = stage.locator("rect")
    expect(box).to_have_count(1)
    expect(box).to_be_focused()
    expect(page.get_by_text("已加上第1处")).to_be_visible()
    sound(page, "black-out")
    page.get_by_text("按数字填写或者核对").click()
    assert 9 <= float(page.locator("[name=left]").first.input_value()) <= 11
    page.locator("[name=top]").first.fill("20")
    expect(box).to_have_attribute("y", "20")
    page.get_by_role("button", name="涂黑并制作净本").click()
    expect(page.get_by_text("正在制作净本", exact=False).first).to_be_visible()
    expect(page.locator("[hx-get]")).to_have_count(0, timeout=60_000)
    assert desk.site.house.call(f"{BUILD}:standing")["files"]["现场照片.png"] != before


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_boxes_by_keyboard_stay_when_the_page_is_turned(
    page: Page, held: tuple[Desk, dict[str, str]]
) -> None:
    desk, places = held
    open_gate(page, desk, places)
    desk.open(page, f"/en{places['pdf']}")
    page.locator(".page-stage svg").wait_for(timeout=60_000)
    tab_to(page, "Add a place by keyboard")
    page.keyboard.press("Enter")
    box = page.locator(".page-stage rect")
    expect(box).to_be_focused()
    for key in ("ArrowLeft", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    assert [box.get_attribute(name) for name in ("x", "y", "width", "height")] == [
        "34",
        "44",
        "31",
        "6",
    ]
    press(page, "Next")
    page.locator(".page-stage svg").wait_for(timeout=60_000)
    expect(box).to_have_count(0)
    tab_to(page, "Add a place by keyboard")
    page.keyboard.press("Enter")
    page.keyboard.press("Delete")
    expect(box).to_have_count(0)
    press(page, "Previous")
    page.locator(".page-stage svg").wait_for(timeout=60_000)
    expect(box).to_have_attribute("width", "31")
    sound(page, "black-out-en")


def test_without_a_script_the_numbers_do(page: Page, held: tuple[Desk, dict[str, str]]) -> None:
    desk, places = held
    page.route("**/desk/boxes*.js", lambda route: route.abort())
    open_gate(page, desk, places)
    desk.open(page, places["pdf"])
    page.get_by_text("按数字填写或者核对").click()
    page.locator("[name=left]").first.fill("10")
    page.get_by_role("button", name="涂黑并制作净本").click()
    expect(page.get_by_role("alert")).to_contain_text("第1处涂黑的位置不在页面上")
    assert page.locator("[name=left]").first.input_value() == "10"
    for name, value in (("top", "5"), ("width", "50"), ("height", "10")):
        page.locator(f"[name={name}]").first.fill(value)
    page.get_by_role("button", name="涂黑并制作净本").click()
    expect(page.get_by_text("正在制作净本", exact=False).first).to_be_visible()
