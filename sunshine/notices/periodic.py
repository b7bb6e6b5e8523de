"""What the worker does for notices: sending mail, and forgetting what was sent."""

import hashlib
import logging
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from sunshine.kit.sealing import BrokenSeal
from sunshine.notices.models import Mail

log = logging.getLogger(__name__)

# Few at a time: a slow mail server must not hold up what is published meanwhile.
_AT_ONCE = 10
GIVE_UP_AFTER = 12
_LONGEST_WAIT = timedelta(hours=6)
_KEEP_SENT = timedelta(days=30)


def send_due(at: datetime) -> int:
    """Send the mail that is due, a few at a time; return how many went out.

    A mail is noted as sent after the server took it: a fall in between sends it again,
    with the same Message-ID.
    """
    sent = 0
    connection = get_connection()
    try:
        for mail in Mail.objects.due(at)[:_AT_ONCE]:
            error = _send(mail, connection)
            if error is None:
                mail.sent_at, mail.next_try, mail.error = at, None, ""
                sent += 1
            else:
                _note_failure(mail, error, at=at)
            # Not save(): what was struck out or deleted while it was sent must stay so.
            Mail.objects.filter(pk=mail.pk).update(
                sent_at=mail.sent_at,
                next_try=mail.next_try,
                error=mail.error,
                tries=mail.tries + 1,
            )
            if error is not None and not _is_about_one_mail(error):
                break
    finally:
        connection.close()
    return sent


def forget_sent(at: datetime) -> int:
    """Delete mail sent long ago: the notice stays, addresses and texts do not; return how many."""
    count, _ = Mail.objects.filter(sent_at__lt=at - _KEEP_SENT).delete()
    return count


def message_id(mail: Mail) -> str:
    """Return the Message-ID, which is the same however often the mail is sent."""
    name = hashlib.sha256(f"{mail.pk}:{mail.key}:{mail.created.isoformat()}".encode()).hexdigest()
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{name[:32]}@{host}>"


def _send(mail: Mail, connection: Any) -> Exception | None:
    headers = mail.headers | {
        "Message-ID": message_id(mail),
        "Auto-Submitted": "auto-generated",
    }
    try:
        recipient = mail.recipient
        message = EmailMessage(
            mail.subject, mail.body, to=[recipient], headers=headers, connection=connection
        )
        message.send()
    except (SMTPException, OSError, ValueError, BrokenSeal) as error:
        return error
    return None


def _is_about_one_mail(error: Exception) -> bool:
    """Return whether the next mail may fare better: the server answered, or was not asked."""
    alone = (SMTPRecipientsRefused, SMTPResponseException, ValueError, BrokenSeal)
    return isinstance(error, alone)


def _note_failure(mail: Mail, error: Exception, *, at: datetime) -> None:
    told = str(error)
    if mail.sealed_to:
        with suppress(BrokenSeal):
            told = told.replace(mail.recipient, "…")
    mail.error = f"{type(error).__name__}: {told}"[:2000]
    gives_up = mail.tries + 1 >= GIVE_UP_AFTER
    wait = min(timedelta(minutes=2**mail.tries), _LONGEST_WAIT)
    mail.next_try = None if gives_up else at + wait
    # The address is personal data and stays out of the log.
    log.warning("mail %s was not sent (try %s): %s", mail.pk, mail.tries + 1, type(error).__name__)
