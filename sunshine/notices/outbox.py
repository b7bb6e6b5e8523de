"""Telling somebody something, exactly once, in the transaction of what is told."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sunshine.kit.sealing import seal_text
from sunshine.notices.models import Mail, Notice, address_key
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


def hush(*, about: str, fact: str, values: frozenset[str], words: str) -> list[dict[str, str]]:
    """Say ``words`` where notices name one of ``values`` as their ``fact``, and in their mails.

    Called in an action, when what they name must not be read any more. ``about``: how the
    links of these notices begin. Returns who had been told, when, and when the mail left
    ("" if it has not): what left cannot be called back.
    """
    told = []
    for notice in Notice.objects.filter(link__startswith=about).select_related("recipient"):
        said = notice.facts.get(fact)
        if said not in values:
            continue
        mail = Mail.objects.filter(key=f"notice:{notice.pk}").first()
        notice.facts = {**notice.facts, fact: words}
        notice.save(update_fields=["facts"])
        sent = ""
        if mail is not None:
            sent = mail.sent_at.isoformat() if mail.sent_at else ""
            mail.subject = mail.subject.replace(" ".join(said.split()), words)
            mail.body = mail.body.replace(said, words)
            mail.save(update_fields=["subject", "body"])
        created = notice.created.isoformat()
        told.append({"who": notice.recipient.signature, "at": created, "mailed_at": sent})
    return told


def mail_out(
    *, key: str, to: str, subject: str, body: str, headers: dict[str, str], at: datetime
) -> None:
    """Put a mail to somebody without an account into the outbox; ``key`` is its own, once.

    His address is kept sealed.
    """
    Mail.objects.create(
        key=key,
        sealed_to=seal_text(to, key=address_key(), about=key),
        subject=" ".join(subject.split())[:_LONGEST_SUBJECT],
        body=body,
        headers=headers,
        created=at,
        next_try=at,
    )


def is_in_outbox(key: str) -> bool:
    """Return whether a mail of ``key`` waits or was sent."""
    return Mail.objects.filter(key=key).exists()


def strike(*, keys: str, mark: str) -> int:
    """Take the paragraphs with ``mark`` out of the mails whose key begins with ``keys``.

    Returns how many mails had one. What left cannot be called back.
    """
    found = list(Mail.objects.filter(key__startswith=keys, body__contains=mark))
    for mail in found:
        kept = [part for part in mail.body.split("\n\n") if mark not in part]
        Mail.objects.filter(pk=mail.pk).update(body="\n\n".join(kept))
    return len(found)


def refused_keys(keys: str) -> list[str]:
    """Return the keys, beginning with ``keys``, of the mails whose address no server takes."""
    given_up = Mail.objects.given_up().filter(key__startswith=keys)
    refused = given_up.filter(error__startswith="SMTPRecipientsRefused")
    return list(refused.values_list("key", flat=True))


def forget_mails(keys: str) -> int:
    """Delete the mails whose key begins with ``keys``, sent or not; return how many."""
    count, _kinds = Mail.objects.filter(key__startswith=keys).delete()
    return count


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
