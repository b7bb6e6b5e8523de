"""What a hand does: large type at once, filter, keyboard, text that is kept."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.ui.conftest import LivingPage

ONE_WIDTH = pytest.mark.parametrize("page", ["1280"], indirect=True)


@ONE_WIDTH
def test_large_type_comes_at_once_and_stays(page: Page, living: LivingPage) -> None:
    page.goto(f"{living.address}/form-zh-hans-plain.html")
    page.fill("#id_text", "写到一半")
    page.click("text=长者版")
    assert page.evaluate("document.documentElement.dataset.variant") == "elder"
    assert page.input_value("#id_text") == "写到一半"
    assert {c["name"]: c["value"] for c in page.context.cookies()} == {"variant": "elder"}
    expect(page.get_by_text("标准版")).to_be_focused()
    page.click("text=标准版")
    assert page.evaluate("document.cookie") == "variant=plain"


def test_without_script_the_switch_is_a_link(page: Page, living: LivingPage) -> None:
    page.goto(f"{living.address}/section-en-plain.html")
    link = page.locator("[data-variant-to=elder]")
    assert link.get_attribute("href") == (
        "/variant/?to=elder&next=/en/b/ln-shenyang-tiexi/policies/"
    )


@ONE_WIDTH
def test_the_bureaus_are_filtered_by_any_word(page: Page, living: LivingPage) -> None:
    page.goto(f"{living.address}/home-zh-hans-plain.html")
    page.fill("#find", "铁西")
    expect(page.locator("#bureaus-found")).to_have_text("找到 1 个机关")
    expect(page.locator("#bureaus a[href='#hp']")).to_be_hidden()
    expect(page.locator("#bureaus a[href='#tx']")).to_be_visible()
    page.fill("#find", "")
    expect(page.locator("#bureaus a[href='#hp']")).to_be_visible()


@ONE_WIDTH
def test_the_desk_is_worked_by_keyboard(page: Page, living: LivingPage) -> None:
    page.goto(f"{living.address}/desk-zh-hans-plain.html")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".work a[href='#2']")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#1$"))
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.check("[data-all]")
    expect(page.locator("[data-chosen]")).to_have_text("已选 6 件")
    expect(page.locator("[data-needs]")).to_be_enabled()


@ONE_WIDTH
def test_errors_take_the_reader_to_the_field(page: Page, living: LivingPage) -> None:
    page.goto(f"{living.address}/form-zh-hans-plain.html")
    expect(page.locator(".errors")).to_be_focused()
    page.click(".errors a >> nth=0")
    expect(page.locator("#id_title")).to_be_focused()
    assert page.input_value("#id_text") == "已经写好的文字"


@ONE_WIDTH
def test_what_cannot_be_sent_is_kept_and_offered_again(page: Page, living: LivingPage) -> None:
    answers: list[dict[str, Any]] = []

    def answer(route: Route) -> None:
        answers.append({"body": route.request.post_data or ""})
        if len(answers) == 1:
            route.abort()
        else:
            route.fulfill(status=200, content_type="application/json", body=json.dumps({}))

    page.route("**/nowhere", answer)
    page.goto(f"{living.address}/review-zh-hans-plain.html")
    page.fill("#id_title", "不会丢失的标题")
    expect(page.locator(".saved")).to_contain_text("文字已存在本机浏览器中")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.input_value("#id_title") == ""
    page.click("[data-yes]")
    assert page.input_value("#id_title") == "不会丢失的标题"
    page.keyboard.press("Control+s")
    expect(page.locator(".saved")).to_have_text("已保存")
    assert "不会丢失的标题" in answers[-1]["body"]
    page.reload()
    expect(page.locator("[data-restore]")).to_be_hidden()
