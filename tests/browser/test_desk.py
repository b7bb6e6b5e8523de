"""The desk in a real browser: written and published by keyboard alone, two writers, a lost line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import overflow, picture, violations
from tests.house import House, Site

TITLE = "关于办税服务厅延时服务的公告"


@dataclass
class Desk:
    """A running site, and the sessions of the people who work there."""

    site: Site
    sessions: dict[str, str]

    def enter(self, page: Page, name: str) -> None:
        """Let ``name`` sit down at the browser."""
        cookie = {"name": "sessionid", "value": self.sessions[name], "url": self.site.url}
        page.context.clear_cookies()
        page.context.add_cookies([cookie])

    def open(self, page: Page, path: str) -> None:
        """Open a page of the site."""
        page.goto(f"{self.site.url}{path}")


@pytest.fixture
def desk(build_house: Callable[[], House]) -> Iterator[Desk]:
    """Return a desk of its own, with the cast and the sections."""
    house = build_house()
    sessions = house.call("tests.build.desk:staffed")
    yield Desk(house.serve(), sessions)
    house.close()


def sound(page: Page, name: str) -> None:
    """Hold the page to axe and to its width, and keep a picture."""
    picture(page, f"desk-{name}-{page.viewport_size['width']}")
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url


FOCUSED = """() => { const e = document.activeElement; const by = e.getAttribute('aria-labelledby');
  return (e.getAttribute('aria-label') || (by && document.getElementById(by)?.textContent)
  || e.labels?.[0]?.textContent || e.textContent || '').replace(/\\s+/g, ' ').trim() }"""


def tab_to(page: Page, words: str, *, most: int = 120) -> None:
    """Press Tab, ``most`` times, until what has the focus is named ``words``."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            return
    raise AssertionError(f"the keyboard does not reach “{words}” on {page.url}")


