"""Publication: by hand, by the clock, and what it does to the record.

Law: 政府信息公开条例 2019 arts. 19, 23, 26; 索引号 by domain.md 1.4. The moment of
publication is real and cannot be changed afterwards (``publishing.frozen``).
"""

from datetime import datetime, timedelta

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.completeness import lacking
from sunshine.publishing.digests import digest_of
from sunshine.publishing.duties import EDITING, why_not_duty
from sunshine.publishing.gate_parts import why_not_through_gate
from sunshine.publishing.locking import hold_edition
from sunshine.publishing.models import Audience, Edition, EditionState, Item, ItemState, Paper
from sunshine.publishing.review_turns import steps_lacking
from sunshine.publishing.reviewing import standing_approvals
from sunshine.publishing.series import draw_index_number, draw_position, index_pattern
from sunshine.publishing.states import EDITION_STEPS, ITEM_STEPS, after, may_step

REVIEW_LAW = "政府信息公开条例 第十七条"
LEAST_AHEAD = timedelta(minutes=5)


def why_not_go_out(edition: Edition, at: datetime) -> list[Reason]:
    """Return every reason why ``edition`` cannot go out at ``at``, whoever would publish it."""
    item = edition.item
    reasons = lacking(edition, on=beijing_day(at))
    if not may_step(ITEM_STEPS, "publish", item.state):
        facts = {"state": ItemState(item.state).label}
        reasons.append(Reason("item-taken-down", facts=facts))
    if not may_step(EDITION_STEPS, "publish", edition.state):
        facts = {"state": EditionState(edition.state).label}
        reasons.append(Reason("edition-not-approved", facts=facts))
    reasons += [
        Reason("review-lacking", REVIEW_LAW, facts={"step": step.label})
        for step in steps_lacking(standing_approvals(edition), emergency=edition.emergency)
    ]
    if edition.digest and edition.digest != digest_of(edition):
        reasons.append(Reason("changed-since-sent"))
    reasons += why_not_through_gate(edition)
    return reasons + _why_not_number(item)


