"""Row L3: staff by role, body and post; two factors; nothing leaks between bodies.

From an empty house to an office at work: each step as a person takes it, over HTTP.
"""

import io
import re
import time
from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Person, Post

PASSWORDS = {"guan": "first-keeper-2026", "min": "second-keeper-2026", "li": "an-editor-2026"}
LINK = re.compile(r"/account/link/[\w-]+/")


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


def first_sign_in(link: str, username: str) -> Client:
    """Follow a first link: set a password, sign in, set up an authenticator app."""
    browser, password = Client(), PASSWORDS[username]
    assert browser.post(link, {"password": password, "again": password}).status_code == 302
    browser.post("/account/login/", {"login": username, "password": password})
    assert browser.get("/desk/")["Location"] == "/account/2fa/"
    browser.post("/account/reauthenticate/", {"password": password})
    page = browser.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)
    assert secret is not None
    code = format_hotp_value(hotp_value(secret.group(1), int(time.time()) // 30))
    browser.post("/account/2fa/totp/activate/", {"code": code})
    assert browser.get("/desk/").status_code == 200
    return browser


def link_in(page: bytes | str) -> str:
    found = LINK.search(page if isinstance(page, str) else page.decode())
    assert found is not None
    return found.group()


def join(keeper: Client, body: str, username: str) -> str:
    """Let ``keeper`` open an account in ``body``; return its first link."""
    at = f"/desk/orgs/b/{body}/people/join/"
    return link_in(keeper.post(at, {"name": username, "username": username}).content)


def appoint(keeper: Client, username: str, post: str, today: date) -> int:
    """Let ``keeper`` appoint somebody; return the status of the answer."""
    at = f"/desk/orgs/posts/{Post.objects.get(slug=post).pk}/appoint/"
    person = Person.objects.get(username=username).pk
    return keeper.post(at, {"person": person, "since": today, "document": ""}).status_code


def test_from_an_empty_house_to_an_office_at_work(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _walk()
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {
        *("orgs.first_administrator_appointed", "orgs.link_accepted", "orgs.signed_in"),
        *("orgs.account_changed", "orgs.person_appointed", "orgs.person_left"),
        "orgs.sign_in_failed",
    } <= kinds


def _walk() -> None:
    out, today = io.StringIO(), beijing_day(timezone.now())
    call_command("setup", slug="ln", name="辽宁省税务局", admin="guan", admin_name="关", stdout=out)
    guan = first_sign_in(link_in(out.getvalue()), "guan")
    for slug in ("ln-shenyang", "ln-dalian"):
        given = {"slug": slug, "level": "city", "name": slug, "short_name": slug, "name_en": slug}
        assert guan.post("/desk/orgs/b/ln/found/", given).status_code == 302
    shenyang = "/desk/orgs/b/ln-shenyang/"
    for slug, roles in (("keeper", ["administrator"]), ("writer", ["editor"])):
        given = {"slug": slug, "name": slug, "roles": roles}
        assert guan.post(f"{shenyang}posts/new/", given).status_code == 302

    min_ = join(guan, "ln-shenyang", "min")
    assert appoint(guan, "min", "keeper", today) == 302
    keeper = first_sign_in(min_, "min")
    assert keeper.get(shenyang).status_code == 200
    for hidden in ("/desk/orgs/b/ln/", "/desk/orgs/b/ln-dalian/", "/desk/orgs/b/nowhere/"):
        assert keeper.get(hidden).status_code == 404

    li = join(keeper, "ln-shenyang", "li")
    assert appoint(keeper, "li", "writer", today) == 302
    editor = first_sign_in(li, "li")
    assert editor.get(shenyang).status_code == 404

    number = Person.objects.get(username="li").pk
    assert keeper.post(f"/desk/orgs/people/{number}/leave/", {"reason": "调离"}).status_code == 302
    assert editor.get("/desk/").status_code == 302
    again = Client().post("/account/login/", {"login": "li", "password": PASSWORDS["li"]})
    assert again.status_code == 200  # the form again: the account is closed
