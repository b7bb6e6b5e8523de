"""Kiosk and display in a real browser: by touch alone, without network, within five seconds."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from sunshine.kit.days import BEIJING
from sunshine.places.schedule import DAY_MINUTES, Times
from tests.browsing import overflow, picture, violations
from tests.house import House, Site

PORTRAIT = {"width": 1080, "height": 1920}
LANDSCAPE = {"width": 1920, "height": 1080}
HALL = "heping-hall"
LEAST_TARGET = 72
MOST_SECONDS = 5.0


@dataclass
class Screens:
    """A running site with a furnished hall, and what is needed to meet it."""

    house: House
    site: Site
    facts: dict[str, Any]


@pytest.fixture(scope="module")
def screens(build_house: Callable[[], House]) -> Iterator[Screens]:
    """Return a site whose hall is baked; tests that stop it start it again."""
    house = build_house()
    facts = house.call("tests.build.screens:hall_house")
    site = house.serve()
    _wait_baked(site, facts["codes"][-1])
    yield Screens(house, site, facts)
    house.close()


def _wait_baked(site: Site, code: str) -> None:
    for _ in range(600):
        answer = site.get("/screens/parts/items-ln-shenyang-heping.json")
        is_whole = site.get(f"/screens/halls/{HALL}/state.json").status == 200
        if answer.status == 200 and code in answer.text and is_whole:
            return
        time.sleep(0.1)
    raise AssertionError("the screens are not baked")


@pytest.fixture
def touch(chromium: Browser) -> Iterator[Callable[[dict[str, int]], Page]]:
    """Return a function that gives a screen of a size, with a finger and without a mouse."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def give(size: dict[str, int]) -> Page:
        context = chromium.new_context(viewport=size, has_touch=True, locale="zh-CN")  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield give
    for context in contexts:
        context.close()
    assert errors == []


def tap(page: Page, name: str) -> None:
    """Touch the button of the name."""
    page.get_by_role("button", name=name).first.tap()


def small_targets(page: Page) -> list[str]:
    """Return the buttons that are smaller than a finger needs."""
    found: list[str] = page.locator("button:visible").evaluate_all(
        """(all, least) => all.filter((one) => {
          const box = one.getBoundingClientRect();
          return box.width < least || box.height < least;
        }).map((one) => one.textContent)""",
        LEAST_TARGET,
    )
    return found


def sound(page: Page, name: str) -> None:
    """Hold a page of the kiosk to axe, to its width and to the size of its targets."""
    picture(page, f"kiosk-{name}", full=False)
    assert violations(page) == [], name
    assert overflow(page) == 0, name
    assert small_targets(page) == [], name
    assert page.locator("a[href]").count() == 0, "a kiosk leads nowhere"


def open_kiosk(page: Page, screens: Screens) -> None:
    page.goto(f"{screens.site.url}/kiosk/{HALL}/?screen={screens.facts['kiosk']}")
    page.get_by_role("button", name="查找").wait_for()