def press(page: Page, words: str, key: str = "Enter") -> None:
    """Go to a link or a button by Tab and press it."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press(key)


def write(page: Page, desk: Desk) -> None:
    """Register a paper and write its item, without touching the mouse."""
    desk.enter(page, "li")
    desk.open(page, "/desk/")
    sound(page, "home")
    press(page, "登记公文")
    tab_to(page, "公文标题")
    page.keyboard.type(TITLE)
    sound(page, "register")
    press(page, "登记")
    sound(page, "paper")
    press(page, "写条目")
    press(page, "开始写")
    page.wait_for_url("**/write/")
    tab_to(page, "内容概述")
    page.keyboard.type("延时服务的时间和范围。")
    page.locator("#content-rich").wait_for()
    tab_to(page, "正文")
    page.keyboard.type("自下月起，办税服务厅实行延时服务。")
    expect(page.locator(".saved")).to_have_text("已保存")
    expect(page.locator("[data-preview]")).to_contain_text("实行延时服务")
    sound(page, "editor")
    press(page, "保存并送审")
    page.wait_for_url("**/submit/")
    sound(page, "submit")
    tab_to(page, "立即发布")
    page.keyboard.press("ArrowUp")
    press(page, "送审")
    page.wait_for_url("**/items/*/1/")
    sound(page, "edition")


def review(page: Page, desk: Desk, name: str) -> None:
    """Open the first turn from the worklist by j and Enter, and approve it."""
    desk.enter(page, name)
    desk.open(page, "/desk/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*/")
    sound(page, f"review-{name}")
    if "secrecy" in page.url:
        for _question in range(page.locator("fieldset.question").count()):
            tab_to(page, "否")
            page.keyboard.press("Space")
    press(page, "同意")
    expect(page.get_by_text("已同意")).to_be_visible()


def test_from_paper_to_public_page_by_keyboard_alone(desk: Desk, page: Page) -> None:
    write(page, desk)
    for name in ("zhou", "chen", "xu", "qian"):
        review(page, desk, name)
    desk.enter(page, "li")
    desk.open(page, "/desk/?kind=ready")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/*/1/")
    sound(page, "approved")
    press(page, "现在发布")
    page.wait_for_url("**/items/*/")
    sound(page, "item")
    press(page, "看公开页面")
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()


def begun(page: Page, desk: Desk) -> str:
    """Let Li begin an item and return the address of its editor."""
    desk.enter(page, "li")
    desk.open(page, "/desk/items/new/")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_role("button", name="开始写").click()
    page.locator("#content-rich").wait_for()
    return page.url


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_the_second_of_two_writers_compares(desk: Desk, page: Page) -> None:
    address = begun(page, desk)
    other = page.context.browser.new_context()
    theirs = other.new_page()
    desk.enter(theirs, "lin")
    theirs.goto(address)
    theirs.get_by_label("内容概述").fill("林写的概述。")
    expect(theirs.locator(".saved")).to_have_text("已保存")
    page.get_by_label("内容概述").fill("李写的概述。")
    expect(page.locator(".saved")).to_contain_text("别人刚刚保存")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("两人写得不同的地方")).to_be_visible()
    expect(page.get_by_text("林写的概述。").first).to_be_visible()
    sound(page, "conflict")
    expect(page.get_by_label("内容概述")).to_have_value("李写的概述。")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_label("内容概述")).to_have_value("李写的概述。")
    expect(page.get_by_text("两人写得不同的地方")).to_have_count(0)
    other.close()


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_nothing_typed_is_lost_with_the_line_or_the_session(desk: Desk, page: Page) -> None:
    address = begun(page, desk)
    page.context.set_offline(True)
    page.locator("#content-rich").click()
    page.keyboard.type("断线时写的话。")
    expect(page.locator(".saved")).to_contain_text("没有连上服务器")
    page.context.set_offline(False)
    expect(page.locator(".saved")).to_have_text("已保存")
    page.context.clear_cookies()
    page.keyboard.type("退出以后写的话。")
    expect(page.locator(".saved")).to_contain_text("登录已过期")
    desk.enter(page, "li")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    page.get_by_role("button", name="取回文字").click()
    expect(page.locator("#content-rich")).to_contain_text("断线时写的话。退出以后写的话。")
    expect(page.locator(".saved")).to_have_text("已保存")
    page.reload()
    expect(page.locator("#content-rich")).to_contain_text("退出以后写的话。")


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_a_paste_from_word_keeps_structure_alone(desk: Desk, page: Page) -> None:
    begun(page, desk)
    page.locator("#content-rich").click()
    page.evaluate(
        """() => { const data = new DataTransfer();
        data.setData('text/html', '<style>p{color:red}</style><h2 style="color:red">总则</h2>'
          + '<p class="MsoNormal" style="mso-margin:1"><span style="font:x"><b>粗</b>细</span></p>'
          + '<table style="width:9cm"><tr><td style="border:1px">甲</td></tr></table>');
        document.querySelector('#content-rich').dispatchEvent(
          new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) }"""
    )
    expect(page.locator("#content-rich h2")).to_have_text("总则")
    expect(page.locator("#content-rich td")).to_have_text("甲")
    expect(page.locator("#content-rich strong")).to_have_text("粗")
    expect(page.locator(".saved")).to_have_text("已保存")


def test_pages_in_english(desk: Desk, page: Page) -> None:
    begun(page, desk)
    code = page.url.split("/items/")[1].split("/")[0]
    for name, path in {
        "home": "", "papers": "papers/", "new-paper": "papers/new/", "items": "items/",
        "new-item": "items/new/", "item": f"items/{code}/", "edition": f"items/{code}/1/",
        "editor": f"items/{code}/1/write/", "arrange": f"items/{code}/arrange/",
        "preview": f"items/{code}/1/preview/",
    }.items():  # fmt: skip
        desk.open(page, f"/en/desk/{path}")
        sound(page, f"{name}-en")
