"""What the links in the mails lead to: the alert they speak of, or all those of an address."""

import hashlib
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from sunshine.alerts.models import Alert

CONFIRM_WITHIN = timedelta(days=7)
LIST_LASTS = timedelta(days=1)
_SALT = "sunshine.alerts.list"


def digest_of_token(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def to_confirm(token: str, at: datetime) -> Alert | None:
    """Return the alert that ``token`` confirms, None where there is none or it is too late."""
    found = Alert.objects.filter(confirm_digest=digest_of_token(token)).first()
    return None if found is None or at - found.asked_at > CONFIRM_WITHIN else found


def to_stop(token: str) -> Alert | None:
    """Return the alert that ``token`` stops, None where it was stopped or never was."""
    return Alert.objects.filter(stop_keys__digest=digest_of_token(token)).first()


def list_token(alerts: list[Alert], at: datetime) -> str:
    """Return the signed token of a list of alerts of one address; the address is not in it."""
    numbers = "-".join(str(alert.pk) for alert in alerts)
    return Signer(salt=_SALT).sign(f"{int(at.timestamp())}-{numbers}")


def listed_alerts(token: str, at: datetime) -> list[Alert] | None:
    """Return the alerts of the address to which ``token`` was mailed, the newest first.

    None for a token that is not ours, or older than ``LIST_LASTS``.
    """
    try:
        made, *numbers = map(int, Signer(salt=_SALT).unsign(token).split("-"))
    except (BadSignature, ValueError):
        return None
    if at - datetime.fromtimestamp(made, UTC) > LIST_LASTS:
        return None
    index = Alert.objects.filter(pk__in=numbers).values_list("address_index", flat=True).first()
    return list(Alert.objects.filter(address_index=index).order_by("-pk")) if index else []