def why_not_publish(edition: Edition, *, by: Person | None, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` (None: the clock) cannot publish ``edition`` at ``at``."""
    reasons = why_not_go_out(edition, at)
    if by is not None:
        return why_not_duty(by, edition.item.body, beijing_day(at), EDITING) + reasons
    if edition.publish_at is None or edition.publish_at > at:
        reasons.append(Reason("not-yet-time"))
    return reasons


@action
def publish(edition: Edition, *, by: Person | None, at: datetime) -> Item:
    """Publish ``edition``, which replaces the current one; return its item.

    The first edition of an item draws its index number and, if it is public, its
    place in the list, in this transaction.
    """
    hold_edition(edition)
    refuse_if(why_not_publish(edition, by=by, at=at))
    item = edition.item
    is_first = item.published_here is None
    _supersede(item)
    edition.state = after(EDITION_STEPS, "publish")
    edition.published_at = at
    edition.save(update_fields=["state", "published_at"])
    if is_first:
        _enter_record(item, edition, at)
    item.state = after(ITEM_STEPS, "publish")
    item.current = edition
    item.changed_at = at
    item.down_reason, item.down_at = "", None
    item.save()
    if item.paper is not None and item.audience != Audience.STAFF:
        papers = Paper.objects.filter(pk=item.paper.pk, published_at__isnull=True)
        papers.update(published_at=at)
    facts = {
        "edition_kind": edition.kind,
        "first": is_first,
        "audience": item.audience,
        "section": item.section.slug,
        "emergency": edition.emergency,
        "position": item.position,
    }
    _append("edition_published", edition, by, at, **facts)
    return item


def why_not_schedule(
    edition: Edition, *, by: Person, at: datetime, publish_at: datetime | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot have ``edition`` published at ``publish_at``."""
    reasons = why_not_publish(edition, by=by, at=at)
    if not may_step(EDITION_STEPS, "schedule", edition.state):
        facts = {"state": EditionState(edition.state).label}
        reasons.append(Reason("edition-not-schedulable", facts=facts))
    if publish_at is not None and publish_at < at + LEAST_AHEAD:
        reasons.append(Reason("publish-time-too-early", field="publish_at"))
    return reasons


@action
def schedule(edition: Edition, *, publish_at: datetime, by: Person, at: datetime) -> None:
    """Have the clock publish ``edition`` at ``publish_at``, at least five minutes ahead."""
    hold_edition(edition)
    refuse_if(why_not_schedule(edition, by=by, at=at, publish_at=publish_at))
    edition.state = after(EDITION_STEPS, "schedule")
    edition.publish_at = publish_at
    edition.save(update_fields=["state", "publish_at"])
    _append("edition_scheduled", edition, by, at, publish_at=publish_at.isoformat())


def why_not_unschedule(edition: Edition, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot take ``edition`` out of the clock's hands."""
    reasons = why_not_duty(by, edition.item.body, beijing_day(at), EDITING)
    if not may_step(EDITION_STEPS, "unschedule", edition.state):
        facts = {"state": EditionState(edition.state).label}
        reasons.append(Reason("edition-not-scheduled", facts=facts))
    return reasons


@action
def unschedule(edition: Edition, *, by: Person, at: datetime) -> None:
    """Take ``edition`` out of the clock's hands; it waits to be published by hand."""
    hold_edition(edition)
    refuse_if(why_not_unschedule(edition, by=by, at=at))
    _unschedule(edition)
    _append("edition_unscheduled", edition, by, at, reasons=[])


@action
def give_up_schedule(edition: Edition, *, at: datetime) -> None:
    """Let the clock give up ``edition``, whose time has come but which cannot go out.

    The event names every reason. Raises Refused if it is not scheduled, or can go out.
    """
    hold_edition(edition)
    reasons = why_not_publish(edition, by=None, at=at)
    if not reasons or not may_step(EDITION_STEPS, "unschedule", edition.state):
        raise Refused("edition-not-scheduled", state=EditionState(edition.state).label)
    _unschedule(edition)
    told = [{"code": reason.code, "text": str(reason)} for reason in reasons]
    _append("edition_unscheduled", edition, None, at, reasons=told)


def _supersede(item: Item) -> None:
    former = item.current
    if former is not None and former.state == EditionState.PUBLISHED:
        former.state = after(EDITION_STEPS, "supersede")
        former.save(update_fields=["state"])


def _enter_record(item: Item, edition: Edition, at: datetime) -> None:
    """Give ``item`` its moment, its index number and its place, once and for all."""
    made_on = edition.made_on or beijing_day(at)
    item.published_here = at
    item.index_number = draw_index_number(item, year=made_on.year, month=made_on.month)
    if Item.objects.filter(index_number=item.index_number).exists():
        raise Refused("index-number-taken", number=item.index_number)
    if item.audience == Audience.PUBLIC:
        item.position = draw_position(item)


def _why_not_number(item: Item) -> list[Reason]:
    """Return why no index number can be made: the pattern wants a code the body lacks."""
    if item.index_number:
        return []
    pattern = index_pattern(item)
    wants = {"{org": item.body.org_code, "{credit": item.body.credit_code}
    if all(code for field, code in wants.items() if field in pattern):
        return []
    return [Reason("body-without-code", facts={"body": item.body.name})]


def _unschedule(edition: Edition) -> None:
    edition.state = after(EDITION_STEPS, "unschedule")
    edition.publish_at = None
    edition.save(update_fields=["state", "publish_at"])


def _append(kind: str, edition: Edition, by: Person | None, at: datetime, **facts: object) -> None:
    append(
        f"publishing.{kind}",
        subject=f"item:{edition.item.code}",
        by=by,
        at=at,
        body=edition.item.body.slug,
        data={"edition": edition.number, **facts},
    )