def test_a_kiosk_by_touch_alone(screens: Screens, touch: Callable[..., Page]) -> None:
    page = touch(PORTRAIT)
    open_kiosk(page, screens)
    sound(page, "portrait-home")
    tap(page, "政策法规")
    sound(page, "portrait-list")
    tap(page, "关于延时服务的公告")
    expect(page.get_by_role("heading", name="关于延时服务的公告", exact=True)).to_be_visible()
    expect(page.get_by_role("img", name="扫码带走")).to_be_visible()
    sound(page, "portrait-item")
    tap(page, "首页")
    tap(page, "大厅导览")
    expect(page.get_by_text("综合服务窗口").first).to_be_visible()
    sound(page, "portrait-map")
    tap(page, "首页")
    tap(page, "查找")
    for key in "FP":
        page.locator(".key", has_text=key).first.tap()
    expect(page.locator(".found")).to_contain_text("关于发票领用的通知")
    sound(page, "portrait-search")
    tap(page, "大字")
    sound(page, "portrait-large")
    tap(page, "English")
    expect(page.get_by_role("button", name="Please help me")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    sound(page, "portrait-english")
    page = touch(LANDSCAPE)
    open_kiosk(page, screens)
    sound(page, "landscape-home")
    tap(page, "请帮帮我")
    sound(page, "landscape-help")
    tap(page, "找不到要办的事")
    expect(page.get_by_text("已经呼叫导税员")).to_be_visible()
    tap(page, "返回")
    tap(page, "资料和二维码")
    sound(page, "landscape-leaflets")


def test_a_kiosk_left_alone_warns_and_begins_anew(
    screens: Screens, touch: Callable[..., Page]
) -> None:
    page = touch(LANDSCAPE)
    page.clock.install()
    open_kiosk(page, screens)
    tap(page, "English")
    tap(page, "About this hall")
    page.clock.run_for(95_000)
    expect(page.get_by_role("alert")).to_contain_text("seconds")
    assert violations(page) == []
    tap(page, "Go on reading")
    expect(page.get_by_role("heading", name="About this hall")).to_be_visible()
    page.clock.run_for(95_000)
    page.clock.run_for(25_000)
    expect(page.get_by_role("button", name="查找")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"


def until_shown(place: Locator, words: str, since: float) -> float:
    """Return how many seconds after ``since`` the words stood there."""
    expect(place).to_contain_text(words, timeout=15_000)
    return time.time() - since


def test_changes_come_within_five_seconds(screens: Screens, touch: Callable[..., Page]) -> None:
    kiosk, display = touch(PORTRAIT), touch(LANDSCAPE)
    open_kiosk(kiosk, screens)
    display.goto(f"{screens.site.url}/display/{HALL}/?screen={screens.facts['display']}")
    display.locator(".big").first.wait_for()
    picture(display, "display", full=False)
    assert violations(display) == []
    said = screens.house.call("tests.build.screens:say_at_once", text="今天15:00停止办理")
    assert (
        until_shown(display.locator(".slide.urgent"), "今天15:00停止办理", said) < MOST_SECONDS + 1
    )
    assert until_shown(kiosk.locator(".urgent"), "今天15:00停止办理", said) < MOST_SECONDS + 2
    picture(display, "display-urgent", full=False)
    tap(kiosk, "政策法规")
    tap(kiosk, "关于公开内容的说明")
    pulled = screens.house.call("tests.build.screens:pull", code=screens.facts["codes"][2])
    words = "这里还没有公开的内容"
    assert until_shown(kiosk.locator("h1"), words, pulled) < MOST_SECONDS + 1
    kept = """async () => { let all = ""; for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const one of await cache.keys()) all += await (await cache.match(one)).text(); }
      return all; }"""
    for _ in range(50):
        if "关于公开内容的说明" not in kiosk.evaluate(kept):
            break
        time.sleep(0.1)
    assert "关于公开内容的说明" not in kiosk.evaluate(kept)


def test_without_network_it_goes_on_and_takes_up_what_is_new(
    screens: Screens, touch: Callable[..., Page]
) -> None:
    kiosk, display = touch(PORTRAIT), touch(LANDSCAPE)
    open_kiosk(kiosk, screens)
    display.goto(f"{screens.site.url}/display/{HALL}/main/")
    display.locator(".big").first.wait_for()
    for page in (kiosk, display):
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()  # kept by the worker from now on
    kiosk.get_by_role("button", name="查找").wait_for()
    display.locator(".big").first.wait_for()
    screens.site.stop()
    for page in (kiosk, display):
        page.reload()
    kiosk.get_by_role("button", name="查找").wait_for()
    tap(kiosk, "政策法规")
    tap(kiosk, "关于延时服务的公告")
    expect(kiosk.locator(".text")).to_contain_text("详见")
    expect(kiosk.locator(".age")).to_contain_text("网络中断", timeout=60_000)
    expect(display.locator(".foot")).to_contain_text("网络中断", timeout=60_000)
    display.locator(".slide p").first.wait_for()
    tap(kiosk, "请帮帮我")
    tap(kiosk, "不会用这台机器")
    expect(kiosk.get_by_text("现在呼叫不到")).to_be_visible()
    picture(kiosk, "kiosk-offline", full=False)
    screens.site.process = screens.house.start("serve")
    screens.site.wait()
    expect(kiosk.locator(".age")).to_contain_text("内容截至", timeout=60_000)


def test_a_screen_of_nowhere_is_told_so(screens: Screens, touch: Callable[..., Page]) -> None:
    page = touch(LANDSCAPE)
    answer = page.goto(f"{screens.site.url}/display/nowhere/")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="没有这块屏幕的内容")).to_be_visible()
    assert violations(page) == []


def test_screen_and_server_agree_on_the_schedule(
    screens: Screens, touch: Callable[..., Page]
) -> None:
    """The rule stands twice, because a screen goes on without the server."""
    page = touch(LANDSCAPE)
    page.goto(f"{screens.site.url}/display/{HALL}/")
    page.locator(".big").first.wait_for()
    begin = datetime(2026, 12, 28, tzinfo=BEIJING)
    day = st.none() | st.integers(-2, 9).map(lambda n: (begin + timedelta(days=n)).date())
    minutes = st.integers(0, DAY_MINUTES)
    some = st.sets(st.sampled_from("1234567")).map(lambda chosen: "".join(sorted(chosen)))
    entry = st.tuples(day, day, some, minutes, minutes, st.integers(0, 7 * DAY_MINUTES))

    @settings(max_examples=4)
    @given(st.lists(entry, min_size=250, max_size=250))
    def agree(cases: list[tuple[Any, ...]]) -> None:
        asked, expected = [], []
        for since, until, days, begins, ends, after in cases:
            moment = begin + timedelta(minutes=after)
            times = Times(since, until, days, begins, ends)
            expected.append(times.plays_at(moment))
            shown = {
                "since": since.isoformat() if since else "",
                "until": until.isoformat() if until else "",
                "days": days,
                "from": begins,
                "to": ends,
            }
            asked.append([shown, int(moment.timestamp() * 1000)])
        said = page.evaluate(
            "(all) => all.map(([entry, time]) => Playing.plays(entry, new Date(time)))", asked
        )
        assert said == expected, json.dumps(asked)

    agree()
    rounds = """() => { const list = [{key: "1.0"}, {key: "2.0"}, {key: "3.0"}];
      return [Playing.next([], ""), Playing.next(list, ""), Playing.next(list, "1.0|0"),
      Playing.next(list, "3.0|2"), Playing.next(list, "9.0|1"), Playing.next(list, "9.0|7")]; }"""
    assert page.evaluate(rounds) == [None, 0, 1, 0, 1, 1]
