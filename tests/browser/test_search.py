"""Search and alerts in a real browser: suggested, narrowed, without a script, by keyboard."""

import re
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk import press
from tests.browsing import PHONE, overflow, picture, violations
from tests.house import House, Site


@pytest.fixture(scope="module")
def site(build_house: Callable[[], House]) -> Iterator[Site]:
    """Return a running site with an index of what is public."""
    house = build_house()
    house.call("tests.build.public_site:furnished")
    house.run("record", "rebuild")
    house.run("search", "rebuild")
    yield house.serve()
    house.close()


def sound(page: Page, name: str) -> None:
    """Hold the page to axe and to its width, and keep a picture."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    picture(page, f"search-{name}-{width}")
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("found", "q=办法"),
        ("chosen", "q=办法&section=policies&year=2026&sort=newest"),
        ("none", "q=没有这样的字句"),
        ("pinyin", "q=xsbj"),
        ("one", "q=办"),
        ("number", "q=[2026]3号"),
        ("marks", "q=!!!"),
        ("damaged", "q=办法&after=x"),
    ],
)
def test_every_state_is_sound(site: Site, page: Page, name: str, query: str, lang: str) -> None:
    page.goto(f"{site.url}{lang}/search/?{query}")
    sound(page, f"{name}{lang.replace('/', '-')}")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_titles_are_offered_and_taken_by_keyboard(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/")
    box = page.get_by_role("combobox", name="搜索公开的信息")
    box.focus()
    page.keyboard.type("限时")
    offers = page.get_by_role("listbox")
    expect(offers.get_by_role("option")).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    sound(page, "offers")
    page.keyboard.press("Escape")
    expect(offers).to_be_hidden()
    expect(box).to_have_value("限时")
    page.keyboard.type("办")
    expect(offers.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    option = offers.get_by_role("option", selected=True)
    expect(option).to_have_text("限时办结办法")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?*")
    expect(page.get_by_label("要找什么")).to_have_value("限时办结办法")
    expect(page.locator("mark").first).to_be_visible()


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_titles_are_offered_and_taken_by_finger(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/search/")
    page.get_by_label("要找什么").fill("暴雨")
    page.get_by_role("option", name="暴雨期间办税提示").click()
    page.wait_for_url("**/search/?*")
    expect(page.get_by_role("link", name=re.compile("暴雨期间办税提示"))).to_be_visible()


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_on_a_phone_the_choices_are_within_reach(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/search/?q=办法")
    before = page.get_by_role("heading", level=2).first.text_content()
    page.get_by_role("link", name="缩小范围").click()
    choice = page.locator("#narrow a").first
    expect(choice).to_be_in_viewport()
    shown = re.search(r"\((\d+)\)", choice.text_content() or "")
    assert shown
    choice.click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text(shown[1])
    page.get_by_role("list", name="已选的条件").get_by_role("link").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text(before or "")


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_an_article_leads_to_where_it_stands(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/search/?q=限时办结办法第二条")
    page.get_by_role("link", name="限时办结办法").first.click()
    page.wait_for_url(re.compile("#article-2$"))
    expect(page.get_by_text("五个工作日内办结").first).to_be_in_viewport()


def test_without_a_script_everything_is_there(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/")
    page.get_by_label("搜索公开的信息").fill("办结")
    page.get_by_role("button", name="搜索").first.click()
    page.get_by_role("link", name=re.compile("限时办结办法")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("限时办结办法")
    context.close()


@pytest.mark.parametrize("page", ["390", "1280"], indirect=True)
def test_in_large_type(site: Site, page: Page) -> None:
    page.context.add_cookies([{"name": "variant", "value": "elder", "url": site.url}])
    page.goto(f"{site.url}/search/?q=办法")
    sound(page, "elder")


def mailed(site: Site, address: str, path: str) -> str:
    """Return the link to ``path`` in a mail to ``address``, once the worker has sent it."""
    folder, until = site.house.home / "mail", time.monotonic() + 60
    while time.monotonic() < until:
        for file in sorted(folder.glob("*"), key=lambda file: -file.stat().st_mtime_ns):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            found = body and re.search(rf"http\S+{path}\S+", body.get_content())
            if found and address in str(mail["To"]):
                return found[0]
        time.sleep(0.3)
    raise AssertionError(f"no mail to {address}")


@pytest.mark.parametrize("page", ["390", "1280"], indirect=True)
def test_an_alert_is_asked_for_confirmed_and_stopped(site: Site, page: Page) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    address = f"reader{width}@example.com"
    page.goto(f"{site.url}/search/?q=暴雨")
    page.get_by_role("link", name="有新的就告诉我").click()
    sound(page, "alert")
    page.get_by_role("button", name="登记邮件提醒").click()
    expect(page.get_by_role("alert")).to_be_visible()
    sound(page, "alert-refused")
    page.get_by_label("邮箱").fill(address)
    press(page, "登记邮件提醒")
    expect(page.get_by_text("请打开我们刚发出的邮件")).to_be_visible()
    sound(page, "alert-asked")
    page.goto(mailed(site, address, "/alerts/confirm/"))
    expect(page.get_by_text("暴雨")).to_be_visible()
    sound(page, "alert-confirm")
    press(page, "确认")
    expect(page.get_by_text("有新的公开信息，就发邮件告诉您")).to_be_visible()
    page.get_by_role("link", name="查看我的全部邮件提醒").click()
    sound(page, "alert-mine")
    page.get_by_label("邮箱").fill(address)
    press(page, "把链接发给我")
    page.goto(mailed(site, address, "/alerts/mine/"))
    sound(page, "alert-list")
    page.get_by_role("button", name=re.compile("停止提醒")).click()
    expect(page.get_by_text("现在没有邮件提醒")).to_be_visible()
