"""The door of the desk: passwords, second factors, lock-out, sessions, one-time links."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.orgs.actions import accounts, people
from sunshine.orgs.models import AccountReset, Person
from tests.cast import PASSWORD, Cast
from tests.entering import enter, give_factor

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def sign_in(client: Client, username: str, password: str = PASSWORD) -> int:
    return client.post(LOGIN, {"login": username, "password": password}).status_code


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def kinds_about(person: Person) -> list[str]:
    events = Event.objects.filter(subject=f"person:{person.pk}").order_by("id")
    return list(events.values_list("kind", flat=True))


def test_a_stranger_is_asked_to_sign_in_and_comes_back(client: Client) -> None:
    answer = client.get("/desk/me/")
    assert answer.status_code == 302
    assert answer["Location"] == f"{LOGIN}?next=/desk/me/"


def test_nobody_signs_up(client: Client) -> None:
    page = client.get("/account/signup/")
    assert "不开放注册" in page.content.decode()
    client.post("/account/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.exists()


def test_staff_without_a_second_factor_are_led_to_set_one(cast: Cast, client: Client) -> None:
    assert sign_in(client, "li") == 302
    answer = client.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/")
    assert "请先设置第二因素" in client.get("/account/2fa/").content.decode()


def test_an_account_without_a_post_finds_no_desk(cast: Cast, client: Client) -> None:
    client.force_login(cast.nobody)
    nothing, hidden = client.get("/desk/nowhere/"), client.get("/desk/")
    assert (hidden.status_code, hidden.content) == (nothing.status_code, nothing.content)


def test_both_factors_open_the_desk_and_go_on_record(cast: Cast, client: Client) -> None:
    secret = give_factor(cast.li)
    first = client.post(LOGIN, {"login": "li", "password": PASSWORD})
    assert first["Location"].startswith("/account/2fa/authenticate/")
    assert client.get("/desk/").status_code == 302
    second = client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert second["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    assert kinds_about(cast.li) == ["orgs.signed_in"]
    data = Event.objects.get(kind="orgs.signed_in").data
    assert data["ways"] == ["password", "totp"]


def test_a_wrong_code_is_on_record_and_five_close_the_account(cast: Cast, client: Client) -> None:
    secret = give_factor(cast.li)
    sign_in(client, "li")
    wrong = "000000" if code_of(secret) != "000000" else "111111"
    for _ in range(5):
        page = client.post("/account/2fa/authenticate/", {"code": wrong})
        assert "验证码不正确" in page.content.decode()
    page = client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert "已暂停登录" in page.content.decode()
    whys = [event.data["why"] for event in Event.objects.filter(kind="orgs.sign_in_failed")]
    assert whys == ["code"] * 5 + ["locked"]


def test_five_wrong_passwords_close_the_account_for_half_an_hour(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        assert sign_in(client, "li", "wrong-password") == 200
    page = client.post(LOGIN, {"login": "li", "password": PASSWORD})
    assert "请30分钟后再试" in page.content.decode()
    assert sign_in(client, "wang") == 302  # others at the same address still can
    client.post("/account/logout/")
    later = timezone.now().timestamp() + 30 * 60 + 1
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert sign_in(client, "li") == 302


def test_a_name_nobody_bears_is_refused_alike_and_not_kept(cast: Cast, client: Client) -> None:
    known = client.post(LOGIN, {"login": "li", "password": "wrong"}).content.decode()
    unknown = client.post(LOGIN, {"login": "hunter2", "password": "wrong"}).content.decode()
    assert "用户名或者密码不正确" in known
    assert "用户名或者密码不正确" in unknown
    event = Event.objects.filter(kind="orgs.sign_in_failed").order_by("-id")[0]
    assert "hunter2" not in f"{event.subject}{event.data}"


def test_whoever_leaves_is_out_at_once_everywhere(cast: Cast, client: Client) -> None:
    phone = enter(Client(), cast.li)
    enter(client, cast.li)
    assert (client.get("/desk/").status_code, phone.get("/desk/").status_code) == (200, 200)
    Person.objects.filter(pk=cast.li.pk).update(body=cast.heping)
    people.leave(cast.li, reason="调离", by=cast.gao, at=timezone.now())
    for device in (client, phone):
        assert device.get("/desk/")["Location"].startswith(LOGIN)
    assert sign_in(Client(), "li") == 200


def test_an_idle_session_ends(cast: Cast, client: Client, settings) -> None:
    enter(client, cast.li)
    assert client.get("/desk/").status_code == 200
    session = client.session
    session["desk_seen"] -= settings.IDLE_MINUTES * 60 + 1
    session.save()
    answer = client.get("/desk/", follow=True)
    assert answer.redirect_chain[0][0].startswith(LOGIN)
    assert "已自动退出" in answer.content.decode()
    assert kinds_about(cast.li)[-1] == "orgs.signed_out"


def test_the_last_factor_of_staff_stays(cast: Cast, client: Client) -> None:
    enter(client, cast.li)
    confirm_once_more(client, cast.li)
    page = client.post("/account/2fa/totp/deactivate/")
    assert "至少保留一种第二因素" in page.content.decode()
    assert client.get("/desk/").status_code == 200


def test_secrets_of_factors_are_not_kept_in_the_clear(cast: Cast) -> None:
    secret = give_factor(cast.li)
    stored = str(cast.li.authenticator_set.get().data)
    assert secret not in stored


def test_a_first_link_sets_a_password_once(cast: Cast, client: Client) -> None:
    Person.objects.filter(pk=cast.gao.pk).update(body=cast.heping)
    person, token = people.join(
        cast.heping, username="new.one", name="新", by=cast.gao, at=timezone.now()
    )
    address = f"/account/link/{token}/"
    page = client.get(address)
    assert page["Referrer-Policy"] == "same-origin"  # the address is a key
    assert "new.one" in page.content.decode()
    weak = client.post(address, {"password": "123456789012", "again": "123456789012"})
    assert weak.status_code == 200
    assert not Person.objects.get(pk=person.pk).has_usable_password()
    good = {"password": "correct-horse-7", "again": "correct-horse-7"}
    assert client.post(address, good)["Location"] == LOGIN
    assert client.get(address).status_code == 404
    assert sign_in(client, "new.one", "correct-horse-7") == 302


def test_a_reset_ends_password_factors_and_sessions(cast: Cast, client: Client) -> None:
    Person.objects.filter(pk=cast.li.pk).update(body=cast.heping)
    cast.li.refresh_from_db()
    enter(client, cast.li)
    reset = accounts.open_reset(
        cast.li, lost=AccountReset.Lost.FACTOR, reason="手机遗失", by=cast.gao, at=timezone.now()
    )
    assert client.get("/desk/").status_code == 200
    accounts.release_reset(reset, identity="当面核对", by=cast.he, at=timezone.now())
    assert client.get("/desk/").status_code == 302
    assert not cast.li.authenticator_set.exists()
    assert sign_in(Client(), "li") == 200


def test_sessions_are_shown_and_ended(cast: Cast) -> None:
    give_factor(cast.li)
    secret_holder = cast.wu
    here, there = Client(), Client()
    for device in (here, there):
        sign_in(device, "nobody")
    assert secret_holder is not None
    page = here.get("/account/sessions/").content.decode()
    assert page.count("本次登录") == 1
    number = re.search(r'name="session" value="(\d+)"', page)
    assert number is not None
    here.post("/account/sessions/", {"session": number.group(1)})
    assert there.get("/account/sessions/").status_code == 302
    assert here.get("/account/sessions/").status_code == 200
    assert Session.objects.count() >= 1
    assert kinds_about(cast.nobody)[-1] == "orgs.session_ended"


def test_one_click_for_the_sample_only_where_it_is_set(
    cast: Cast, client: Client, settings
) -> None:
    Person.objects.filter(pk=cast.li.pk).update(is_sample=True)
    assert "示例人员" not in client.get(LOGIN).content.decode()
    assert client.post("/account/sample/", {"username": "li"}).status_code == 404
    settings.SAMPLE_SIGN_IN = True
    assert "示例人员" in client.get(LOGIN).content.decode()
    assert client.post("/account/sample/", {"username": "wang"}).status_code == 404
    far = client.post("/account/sample/", {"username": "li"}, REMOTE_ADDR="192.0.2.7")
    assert far.status_code == 404
    assert client.post("/account/sample/", {"username": "li"})["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    settings.SAMPLE_SIGN_IN = False
    assert client.get("/desk/")["Location"] == "/account/2fa/"


@pytest.mark.parametrize(
    "page",
    [
        *("login/", "signup/", "inactive/", "link/nothing/", "logout/", "sessions/", "2fa/"),
        *("reauthenticate/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/"),
        *("password/change/", "2fa/recovery-codes/generate/"),
    ],
)
def test_the_door_speaks_english_throughout(cast: Cast, client: Client, page: str) -> None:
    if page not in {"login/", "signup/", "inactive/", "link/nothing/"}:
        client.force_login(cast.nobody)
        confirm_once_more(client, cast.nobody)
    answer = client.get(f"/en/account/{page}", follow=True)
    assert answer.status_code in {200, 404}
    text = re.sub(r'<(\w+)[^>]*\blang="zh[^>]*>.*?</\1>', "", answer.content.decode())
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []


def confirm_once_more(client: Client, person: Person) -> None:
    """Let the session know that the person has just given the password again."""
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
    ]
    session.save()
