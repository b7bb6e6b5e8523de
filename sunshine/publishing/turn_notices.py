"""Telling people that it is their turn: a reader of the event log (``publishing.turns``)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

import sunshine.publishing.notice_texts  # noqa: F401 - registers the sentences
from sunshine.audit.models import Event
from sunshine.jobs.readers import Reader
from sunshine.kit.days import beijing_day
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import holders
from sunshine.publishing.addresses import (
    DESK_TAKEDOWNS,
    desk_address_of,
    desk_address_of_incident,
)
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import PAPER, Edition, EditionState, Review
from sunshine.publishing.review_turns import steps_open
from sunshine.publishing.reviewing import is_reviewable, standing_approvals
from sunshine.publishing.turns import able, keepers_of, why_nobody
from sunshine.rulebook.checklists import return_reason

# What is told to more people than may read the edition; the title of a leak may be the leak.
_WITHOUT_TITLE = frozenset({"nobody_on_duty", "pulled", "takedown_tasks"})


def tell(events: Sequence[Event]) -> None:
    """Tell everybody concerned what ``events`` mean for them; once, whatever is read again."""
    for event in events:
        edition = _edition_of(event)
        if edition is None:
            continue
        with transaction.atomic():
            _ABOUT[event.kind](event, edition)


def tell_turns(edition: Edition, at: datetime) -> None:
    """Tell everybody whose turn it is; if there is nobody, those who can change that."""
    if not is_reviewable(edition):
        return
    on = beijing_day(at)
    for step in steps_open(standing_approvals(edition)):
        people = able(edition, step, on)
        key = f"edition:{edition.pk}:{edition.digest[:16]}"
        for person in people:
            _notify([person], f"turn_{step}", edition, key=key, at=at)
        if not people:
            asked = [*keepers_of(edition.item.body, on), *_senders(edition)]
            facts = {"why": str(why_nobody(edition, step, on)), "body": edition.item.body.name}
            _notify(asked, "nobody_on_duty", edition, key=f"{key}:{step}", at=at, facts=facts)


def disclosers_of(body: Body, at: datetime) -> list[Person]:
    """Return officers and head of the disclosure office of ``body``."""
    on = beijing_day(at)
    return [*holders(Role.DISCLOSURE_OFFICER, body, on), *holders(Role.DISCLOSURE_HEAD, body, on)]


def _about_turns(event: Event, edition: Edition) -> None:
    key = f"event:{event.id}"
    if edition.state == EditionState.APPROVED and event.data.get("state") == EditionState.APPROVED:
        _notify(_senders(edition), "approved", edition, key=key, at=event.at)
    tell_turns(edition, event.at)


def _about_return(event: Event, edition: Edition) -> None:
    review = Review.objects.filter(edition=edition, at=event.at, step=event.data["step"]).last()
    words = [str(return_reason(event.data["return_reason"]).text)]
    if review is not None and review.remarks:
        words.append(review.remarks)
    facts, key = {"why": " ".join(words)}, f"event:{event.id}"
    if event.data["is_out"]:
        told = [*_senders(edition), *disclosers_of(edition.item.body, event.at)]
        _notify(told, "returned_when_out", edition, key=key, at=event.at, facts=facts)
    else:
        _notify(_senders(edition), "returned", edition, key=key, at=event.at, facts=facts)


def _about_unscheduled(event: Event, edition: Edition) -> None:
    if event.actor is not None:
        return
    told = [*_senders(edition), *disclosers_of(edition.item.body, event.at)]
    facts = {"why": " ".join(one["text"] for one in event.data["reasons"])}
    _notify(told, "not_published", edition, key=f"event:{event.id}", at=event.at, facts=facts)


def _about_published(event: Event, edition: Edition) -> None:
    if event.actor is None:
        _notify(_senders(edition), "published", edition, key=f"event:{event.id}", at=event.at)
    tell_turns(edition, event.at)


def _about_pulled(event: Event, edition: Edition) -> None:
    body, key, on = edition.item.body, f"event:{event.id}", beijing_day(event.at)
    incident = edition.item.incidents.filter(pulled_at=event.at).first()
    if incident is None:
        return
    facts, link = {"body": body.name}, desk_address_of_incident(incident)
    for one in [body, *body.ancestors()]:
        told = [*disclosers_of(one, event.at), *holders(Role.BODY_HEAD, one, on)]
        _notify(told, "pulled", edition, key=key, at=event.at, facts=facts, link=link)
    if count := incident.tasks.open().filter(kind__in=PAPER).count():
        told = [person for role in EDITING for person in holders(role, body, on)]
        facts = {"body": body.name, "count": str(count)}
        link = DESK_TAKEDOWNS
        _notify(told, "takedown_tasks", edition, key=key, at=event.at, facts=facts, link=link)


_ABOUT: Mapping[str, Callable[[Event, Edition], None]] = {
    "publishing.edition_submitted": _about_turns,
    "publishing.step_approved": _about_turns,
    "publishing.step_returned": _about_return,
    "publishing.edition_unscheduled": _about_unscheduled,
    "publishing.edition_published": _about_published,
    "publishing.item_pulled": _about_pulled,
    "publishing.edition_pulled": _about_pulled,
    "publishing.file_pulled": _about_pulled,
}
READER = Reader("publishing.turns", tell, kinds=tuple(_ABOUT))


def _edition_of(event: Event) -> Edition | None:
    number = event.data.get("edition")
    editions = Edition.objects.select_related("item__body", "submitted_by", "author")
    code = event.subject.removeprefix("item:")
    return editions.filter(item__code=code, number=number).first()


def _senders(edition: Edition) -> list[Person]:
    people = {one.pk: one for one in (edition.author, edition.submitted_by) if one is not None}
    return list(people.values())


def _notify(
    people: Iterable[Person],
    kind: str,
    edition: Edition,
    *,
    key: str,
    at: datetime,
    facts: Mapping[str, str] | None = None,
    link: str = "",
) -> None:
    told = {"title": edition.title} | dict(facts or {})
    if kind in _WITHOUT_TITLE:
        del told["title"]
    for person in {one.pk: one for one in people}.values():
        notify(
            person,
            kind=f"publishing.{kind}",
            key=key,
            at=at,
            facts=told,
            link=link or desk_address_of(edition),
        )
