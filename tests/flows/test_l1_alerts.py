"""L1: alerts by mail: confirmed by a button, each item once, nothing secret, one click out."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core import mail as sent_mail
from django.test import Client

from sunshine.alerts.actions import MOST_UNCONFIRMED, ask, confirm, tell
from sunshine.alerts.models import Alert
from sunshine.alerts.periodic import (
    STRIKING_READER,
    forget_unconfirmed,
    forget_unreachable,
    found_for,
    tell_due,
)
from sunshine.alerts.reading import CONFIRM_WITHIN
from sunshine.alerts.turns import next_turn
from sunshine.audit.models import Event
from sunshine.jobs.readers import run_once
from sunshine.kit.errors import Refused
from sunshine.notices.models import Mail
from sunshine.notices.periodic import send_due
from sunshine.publishing.actions.takedown import withdraw
from sunshine.publishing.models import Item
from sunshine.publishing.searching import rebuild_index
from tests.build.release import AT, MINUTE, draft, published
from tests.cast import Cast

ASKED = AT - 60 * MINUTE
LATER = AT + timedelta(days=2)
ADDRESS = "reader@example.com"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> Path:
    settings.SEARCH_DIR = tmp_path / "search"
    return settings.SEARCH_DIR


def out(cast: Cast, **facts: object) -> Item:
    return published(cast, draft(cast, **facts))


def asked(question: str = "延时服务", *, period: str = "day", at: datetime = ASKED) -> str:
    """Ask for an alert and return the token of its confirmation."""
    ask(ADDRESS, question=question, filters={}, period=period, at=at)
    return token_in(Mail.objects.latest("id").body, "confirm")


def begun(question: str = "延时服务", **how: object) -> Alert:
    return confirm(asked(question, **how), at=ASKED)


def token_in(text: str, what: str) -> str:
    found = re.search(rf"/alerts/{what}/([\w-]+)/", text)
    assert found is not None
    return found[1]


def test_a_visitor_asks_confirms_is_told_and_stops(cast: Cast, client: Client) -> None:
    out(cast, title="别的安排", content="<p>别的。</p>", summary="别的安排。")
    rebuild_index()
    page = client.get("/search/?q=" + quote("延时服务") + "&section=policies").content.decode()
    link = re.search(r'href="(/alerts/\?[^"]+)"', page)
    assert link is not None
    form = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert 'value="延时服务"' in form
    assert 'value="policies"' in form
    typed = {"question": "延时服务", "address": ADDRESS, "period": "day", "section": "policies"}
    assert client.post("/alerts/", typed).headers["Location"] == "/alerts/asked/"
    assert client.get("/alerts/asked/").status_code == 200
    alert = Alert.objects.get()
    place = f"/alerts/confirm/{token_in(Mail.objects.get().body, 'confirm')}/"
    assert client.get(place).status_code == 200
    assert Alert.objects.get().confirmed_at is None  # opening the link confirms nothing
    assert client.post(place).status_code == 200
    Alert.objects.update(asked_at=ASKED, next_run=ASKED)
    item = out(cast)
    rebuild_index()
    assert tell_due(LATER) == 1
    told = Mail.objects.latest("id")
    assert f"/i/{item.code}/" in told.body
    send_due(LATER)
    message = next(one for one in sent_mail.outbox if "/i/" in str(one.body))
    way_out = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = f"/alerts/stop/{token_in(way_out, 'stop')}/"
    assert client.get(stop).status_code == 200
    assert Alert.objects.filter(pk=alert.pk).exists()
    strict = Client(enforce_csrf_checks=True)
    for _again in range(2):
        assert strict.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Alert.objects.exists()
    assert not Mail.objects.filter(key__startswith="alert:").exists()


def test_each_item_is_named_once_and_old_ones_never(cast: Cast) -> None:
    out(cast)
    rebuild_index()
    alert = begun(at=AT + timedelta(days=1))
    assert found_for(alert) == []
    Alert.objects.all().delete()
    alert = begun()
    rebuild_index()
    assert tell_due(LATER) == 1
    assert tell_due(LATER + timedelta(days=2)) == 0
    assert Mail.objects.filter(body__contains="/i/").count() == 1
    assert Alert.objects.get().next_run > LATER + timedelta(days=2)


def test_what_is_not_public_is_never_mailed(cast: Cast) -> None:
    codes = [out(cast, audience=audience).code for audience in ("group", "staff", "place")]
    rebuild_index()
    alert = begun()
    assert found_for(alert) == []
    assert tell_due(LATER) == 0
    assert tell(alert, codes, at=LATER) == 0  # even if an index said so
    assert not Mail.objects.filter(body__contains="/i/").exists()


def test_what_was_withdrawn_is_not_mailed_and_leaves_waiting_mail(cast: Cast) -> None:
    first = out(cast)
    other = out(cast, title="延时服务的另一个安排")
    rebuild_index()
    alert = begun()
    assert tell_due(LATER) == 1
    assert first.current.title in Mail.objects.latest("id").body
    withdraw(first, reason="内容有误，需要更正", by=cast.wu, at=LATER)
    while run_once(STRIKING_READER, at=LATER):
        pass
    body = Mail.objects.latest("id").body
    assert first.code not in body
    assert first.current.title not in body
    assert other.code in body
    alert.told.all().delete()
    # The index was not told yet: the database has the last word.
    assert found_for(alert) == [other.code]


def test_a_link_expires_and_its_address_is_forgotten() -> None:
    token = asked()
    with pytest.raises(Refused):
        confirm(token, at=ASKED + CONFIRM_WITHIN + MINUTE)
    assert forget_unconfirmed(ASKED + CONFIRM_WITHIN + MINUTE) == 1
    assert not Alert.objects.exists()
    assert not Mail.objects.filter(key__startswith="alert:").exists()


def test_an_address_no_server_takes_is_forgotten() -> None:
    alert, kept = begun(), begun("别的")
    waiting = Mail.objects.filter(key__startswith=alert.mail_keys)
    waiting.update(next_try=None, error="SMTPServerDisconnected: gone")
    assert forget_unreachable(LATER) == 0  # the server was away: not the fault of the address
    waiting.update(error="SMTPRecipientsRefused: 550")
    assert forget_unreachable(LATER) == 1
    assert list(Alert.objects.all()) == [kept]
    assert not waiting.exists()


def test_an_unknown_token_is_answered_kindly(cast: Cast, client: Client) -> None:
    assert client.post("/alerts/confirm/none/").status_code == 404
    assert client.post("/alerts/stop/none/").status_code == 200
    assert client.post("/en/alerts/confirm/none/").status_code == 404


def test_the_answer_is_the_same_whatever_the_address_has(cast: Cast, client: Client) -> None:
    rebuild_index()
    typed = {"question": "延时服务", "address": ADDRESS, "period": "day"}
    answers = {
        (answer.status_code, answer.headers["Location"])
        for answer in (client.post("/alerts/", typed) for _ in range(MOST_UNCONFIRMED + 2))
    }
    assert answers == {(302, "/alerts/asked/")}
    assert Alert.objects.count() == MOST_UNCONFIRMED
    assert Event.objects.filter(kind="alerts.turned_away").count() == 2
    for event in Event.objects.filter(kind__startswith="alerts."):
        assert ADDRESS not in f"{event.subject}{event.data}"


@pytest.mark.parametrize(
    "change",
    [
        {"address": "nobody"},
        {"address": "a@b.cn\nBcc: c@d.cn"},
        {"question": "，。"},
        {"question": "税" * 201},
        {"question": "税\0"},
        {"period": "minute"},
        {"section": "no-such"},
        {"body": "税\0"},
        {"year": "20x6"},
    ],
)
def test_bad_input_is_refused_with_a_reason(
    cast: Cast, client: Client, change: dict[str, str]
) -> None:
    typed = {"question": "延时服务", "address": ADDRESS, "period": "day"} | change
    assert client.post("/alerts/", typed).status_code == 400
    assert not Alert.objects.exists()


def test_asking_too_often_is_slowed_down(cast: Cast, client: Client) -> None:
    states = {client.post("/alerts/", _typed(turn)).status_code for turn in range(11)}
    assert states == {302, 429}


def _typed(turn: int) -> dict[str, str]:
    return {"question": "延时服务", "address": f"r{turn}@example.com", "period": "day"}


def test_turns_are_in_the_morning_in_beijing() -> None:
    sunday = datetime(2026, 3, 1, 3, tzinfo=UTC)
    monday = datetime(2026, 3, 2, 0, tzinfo=UTC)
    assert next_turn("day", sunday) == next_turn("week", sunday) == monday
    assert next_turn("week", monday) == monday + timedelta(days=7)
    assert next_turn("hour", sunday) == sunday + timedelta(hours=1)
