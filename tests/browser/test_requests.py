"""The applicant's whole way in a real browser: by keyboard alone, by finger, without a script."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk import press, tab_to
from tests.browsing import PHONE, overflow, picture, violations
from tests.house import House, Site

BODY = "/b/ln-shenyang-heping/requests/"
WANTED = "2025年度和平区减税降费统计数据"


@pytest.fixture(scope="module")
def site(build_house: Callable[[], House]) -> Iterator[Site]:
    """Return a running site with an index of what is public."""
    house = build_house()
    house.call("tests.build.public_site:furnished")
    house.run("search", "rebuild")
    yield house.serve()
    house.close()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return the photograph of an identity card."""
    file = tmp_path / "证件.pdf"
    file.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    return file


def sound(page: Page, name: str) -> None:
    """Hold the page to axe and to its width, and keep a picture."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    picture(page, f"request-{name}-{width}")
    assert violations(page) == [], (name, page.url)
    assert overflow(page) == 0, (name, page.url)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def go(page: Page, words: str = "") -> None:
    """Press the button named ``words``, or the chief one of a step, and wait for its page."""
    chief = page.locator("form[data-safe] button.primary")
    with page.expect_navigation():
        (page.get_by_role("button", name=words, exact=True) if words else chief).click()


def choose(page: Page, words: str) -> None:
    """Choose a radio button or a box by its label."""
    page.get_by_label(words, exact=True).check()


def pick(page: Page, words: str) -> None:
    """Choose a radio button by arrow keys alone."""
    wanted = page.get_by_label(words, exact=True)
    group = wanted.get_attribute("name")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == group:
            break
    for _ in range(12):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(words)


def walk(page: Page, site: Site, card: Path, lang: str = "") -> None:
    """Ask for something, every page held to axe; ends at the check."""
    word = _ENGLISH if lang else _CHINESE
    page.goto(f"{site.url}{lang}{BODY}")
    sound(page, f"explained{lang[1:]}")
    page.get_by_role("link", name=word["web"]).first.click()
    sound(page, f"begin{lang[1:]}")
    go(page, word["begin"])
    page.get_by_label(word["wanted"]).fill(WANTED)
    sound(page, f"what{lang[1:]}")
    go(page)
    sound(page, f"found{lang[1:]}")
    go(page)
    choose(page, word["electronic"])
    choose(page, word["email"])
    sound(page, f"form{lang[1:]}")
    go(page)
    choose(page, word["person"])
    sound(page, f"who{lang[1:]}")
    go(page)
    go(page)
    sound(page, f"identity-refused{lang[1:]}")
    page.locator("#id_name").fill("张某某")
    page.locator("#id_id_number").fill("210102198001010037")
    go(page)
    page.locator("#id_email").fill("zhang@example.com")
    sound(page, f"contact{lang[1:]}")
    go(page)
    page.locator("#id_identity").set_input_files(card)
    with page.expect_navigation():
        page.locator("button[value=upload]").click()
    sound(page, f"proof{lang[1:]}")
    go(page)
    sound(page, f"check{lang[1:]}")


_CHINESE = {
    "web": "网上申请", "begin": "开始填写", "wanted": "需要什么信息",
    "electronic": "电子数据", "email": "电子邮件", "person": "自然人",
}  # fmt: skip
_ENGLISH = {
    "web": "Ask on the web", "begin": "Begin", "wanted": "What information do you want?",
    "electronic": "Electronic data", "email": "E-mail", "person": "Natural person",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["", "/en"])
def test_asking_and_following(site: Site, page: Page, card: Path, lang: str) -> None:
    walk(page, site, card, lang)
    go(page)
    sound(page, f"receipt{lang[1:]}")
    number, code = page.locator(".slip-word").all_text_contents()
    page.goto(f"{page.url}?large")
    sound(page, f"receipt-large{lang[1:]}")
    page.goto(f"{site.url}{lang}/follow/#{number}")
    expect(page.locator("#id_number")).to_have_value(number)
    assert number not in page.url
    sound(page, f"follow{lang[1:]}")
    page.locator("#id_code").fill(code.upper())
    page.keyboard.press("Enter")
    page.wait_for_url("**/follow/case/")
    sound(page, f"case{lang[1:]}")
    if not lang:
        page.locator("[data-variant-to=elder]").click()
        sound(page, "case-elder")


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_the_whole_way_by_keyboard(site: Site, page: Page, card: Path) -> None:
    page.goto(f"{site.url}{BODY}")
    press(page, "网上申请")
    press(page, "开始填写")
    tab_to(page, "需要什么信息")
    page.keyboard.type(WANTED)
    press(page, "下一步")
    press(page, "下一步" if page.get_by_role("button", name="下一步").count() else "都不是")
    pick(page, "电子数据")
    pick(page, "电子邮件")
    press(page, "下一步")
    pick(page, "自然人")
    press(page, "下一步")
    tab_to(page, "姓名")
    page.keyboard.type("张某某")
    tab_to(page, "证件号码")
    page.keyboard.type("210102198001010037")
    press(page, "下一步")
    tab_to(page, "电子邮箱")
    page.keyboard.type("zhang@example.com")
    press(page, "下一步")
    tab_to(page, "现在没有")
    page.keyboard.press("Space")
    press(page, "下一步")
    press(page, "提交申请")
    expect(page.get_by_role("heading", level=1)).to_have_text("已经提交，等待确认")


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_a_lost_connection_loses_nothing(site: Site, page: Page) -> None:
    page.goto(f"{site.url}{BODY}")
    page.get_by_role("link", name="网上申请").first.click()
    go(page, "开始填写")
    page.context.set_offline(True)
    page.get_by_label("需要什么信息").fill(WANTED)
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("[data-kept]")).to_contain_text("没有连上网络")
    expect(page.get_by_label("需要什么信息")).to_have_value(WANTED)
    page.context.set_offline(False)
    expect(page.locator("[data-kept]")).to_contain_text("已加密保存", timeout=15_000)
    page.reload()
    expect(page.get_by_label("需要什么信息")).to_have_value(WANTED)
    page.get_by_label("需要什么信息").fill("我的完税证明")
    expect(page.locator("[data-hints]")).to_contain_text("更快的办法")


def test_without_a_script_it_is_the_same_way(site: Site, chromium: Browser, card: Path) -> None:
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}{BODY}")
    page.get_by_role("link", name="网上申请").first.click()
    go(page, "开始填写")
    page.get_by_label("需要什么信息").fill(WANTED)
    go(page)
    go(page)
    choose(page, "电子数据")
    choose(page, "电子邮件")
    go(page)
    choose(page, "自然人")
    go(page)
    page.get_by_label("姓名").fill("张某某")
    page.get_by_label("证件号码").fill("210102198001010037")
    go(page)
    page.go_back()
    expect(page.get_by_label("证件号码")).to_have_value("210102198001010037")
    go(page)
    page.get_by_label("电子邮箱").fill("zhang@example.com")
    go(page)
    page.get_by_label("身份证明").set_input_files(card)
    go(page)
    go(page)
    number = page.locator(".slip-word").first.text_content()
    assert number
    assert re.fullmatch(r"依申请-\d{6}-\d{4}-\d+", number)
    context.close()
