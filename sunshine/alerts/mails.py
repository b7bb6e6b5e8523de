"""The mails of an alert, in the language in which it was asked for."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunshine.alerts.models import Alert, StopKey
from sunshine.alerts.reading import digest_of_token, list_token
from sunshine.notices.outbox import is_in_outbox, mail_out
from sunshine.publishing.models import Item

MOST_LINES = 30


def new_token() -> str:
    """Return a token of 256 bits for an address in a mail."""
    return secrets.token_urlsafe(32)


def mail_confirmation(alert: Alert, token: str, at: datetime) -> None:
    """Put the mail that asks to confirm into the outbox."""
    with translation.override(_language(alert)):
        subject = _("请确认：“%(question)s”有新的就告诉您") % {"question": alert.question}
        parts = [
            _("有人（应当是您）在政务公开网站上用这个邮箱登记，想在搜到新的信息时收到邮件。"),
            _("请打开下面的网页，按“确认”按钮。七天之内不确认，登记自动删除。"),
            _address(alert, f"/alerts/confirm/{token}/"),
            _("如果不是您登记的，不用理会，不会再收到邮件。"),
        ]
    key = f"{alert.mail_keys}confirm"
    body = "\n\n".join(parts) + "\n"
    mail_out(key=key, to=alert.address, subject=subject, body=body, headers={}, at=at)


def mail_finds(alert: Alert, items: Sequence[Item], at: datetime) -> None:
    """Put a mail that names ``items`` into the outbox, with a new way out.

    One paragraph for each item: so it can be struck out while the mail waits.
    """
    token = new_token()
    StopKey.objects.create(alert=alert, digest=digest_of_token(token))
    way_out = _address(alert, f"/alerts/stop/{token}/")
    with translation.override(_language(alert)):
        # No title and no count: subjects stay true when an item is struck out.
        subject = _("“%(question)s”有新的公开信息") % {"question": alert.question}
        rest = len(items) - MOST_LINES
        parts = [_("您要找的“%(question)s”，有了新的公开信息：") % {"question": alert.question}]
        parts += [_line(alert, item) for item in items[:MOST_LINES]]
        if rest > 0:
            more = ngettext(
                "另有%(count)s件，请到网站搜索。", "另有%(count)s件，请到网站搜索。", rest
            )
            parts.append(more % {"count": rest})
        parts.append(_("不想再收到，请打开：%(address)s") % {"address": way_out})
        parts.append(_("本邮件由政务公开系统自动发出，请勿回复。"))
    headers = {
        "List-Unsubscribe": f"<{way_out}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    key = f"{alert.mail_keys}{token[:12]}"
    body = "\n\n".join(parts) + "\n"
    mail_out(key=key, to=alert.address, subject=subject, body=body, headers=headers, at=at)


def mail_list(alerts: list[Alert], is_english: bool, at: datetime) -> bool:
    """Put a mail that leads to ``alerts``, all of one address, into the outbox: one an hour.

    Returns whether it did.
    """
    first = alerts[0]
    key = f"{first.mail_keys}list:{at:%Y%m%d%H}"
    if is_in_outbox(key):
        return False
    prefix = "/en" if is_english else ""
    with translation.override("en" if is_english else "zh-hans"):
        subject = _("您的邮件提醒")
        parts = [
            _("请打开下面的网页，查看或者停止您登记的邮件提醒。链接一天之内有效。"),
            f"{settings.SITE_URL}{prefix}/alerts/mine/{list_token(alerts, at)}/",
            _("如果不是您要的，不用理会。请不要把这个链接转给别人。"),
        ]
    body = "\n\n".join(parts) + "\n"
    mail_out(key=key, to=first.address, subject=subject, body=body, headers={}, at=at)
    return True


def _line(alert: Alert, item: Item) -> str:
    title = " ".join(item.current.title.split()) if item.current else ""
    return f"{title}\n{_address(alert, f'/i/{item.code}/')}"


def _language(alert: Alert) -> str:
    return "en" if alert.is_english else "zh-hans"


def _address(alert: Alert, path: str) -> str:
    return f"{settings.SITE_URL}{'/en' if alert.is_english else ''}{path}"
