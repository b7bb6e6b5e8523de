"""Asking for an alert, confirming it, being told, stopping it.

No event names the address or the question: both are about a reader.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

import sunshine.alerts.reasons  # noqa: F401 - registers the sentences
from sunshine.alerts.addresses import index_of, sealed
from sunshine.alerts.mails import mail_confirmation, mail_finds, mail_list, new_token
from sunshine.alerts.models import Alert, Told
from sunshine.alerts.reading import CONFIRM_WITHIN, digest_of_token, listed_alerts
from sunshine.alerts.turns import next_turn
from sunshine.audit.log import action, append
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.notices.outbox import forget_mails
from sunshine.orgs.models import Body
from sunshine.publishing.models import Item, Section, Validity
from sunshine.publishing.searching import Kind
from sunshine.publishing.visibility import PUBLIC, listed
from sunshine.search.asking import read

FILTERS = ("section", "body", "year", "validity", "kind")
LONGEST = 200
MOST_OF_AN_ADDRESS = 20
MOST_UNCONFIRMED = 3


def why_not_ask(
    address: str, *, question: str, filters: Mapping[str, str], period: str
) -> list[Reason]:
    """Return why no alert can be asked for so; it never depends on what the address has."""
    reasons = []
    if len(question) > LONGEST:
        facts = {"longest": LONGEST}
        reasons.append(Reason("alert-question-too-long", field="question", facts=facts))
    elif read(question).is_empty:
        reasons.append(Reason("alert-question-empty", field="question"))
    try:
        validate_email(address)
    except ValidationError:
        reasons.append(Reason("alert-address-unfit", field="address"))
    if not all(_is_filter(name, value) for name, value in filters.items() if value):
        reasons.append(Reason("alert-filter-unknown"))
    if period not in Alert.Period.values:
        reasons.append(Reason("alert-period-unknown", field="period"))
    return reasons


@action
def ask(
    address: str,
    *,
    question: str,
    filters: Mapping[str, str],
    period: str,
    is_english: bool = False,
    at: datetime,
) -> None:
    """Keep the alert and mail a link to confirm it; turn it away silently where it is too much.

    An address has at most ``MOST_OF_AN_ADDRESS`` alerts, ``MOST_UNCONFIRMED`` of them
    waiting, each question once: whoever asks is not told which it was. Raises Refused.
    """
    refuse_if(why_not_ask(address, question=question, filters=filters, period=period))
    address = address.lower()
    chosen = {name: value for name, value in filters.items() if value}
    own = list(Alert.objects.of(address))
    waiting = [one for one in own if one.confirmed_at is None]
    same = [one for one in own if (one.question, one.filters) == (question, chosen)]
    known = any(one.confirmed_at and one.period == period for one in same)
    if known or len(own) >= MOST_OF_AN_ADDRESS or len(waiting) >= MOST_UNCONFIRMED:
        append("alerts.turned_away", subject="alert:none", by=None, at=at, body="")
        return
    token = new_token()
    digest = digest_of_token(token)
    alert = Alert.objects.create(
        sealed_address=sealed(address, about=digest),
        address_index=index_of(address),
        question=question,
        filters=chosen,
        period=period,
        is_english=is_english,
        asked_at=at,
        confirm_digest=digest,
    )
    mail_confirmation(alert, token, at)
    append("alerts.asked", subject=f"alert:{alert.pk}", by=None, at=at, body="")


@action
def confirm(token: str, *, at: datetime) -> Alert:
    """Begin the alert of ``token`` and return it; once begun it stays so.

    Raises Refused after ``CONFIRM_WITHIN``, and for a token that never was.
    """
    found = Alert.objects.select_for_update().filter(confirm_digest=digest_of_token(token)).first()
    if found is None or at - found.asked_at > CONFIRM_WITHIN:
        raise Refused("alert-link-expired")
    if found.confirmed_at is None:
        found.confirmed_at, found.next_run = at, next_turn(found.period, at)
        found.save(update_fields=["confirmed_at", "next_run"])
    append("alerts.confirmed", subject=f"alert:{found.pk}", by=None, at=at, body="")
    return found


@action
def stop(token: str, *, at: datetime) -> None:
    """Delete the alert of ``token`` with its address and all its mails. Raises Refused."""
    digest = digest_of_token(token)
    found = Alert.objects.select_for_update().filter(stop_keys__digest=digest).first()
    if found is None:
        raise Refused("alert-link-expired")
    _forget(found, at)


@action
def ask_for_list(address: str, *, is_english: bool = False, at: datetime) -> None:
    """Mail ``address`` a link to its own alerts; nothing if it has none, or had one this hour.

    Raises Refused for what is no address.
    """
    try:
        validate_email(address)
    except ValidationError:
        raise Refused("alert-address-unfit", field="address") from None
    own = list(Alert.objects.of(address).select_for_update().order_by("pk"))
    # Who never confirmed gets no further mail: somebody else may have typed the address.
    is_mailed = any(one.confirmed_at for one in own) and mail_list(own, is_english, at)
    kind = "alerts.list_asked" if is_mailed else "alerts.turned_away"
    append(kind, subject="alert:none", by=None, at=at, body="")


@action
def stop_listed(token: str, number: int, *, at: datetime) -> None:
    """Delete one of the alerts that the link ``token`` lists, with all its mails.

    Raises Refused for a link that is too old, and for an alert of another address.
    """
    own = listed_alerts(token, at)
    if own is None:
        raise Refused("alert-list-expired")
    found = next((alert for alert in own if alert.pk == number), None)
    if found is None:
        raise Refused("alert-not-listed")
    _forget(found, at)


@action
def tell(alert: Alert, codes: Sequence[str], *, at: datetime) -> int:
    """Mail what of ``codes`` everybody may see now, once; return how many items. Raises Refused.

    In the order of ``codes``. Counts as the turn of the alert.
    """
    held = Alert.objects.select_for_update().filter(pk=alert.pk).first()
    if held is None:
        raise Refused("alert-link-expired")
    known = set(held.told.filter(code__in=codes).values_list("code", flat=True))
    seen: dict[str, Item] = {
        item.code: item
        for item in listed(PUBLIC).filter(code__in=codes).select_related("current")
        if item.published_here and item.published_here > held.asked_at
    }
    items = [seen[code] for code in codes if code in seen and code not in known]
    held.last_run, held.next_run = at, next_turn(held.period, at)
    held.save(update_fields=["last_run", "next_run"])
    if items:
        Told.objects.bulk_create(Told(alert=held, code=item.code) for item in items)
        mail_finds(held, items, at)
    data = {"count": len(items)}
    append("alerts.told", subject=f"alert:{held.pk}", by=None, at=at, body="", data=data)
    return len(items)


def _is_filter(name: str, value: str) -> bool:
    if not value.isascii() or not value.isprintable() or len(value) > 60:
        return False
    if name == "section":
        return Section.objects.filter(slug=value).exists()
    if name == "body":
        return Body.objects.filter(slug=value).exists()
    if name == "year":
        return value.isdigit() and len(value) == 4
    if name == "validity":
        return value in Validity.values
    return name == "kind" and value in {Kind.RULE, Kind.DOCUMENT, Kind.OTHER}


def _forget(alert: Alert, at: datetime) -> None:
    subject = f"alert:{alert.pk}"
    forget_mails(alert.mail_keys)
    alert.delete()
    append("alerts.stopped", subject=subject, by=None, at=at, body="")
