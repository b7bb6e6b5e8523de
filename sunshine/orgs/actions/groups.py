"""Leading groups and their seats, and the chain of responsibility (领导小组, 责任链)."""

from datetime import date, datetime, timedelta

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import (
    Body,
    GroupMembership,
    LeadingGroup,
    Person,
    Post,
    ResponsibilityLink,
    Rung,
)
from sunshine.orgs.standing import take_turn, why_not_administer


def why_not_found_group(body: Body, *, document: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not set up a leading group of ``body``."""
    reasons = why_not_administer(body, by, on)
    if not body.exists_on(on):
        reasons.append(Reason("body-is-no-more", facts={"body": body.name}))
    return reasons + _why_not_undocumented(document)


def _why_not_undocumented(document: str) -> list[Reason]:
    return [] if document.strip() else [Reason("needs-document", field="document")]


@action
def found_leading_group(
    body: Body,
    *,
    name: str,
    document: str,
    founded: date,
    by: Person,
    at: datetime,
    name_en: str = "",
) -> LeadingGroup:
    """Set up a leading group, or its office, by ``document``; return it."""
    take_turn(body)
    refuse_if(why_not_found_group(body, document=document, by=by, on=beijing_day(at)))
    group = LeadingGroup.objects.create(
        body=body, name=name, name_en=name_en, document=document, founded=founded
    )
    append(
        "orgs.leading_group_founded",
        subject=f"leading-group:{group.pk}",
        by=by,
        at=at,
        body=body.slug,
        data={"name": name, "document": document, "founded": str(founded)},
    )
    return group


def why_not_keep_group(group: LeadingGroup, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not change the seats of ``group`` or dissolve it."""
    reasons = why_not_administer(group.body, by, on)
    if group.dissolved is not None:
        reasons.append(Reason("group-is-over", facts={"name": group.name}))
    return reasons


@action
def dissolve_leading_group(
    group: LeadingGroup, *, on: date, document: str, by: Person, at: datetime
) -> None:
    """Dissolve a leading group on the day ``on``; its seats end the day before."""
    take_turn(group)
    refuse_if(
        why_not_keep_group(group, by=by, on=beijing_day(at)) + _why_not_undocumented(document)
    )
    group.dissolved = on
    group.save(update_fields=["dissolved"])
    group.memberships.filter(until__isnull=True).update(until=on - timedelta(days=1))
    append(
        "orgs.leading_group_dissolved",
        subject=f"leading-group:{group.pk}",
        by=by,
        at=at,
        body=group.body.slug,
        data={"on": str(on), "document": document},
    )


def why_not_seat(
    group: LeadingGroup,
    post: Post,
    *,
    seat: str,
    since: date,
    document: str,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why ``post`` may not have the seat ``seat`` in ``group`` from ``since`` on."""
    reasons = why_not_keep_group(group, by=by, on=on) + _why_not_undocumented(document)
    if post.abolished is not None:
        reasons.append(Reason("post-is-abolished", field="post", facts={"post": post.name}))
    if since < group.founded:
        reasons.append(Reason("before-founding", field="since", facts={"day": group.founded}))
    seats = group.memberships.on(since)
    if seats.filter(post=post).exists():
        reasons.append(Reason("seated-already", field="post", facts={"post": post.name}))
    if seat == GroupMembership.Seat.HEAD and seats.filter(seat=seat).exists():
        reasons.append(Reason("seat-is-taken", field="seat"))
    return reasons


@action
def take_seat(
    group: LeadingGroup,
    *,
    post: Post,
    seat: str,
    since: date,
    document: str,
    by: Person,
    at: datetime,
) -> GroupMembership:
    """Give ``post`` a seat (GroupMembership.Seat) in ``group`` from ``since`` on; return it."""
    take_turn(group, post)
    refuse_if(
        why_not_seat(
            group,
            post,
            seat=seat,
            since=since,
            document=document,
            by=by,
            on=beijing_day(at),
        )
    )
    membership = GroupMembership.objects.create(
        group=group,
        post=post,
        seat=GroupMembership.Seat(seat),
        since=since,
        document=document,
    )
    append(
        "orgs.seat_taken",
        subject=f"leading-group:{group.pk}",
        by=by,
        at=at,
        body=group.body.slug,
        data={"post": post.pk, "seat": seat, "since": str(since), "document": document},
    )
    return membership


def why_not_end_dated(
    body: Body, *, since: date, until: date | None, last_day: date, by: Person, on: date
) -> list[Reason]:
    """Return why what holds since ``since`` in ``body`` may not end after ``last_day``."""
    reasons = why_not_administer(body, by, on)
    if until is not None:
        reasons.append(Reason("over-already", facts={"day": until}))
    if last_day < since:
        reasons.append(Reason("ends-before-start", field="last_day"))
    return reasons


@action
def end_seat(membership: GroupMembership, *, last_day: date, by: Person, at: datetime) -> None:
    """End a seat in a leading group after ``last_day``."""
    take_turn(membership)
    body = membership.group.body
    refuse_if(
        why_not_end_dated(
            body,
            since=membership.since,
            until=membership.until,
            last_day=last_day,
            by=by,
            on=beijing_day(at),
        )
    )
    membership.until = last_day
    membership.save(update_fields=["until"])
    append(
        "orgs.seat_ended",
        subject=f"leading-group:{membership.group_id}",
        by=by,
        at=at,
        body=body.slug,
        data={"post": membership.post_id, "last_day": str(last_day)},
    )


def why_not_name_responsible(
    body: Body, post: Post, *, rung: str, since: date, by: Person, on: date
) -> list[Reason]:
    """Return why ``post`` may not answer for ``rung`` in ``body`` from ``since`` on."""
    reasons = why_not_administer(body, by, on)
    if post.abolished is not None:
        reasons.append(Reason("post-is-abolished", field="post", facts={"post": post.name}))
    if body.responsibility.on(since).filter(rung=rung, post=post).exists():
        reasons.append(Reason("seated-already", field="post", facts={"post": post.name}))
    return reasons


@action
def name_responsible(
    body: Body,
    *,
    rung: str,
    post: Post,
    since: date,
    by: Person,
    at: datetime,
    document: str = "",
) -> ResponsibilityLink:
    """Let ``post`` answer for ``rung`` (Rung) of the chain of ``body`` from ``since`` on."""
    take_turn(body, post)
    refuse_if(
        why_not_name_responsible(body, post, rung=rung, since=since, by=by, on=beijing_day(at))
    )
    link = ResponsibilityLink.objects.create(
        body=body, rung=Rung(rung), post=post, since=since, document=document
    )
    append(
        "orgs.responsible_named",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"rung": rung, "post": post.pk, "since": str(since), "document": document},
    )
    return link


@action
def end_responsibility(
    link: ResponsibilityLink, *, last_day: date, by: Person, at: datetime
) -> None:
    """End a link of the chain of responsibility after ``last_day``."""
    take_turn(link)
    refuse_if(
        why_not_end_dated(
            link.body,
            since=link.since,
            until=link.until,
            last_day=last_day,
            by=by,
            on=beijing_day(at),
        )
    )
    link.until = last_day
    link.save(update_fields=["until"])
    append(
        "orgs.responsibility_ended",
        subject=f"body:{link.body.slug}",
        by=by,
        at=at,
        body=link.body.slug,
        data={"rung": link.rung, "post": link.post_id, "last_day": str(last_day)},
    )
