"""Mail goes out once where nothing falls, again with the same Message-ID where something did."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail as outgoing
from django.core.management import call_command
from django.test import override_settings

from sunshine.notices import periodic
from sunshine.notices.models import Mail, MailQuerySet
from sunshine.notices.periodic import GIVE_UP_AFTER, forget_sent, message_id, send_due
from tests.build.events import NOON

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("memory"),
]


@pytest.fixture
def memory() -> Any:
    """Send into a list instead of files."""
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        outgoing.outbox = []
        yield


def _mail(key: str = "notice:1", to: str = "li@example.cn") -> Mail:
    return Mail.objects.create(
        key=key, to=to, subject="请审核", body="请审核", created=NOON, next_try=NOON
    )


class Fails:
    """A mail backend that fails in a chosen way."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.calls = 0

    def send_messages(self, _messages: object) -> int:
        self.calls += 1
        raise self.error

    def close(self) -> None:
        """Do nothing."""


def test_mail_goes_out_once() -> None:
    mail = _mail()
    assert [send_due(NOON), send_due(NOON)] == [1, 0]
    assert [sent.subject for sent in outgoing.outbox] == ["请审核"]
    assert outgoing.outbox[0].extra_headers["Message-ID"] == message_id(mail)
    assert Mail.objects.get().sent_at == NOON


def test_a_fall_before_the_note_sends_again_with_the_same_id(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _mail()

    def fall(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(MailQuerySet, "update", fall)
        with pytest.raises(KeyboardInterrupt):
            send_due(NOON)
    send_due(NOON)
    first, second = (sent.extra_headers["Message-ID"] for sent in outgoing.outbox)
    assert first == second


def test_two_mails_have_two_ids() -> None:
    assert message_id(_mail()) != message_id(_mail("notice:2"))


def test_a_server_that_is_away_is_asked_once_and_later_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _mail()
    _mail("notice:2")
    backend = Fails(SMTPServerDisconnected("away"))
    with monkeypatch.context() as patch:
        patch.setattr(periodic, "get_connection", lambda: backend)
        assert send_due(NOON) == 0
    assert backend.calls == 1
    assert send_due(NOON) == 1
    assert send_due(NOON + timedelta(minutes=1)) == 1


def test_one_refused_address_does_not_hold_up_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    _mail()
    _mail("notice:2")
    backend = Fails(SMTPRecipientsRefused({}))
    monkeypatch.setattr(periodic, "get_connection", lambda: backend)
    send_due(NOON)
    assert backend.calls == 2


def test_it_gives_up_and_an_operator_may_try_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _mail()
    at = NOON
    with monkeypatch.context() as patch:
        patch.setattr(periodic, "get_connection", lambda: Fails(SMTPRecipientsRefused({})))
        for _ in range(GIVE_UP_AFTER + 3):
            send_due(at)
            at += timedelta(hours=7)
    assert Mail.objects.given_up().get().tries == GIVE_UP_AFTER
    call_command("mail")
    assert "given up" in capsys.readouterr().out
    call_command("mail", "--retry")
    assert Mail.objects.given_up().count() == 0


def test_sent_mail_is_forgotten_after_a_month() -> None:
    _mail()
    _mail("notice:2")
    Mail.objects.filter(key="notice:1").update(sent_at=NOON - timedelta(days=31), next_try=None)
    assert forget_sent(NOON) == 1
    assert Mail.objects.get().key == "notice:2"
