"""Telling somebody something, exactly once, in the transaction of what is told."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sunshine.notices.models import Mail, Notice
from sunshine.notices.sentences import sentence_of
from sunshine.orgs.models import Person

_LONGEST_SUBJECT = 200


def notify(
    person: Person,
    *,
    kind: str,
    key: str,
    at: datetime,
    facts: dict[str, str] | None = None,
    link: str = "",
    mail: bool = True,
) -> Notice:
    """Put a notice into the inbox of ``person`` and, with ``mail``, a mail into the outbox.

    Called in an action. Saying the same ``kind`` and ``key`` again returns the first
    notice and sends nothing. ``link`` is a path on this site. Raises KeyError if no
    domain registered a sentence for ``kind``.
    """
    sentence_of(kind)
    notice, is_new = Notice.objects.get_or_create(
        recipient=person,
        kind=kind,
        key=key,
        defaults={"facts": facts or {}, "link": link, "created": at},
    )
    if is_new and mail and person.email and person.is_active:
        _post(notice, person)
    return notice


def _post(notice: Notice, person: Person) -> None:
    with translation.override("zh-hans"):
        text = notice.text
        greeting = _("%(name)s，您好：") % {"name": person.name}
        end = _("本邮件由政务公开系统自动发出，请勿回复。")
    address = [f"{settings.SITE_URL}{notice.link}"] if notice.link else []
    Mail.objects.create(
        key=f"notice:{notice.pk}",
        to=person.email,
        # A subject is one line: a title with a break would be refused by the mail library.
        subject=" ".join(text.split())[:_LONGEST_SUBJECT],
        body="\n\n".join([greeting, text, *address, end]) + "\n",
        created=notice.created,
        next_try=notice.created,
    )
