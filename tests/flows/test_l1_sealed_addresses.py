"""L1: who reads the database of alerts learns no address, and nobody else's mail goes astray."""

import importlib
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.apps import apps
from django.core import mail as sent_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client

from sunshine.alerts.models import Alert
from sunshine.alerts.periodic import tell_due
from sunshine.kit.sealing import BrokenSeal
from sunshine.notices.models import Mail
from sunshine.notices.periodic import send_due
from sunshine.publishing.searching import rebuild_index
from tests.build.release import AT
from tests.cast import Cast
from tests.flows.test_l1_alerts import ADDRESS, LATER, asked, begun, home, out

__all__ = ["home"]
pytestmark = pytest.mark.django_db
NAME = ADDRESS.partition("@")[0]


def rows() -> str:
    """Return all that stands in the tables of alerts and mails."""
    with connection.cursor() as cursor:
        told = []
        for table in ("alerts_alert", "alerts_stopkey", "notices_mail"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name of ours
            told += [str(row) for row in cursor.fetchall()]
    return "\n".join(told)


def test_no_address_stands_in_the_database_and_mails_arrive(cast: Cast, client: Client) -> None:
    alert = begun()
    out(cast)
    rebuild_index()
    assert tell_due(LATER) == 1
    client.post("/alerts/mine/", {"address": ADDRESS.upper()})
    assert "延时服务" in rows()
    assert NAME not in rows()
    send_due(LATER)
    assert {to for one in sent_mail.outbox for to in one.to if "/alerts/" in one.body} == {ADDRESS}
    assert (alert.address, alert.masked_address) == (ADDRESS, "r***r@example.com")


def test_a_seal_fits_its_own_row_alone(cast: Cast) -> None:
    first, second = begun(), begun("社保费")
    assert first.sealed_address != second.sealed_address
    assert first.address_index == second.address_index
    first.sealed_address = second.sealed_address
    with pytest.raises(BrokenSeal):
        first.address  # noqa: B018 - opening is what is tested
    one, other = Mail.objects.order_by("id")
    one.sealed_to = other.sealed_to
    with pytest.raises(BrokenSeal):
        one.recipient  # noqa: B018


def test_under_another_key_nobody_is_told_and_the_rest_goes_on(cast: Cast, settings) -> None:
    begun()
    asked("社保费")
    out(cast)
    rebuild_index()
    settings.SEALING_KEY = "another"
    assert tell_due(LATER) == 0
    assert Alert.objects.exclude(next_run=None).get().next_run > LATER
    assert Alert.objects.first().masked_address == "***"
    assert send_due(LATER) == 0
    assert set(Mail.objects.values_list("error", flat=True)) == {"BrokenSeal: not what was sealed"}


def test_an_address_that_is_refused_is_not_kept_with_the_fault(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise SMTPRecipientsRefused({ADDRESS: (550, f"no {ADDRESS}".encode())})

    asked()
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert send_due(AT + timedelta(days=1)) == 0
    assert Mail.objects.get().error.startswith("SMTPRecipientsRefused")
    assert NAME not in rows()


def test_what_was_kept_open_before_is_sealed(cast: Cast) -> None:
    """The migration of mails, on rows as they were."""
    asked()
    waiting = Mail.objects.get()
    Mail.objects.update(to=ADDRESS, sealed_to="", error=f"550 {ADDRESS}")
    step = importlib.import_module("sunshine.notices.migrations.0003_sealed_addresses")
    step.seal_addresses(apps, None)
    assert NAME not in rows()
    waiting.refresh_from_db()
    assert (waiting.recipient, waiting.error) == (ADDRESS, "550 …")
    step.open_addresses(apps, None)
    waiting.refresh_from_db()
    assert (waiting.to, waiting.recipient) == (ADDRESS, ADDRESS)
