"""What the clock does for publishing; wired in ``sunshine.config.schedule``."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from sunshine.audit.models import Event
from sunshine.gate.queries import is_waiting
from sunshine.jobs.readers import Reader
from sunshine.kit.days import BEIJING, beijing_day
from sunshine.kit.errors import Refused
from sunshine.notices.outbox import notify
from sunshine.orgs.rights import holders
from sunshine.publishing.actions.release import give_up_schedule, publish
from sunshine.publishing.addresses import (
    desk_address_of,
    desk_address_of_incident,
    desk_address_of_task,
)
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.publishing.models import (
    PAPER,
    Edition,
    EditionState,
    Incident,
    ItemState,
    PlacePosting,
    TakedownTask,
)
from sunshine.publishing.turn_notices import disclosers_of
from sunshine.publishing.turns import able, keepers_of, owed_reviews
from sunshine.workdays.loader import official_calendar

log = logging.getLogger(__name__)

# How long before the report of a leak is due its officers are told again.
REPORT_AHEAD = timedelta(hours=6)


def publish_due(at: datetime) -> int:
    """Publish everything whose time has come by ``at``; return how many editions that were.

    Each in a transaction of its own, everything asked again: what can no longer go out
    is unscheduled. Asked by column, so that what came due without a worker goes out now.
    """
    due = Edition.objects.filter(state=EditionState.SCHEDULED, publish_at__lte=at)
    keys = list(due.order_by("publish_at", "pk").values_list("pk", flat=True))
    failed = 0
    for key in keys:
        try:
            _publish_by_clock(key, at)
        except Exception:
            log.exception("edition %s could not be published by the clock", key)
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} of {len(keys)} due editions could not be published")
    return len(keys)


def release_reader(clock: Callable[[], datetime]) -> Reader:
    """Return the reader that publishes with the last approval what was sent on so.

    The sweep would find it too, up to a second later.
    """

    def handle(events: Sequence[Event]) -> None:
        if any(event.data.get("state") == EditionState.SCHEDULED for event in events):
            publish_due(clock())

    kinds = ("publishing.step_approved", "publishing.edition_submitted")
    return Reader("publishing.release", handle, kinds=kinds)


def _publish_by_clock(key: int, at: datetime) -> None:
    edition = Edition.objects.select_related("item").get(pk=key)
    try:
        publish(edition, by=None, at=at)
    except Refused as refused:
        if is_waiting(refused.reasons):
            return  # the machine has not looked yet: a moment later it has
        try:
            give_up_schedule(edition, at=at)
        except Refused:
            log.info("edition %s was settled by somebody else meanwhile", key)


def remind_owed_reviews(at: datetime) -> int:
    """Tell reviewers, once every workday, of emergencies that are out with reviews owed.

    Returns how many editions that were. Nobody is told on a day without work.
    """
    on = beijing_day(at)
    if not official_calendar().is_workday(on):
        return 0
    owed = owed_reviews()
    for one in owed:
        edition = one.edition
        people = {person for step in one.steps for person in able(edition, step, on)}
        people |= set(disclosers_of(edition.item.body, at))
        with transaction.atomic():
            for person in sorted(people, key=lambda person: person.pk):
                notify(
                    person,
                    kind="publishing.owed",
                    key=f"edition:{edition.pk}:{on}",
                    at=at,
                    facts={"title": edition.title},
                    link=desk_address_of(edition),
                )
    return len(owed)


def remind_reports(at: datetime) -> int:
    """Tell the disclosure offices of reports of leaks that are due soon; return how many."""
    waiting = Incident.objects.filter(
        reported_at__isnull=True, report_due_at__lte=at + REPORT_AHEAD
    ).select_related("item__body")
    for incident in waiting:
        body = incident.item.body
        people = disclosers_of(body, at) or keepers_of(body, beijing_day(at))
        due = incident.report_due_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
        with transaction.atomic():
            for person in people:
                notify(
                    person,
                    kind="publishing.report_due",
                    key=f"incident:{incident.pk}",
                    at=at,
                    facts={"due": due},
                    link=desk_address_of_incident(incident),
                )
    return len(waiting)


def remind_takedowns(at: datetime) -> int:
    """Tell whose work it is of tasks after a pull that are due soon, and daily of late ones.

    Returns how many tasks that were.
    """
    waiting = TakedownTask.objects.open().filter(due_at__lte=at + REPORT_AHEAD)
    waiting = waiting.select_related("incident__item__body")
    for task in waiting:
        body, on = task.incident.item.body, beijing_day(at)
        roles = EDITING if task.kind in PAPER else DISCLOSURE
        people = {one.pk: one for role in roles for one in holders(role, body, on)}
        told = list(people.values()) or keepers_of(body, on)
        due = task.due_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
        late = task.due_at < at
        with transaction.atomic():
            for person in told:
                notify(
                    person,
                    kind=f"publishing.takedown_{'overdue' if late else 'due'}",
                    key=f"task:{task.pk}:{on}" if late else f"task:{task.pk}",
                    at=at,
                    facts={"body": body.name, "due": due},
                    link=desk_address_of_task(task),
                )
    return len(waiting)


def remind_postings(at: datetime) -> int:
    """Tell those who posted lists at places of the ones that hang too long; return how many."""
    over = PlacePosting.objects.filter(removed_on__isnull=True, until__lt=beijing_day(at))
    # What was pulled has its tasks; its title is told to nobody any more.
    over = over.exclude(item__state=ItemState.PULLED)
    over = over.select_related("item__current", "posted_by")
    for posting in over:
        current = posting.item.current
        with transaction.atomic():
            notify(
                posting.posted_by,
                kind="publishing.posting_over",
                key=f"posting:{posting.pk}",
                at=at,
                facts={
                    "title": current.title if current else "",
                    "place": posting.place,
                    "until": posting.until.isoformat(),
                },
                link=desk_address_of(current) if current else "",
            )
    return len(over)
