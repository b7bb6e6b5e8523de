"""The clock reminds people: once, with a notice and a mail for each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sunshine.audit.log import action, append
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Body, Person, Post, Role
from sunshine.publishing.models import Reminder


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to be told: what it is about, and whose it is.

    To the holders of ``post``; without one, or with ``also_roles``, to those of ``roles``.
    """

    key: str
    kind: str
    subject: str
    body: Body
    roles: tuple[Role, ...]
    facts: Mapping[str, str]
    link: str
    post: Post | None = None
    also_roles: bool = False


@action
def remind(telling: Telling, *, people: Collection[Person], at: datetime) -> None:
    """Tell ``people``, and remember that it was told, also where there is nobody to tell."""
    Reminder.objects.get_or_create(key=telling.key, defaults={"at": at})
    for person in people:
        facts = dict(telling.facts)
        notify(person, kind=telling.kind, key=telling.key, facts=facts, link=telling.link, at=at)
    append(
        "publishing.reminded",
        subject=telling.subject,
        by=None,
        at=at,
        body=telling.body.slug,
        data={"key": telling.key, "people": sorted(person.name for person in people)},
    )
