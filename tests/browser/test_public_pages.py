"""Every kind of page that citizens read, in a real browser: axe, width, both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import overflow, picture, violations
from tests.house import House, Site

BASE = "/b/ln-shenyang-heping/"


@pytest.fixture(scope="module")
def public(build_house: Callable[[], House]) -> tuple[Site, dict[str, str]]:
    """Return a running site with something on every page, and the codes of its items."""
    house = build_house()
    codes = house.call("tests.build.public_site:furnished")
    house.run("record", "rebuild")
    return house.serve(), codes


def addresses(codes: dict[str, str]) -> dict[str, str]:
    """Return one address for every kind of page."""
    revised = codes["revised"]
    own = {name: f"{BASE}{name}/" for name in ("guide", "about", "rules", "catalogue", "figures")}
    return {
        "province": "/",
        "home": BASE,
        **own,
        "section": f"{BASE}policies/",
        "section-page": f"{BASE}policies/p/1/",
        "section-empty": f"{BASE}plans/",
        "rules-on": f"{BASE}rules/?on=2020-01-01",
        "item": f"/i/{revised}/",
        "item-withdrawn": f"/i/{codes['withdrawn']}/",
        "item-emergency": f"/i/{codes['emergency']}/",
        "edition": f"/i/{revised}/e/1/",
        "comparison": f"/i/{revised}/compare/1-2/",
        "bodies": "/bodies/",
        "map": "/map/",
        "search": "/catalogue/?q=办法",
        "search-none": "/catalogue/?q=没有的字",
        "search-error": "/catalogue/?made_from=20255-01-01",
        "report": "/error-report/?page=/map/",
        "follow": "/error-report/follow/?code=2222222222",
        "for-me": "/for-me/",
        "not-found": "/nothing/here/",
    }


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["", "/en"])
def test_every_kind_of_page_is_open_to_everybody(
    public: tuple[Site, dict[str, str]], page: Page, lang: str
) -> None:
    site, codes = public
    faults = []
    width = page.viewport_size["width"] if page.viewport_size else 0
    for name, address in addresses(codes).items():
        page.goto(f"{site.url}{lang}{address}")
        picture(page, f"public-{name}{lang.replace('/', '-')}-{width}")
        faults += [f"{name}: {fault}" for fault in violations(page)]
        if overflow(page):
            faults.append(f"{name}: wider than its window by {overflow(page)} px")
        if page.locator("h1").count() != 1:
            faults.append(f"{name}: one h1")
    assert faults == []


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_large_type_stays_on_every_page_and_fits(
    public: tuple[Site, dict[str, str]], page: Page
) -> None:
    site, codes = public
    page.goto(f"{site.url}/i/{codes['revised']}/")
    page.get_by_role("link", name="长者版").click()
    expect(page.locator("html")).to_have_attribute("data-variant", "elder")
    for name, address in addresses(codes).items():
        page.goto(f"{site.url}{address}")
        expect(page.locator("html")).to_have_attribute("data-variant", "elder")
        assert violations(page) == [], name
        assert overflow(page) == 0, name


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_a_citizen_walks_from_the_province_to_a_comparison(
    public: tuple[Site, dict[str, str]], page: Page
) -> None:
    site, _codes = public
    page.goto(site.url)
    page.get_by_role("link", name="切换机关").click()
    page.get_by_label("输入机关名称").fill("和平")
    page.locator("#bureaus").get_by_role("link", name="和平区").click()
    page.get_by_role("link", name="政策法规").first.click()
    page.get_by_role("link", name="限时办结办法").click()
    page.get_by_role("link", name="第1版与第2版逐条比较").click()
    expect(page.get_by_role("heading", name="正文逐条比较")).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="The text, clause by clause")).to_be_visible()


@pytest.mark.parametrize("page", ["1280"], indirect=True)
def test_an_error_is_reported_without_a_riddle(
    public: tuple[Site, dict[str, str]], page: Page
) -> None:
    site, codes = public
    page.goto(f"{site.url}/i/{codes['revised']}/")
    page.get_by_role("link", name="报告本页的错误").click()
    page.get_by_label("错别字或表述有误").check()
    page.get_by_label("哪里不对，应当是什么").fill("第一条的“制定”写错了。")
    page.wait_for_timeout(3100)
    page.get_by_role("button", name="提交纠错").click()
    expect(page.get_by_text("已经收到，谢谢您")).to_be_visible()
    assert violations(page) == []
