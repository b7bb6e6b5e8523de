"""The door in a real browser: first link, authenticator app, passkey; every page of it with axe."""

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browsing import overflow, picture, violations
from tests.cast import PASSWORD
from tests.house import House, Site

NEW_PASSWORD = "correct-horse-7"


@pytest.fixture
def furnished(build_house: Callable[[], House]) -> Iterator[tuple[Site, dict[str, str]]]:
    """Return a running site of its own and the secrets of its people."""
    house = build_house()
    facts = house.call("tests.build.orgs:furnished")
    yield house.serve(), facts
    house.close()


def code_of(secret: str, *, later: int = 0) -> str:
    """Return a code of the app that stays right for a while; ``later``: one of the next codes.

    A code works once, so whoever signs in twice within half a minute needs the next one.
    """
    if time.time() % 30 > 27:
        time.sleep(4)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def sound(page: Page, name: str) -> None:
    """Hold the page to axe and to its width, and keep a picture."""
    picture(page, f"access-{name}-{page.viewport_size['width']}")
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url


def give_password(page: Page, username: str, password: str) -> None:
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def enter(page: Page, facts: dict[str, str], *, later: int = 0) -> None:
    """Sign the administrator in on the page that asks for it."""
    give_password(page, "guan", PASSWORD)
    page.locator("input[name=code]").fill(code_of(facts["secret"], later=later))
    page.get_by_role("button", name="登录", exact=True).click()


def authenticator(page: Page) -> None:
    """Give the browser a virtual device with fingerprints that says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_newcomer_sets_password_and_authenticator_app(
    furnished: tuple[Site, dict[str, str]], page: Page
) -> None:
    site, facts = furnished
    page.goto(f"{site.url}/account/link/{facts['token']}/")
    sound(page, "link")
    page.get_by_label("新密码").fill(NEW_PASSWORD)
    page.get_by_label("再输入一次").fill(NEW_PASSWORD)
    page.get_by_role("button", name="设置密码").click()
    expect(page.get_by_text("密码已设好")).to_be_visible()
    sound(page, "login")
    give_password(page, "new.one", NEW_PASSWORD)
    expect(page.get_by_role("heading", name="第二因素", exact=True)).to_be_visible()
    sound(page, "factors")
    page.get_by_role("link", name="启用验证器").click()
    page.get_by_label("密码").fill(NEW_PASSWORD)
    sound(page, "reauthenticate")
    page.get_by_role("button", name="确认").click()
    secret = page.locator("code.secret").inner_text()
    sound(page, "totp")
    page.locator("input[name=code]").fill(code_of(secret))
    page.get_by_role("button", name="启用验证器").click()
    expect(page.locator("ul.codes li")).to_have_count(10)
    sound(page, "recovery-codes")
    page.get_by_role("link", name="抄好了").click()
    expect(page.get_by_role("heading", name="今日")).to_be_visible()
    sound(page, "desk")
    page.goto(f"{site.url}/account/sessions/")
    sound(page, "sessions")
    page.goto(f"{site.url}/desk/me/")
    sound(page, "me")


def test_password_and_passkey_then_passkey_alone(
    furnished: tuple[Site, dict[str, str]], page: Page
) -> None:
    site, facts = furnished
    authenticator(page)
    page.goto(f"{site.url}/desk/")
    give_password(page, "guan", PASSWORD)
    sound(page, "authenticate")
    page.locator("input[name=code]").fill(code_of(facts["secret"]))
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", name="今日")).to_be_visible()
    page.goto(f"{site.url}/account/2fa/webauthn/add/")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    sound(page, "passkey")
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.get_by_text("通行密钥已添加")).to_be_visible()
    page.goto(f"{site.url}/account/2fa/webauthn/")
    sound(page, "passkeys")
    page.goto(f"{site.url}/desk/")
    page.get_by_role("button", name="退出").click()
    page.goto(f"{site.url}/account/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_role("heading", name="今日")).to_be_visible()
    page.get_by_role("button", name="退出").click()
    page.goto(f"{site.url}/account/login/")
    give_password(page, "guan", PASSWORD)
    page.get_by_role("button", name="改用通行密钥").click()
    expect(page.get_by_role("heading", name="今日")).to_be_visible()


def test_the_administrators_pages(furnished: tuple[Site, dict[str, str]], page: Page) -> None:
    site, facts = furnished
    page.goto(f"{site.url}/account/login/?next=/desk/orgs/")
    enter(page, facts)
    expect(page.get_by_role("heading", name="机关与人员")).to_be_visible()
    sound(page, "tree")
    here = f"{site.url}/desk/orgs/b/{facts['city']}/"
    for name in (
        *("", "posts/", "people/", "places/", "groups/", "powers/", "audiences/", "events/"),
        *("merge/", "edit/", "posts/new/", "people/join/"),
    ):
        page.goto(here + name)
        sound(page, f"body-{name.strip('/').replace('/', '-')}")
    page.goto(f"{here.replace('/desk/', '/en/desk/')}posts/")
    expect(page.get_by_role("link", name="New post")).to_be_visible()
    sound(page, "english")
    page.goto(f"{here}people/join/")
    page.get_by_label("姓名", exact=True).fill("周明")
    page.get_by_label("用户名").fill("New.One")
    page.get_by_role("button", name="开立账号").click()
    expect(page.locator("#id_username")).to_have_value("New.One")
    sound(page, "refusal")
    page.locator("#id_username").fill("zhou.ming")
    page.get_by_role("button", name="开立账号").click()
    expect(page.get_by_text("/account/link/")).to_be_visible()
    sound(page, "one-time-link")


@pytest.mark.parametrize("page", ["390"], indirect=True)
def test_what_was_typed_survives_an_idle_session(
    furnished: tuple[Site, dict[str, str]], page: Page
) -> None:
    site, facts = furnished
    page.clock.install()
    address = f"{site.url}/desk/orgs/b/{facts['city']}/people/join/"
    page.goto(address)
    enter(page, facts)
    page.get_by_label("姓名", exact=True).fill("周明")
    page.clock.run_for("28:30")
    expect(page.get_by_text("两分钟后将自动退出")).to_be_visible()
    sound(page, "idle")
    page.get_by_role("button", name="继续工作").click()
    expect(page.get_by_text("两分钟后将自动退出")).to_be_hidden()
    page.clock.run_for("31:00")
    expect(page.get_by_text("已自动退出")).to_be_visible()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("link", name="重新登录").click()
    enter(page, facts, later=1)
    expect(page.get_by_label("姓名", exact=True)).to_have_value("周明")
    expect(page.get_by_text("已填回您退出前填写的文字")).to_be_visible()
