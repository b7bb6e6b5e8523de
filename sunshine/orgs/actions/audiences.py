"""Named groups (特定人群) to whom items may be addressed, and who belongs to them."""

from datetime import date, datetime, timedelta

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import Body, NamedGroup, NamedGroupMember, Person
from sunshine.orgs.models.bodies import SLUG
from sunshine.orgs.standing import take_turn, why_not_administer


def why_not_found_named_group(body: Body, *, slug: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not make a named group ``slug`` of ``body``."""
    reasons = why_not_administer(body, by, on)
    if not SLUG.regex.match(slug):  # type: ignore[union-attr]
        reasons.append(Reason("bad-slug", field="slug"))
    elif NamedGroup.objects.filter(slug=slug).exists():
        reasons.append(Reason("slug-taken", field="slug", facts={"slug": slug}))
    return reasons


@action
def found_named_group(
    body: Body, *, slug: str, name: str, by: Person, at: datetime, purpose: str = ""
) -> NamedGroup:
    """Make a named group of ``body`` for ``purpose``; return it."""
    take_turn(body)
    refuse_if(why_not_found_named_group(body, slug=slug, by=by, on=beijing_day(at)))
    group = NamedGroup.objects.create(body=body, slug=slug, name=name, purpose=purpose)
    append(
        "orgs.named_group_founded",
        subject=f"named-group:{slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"name": name},
    )
    return group


def why_not_keep_named_group(group: NamedGroup, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not change who belongs to ``group``, or close it."""
    reasons = why_not_administer(group.body, by, on)
    if group.closed is not None:
        reasons.append(Reason("group-is-over", facts={"name": group.name}))
    return reasons


@action
def close_named_group(group: NamedGroup, *, by: Person, at: datetime) -> None:
    """Close a named group at once: nobody belongs to it any more."""
    take_turn(group)
    on = beijing_day(at)
    refuse_if(why_not_keep_named_group(group, by=by, on=on))
    group.closed = on
    group.save(update_fields=["closed"])
    yesterday = on - timedelta(days=1)
    group.members.filter(until__isnull=True).update(until=yesterday)
    group.members.filter(until__gte=on).update(until=yesterday)
    append(
        "orgs.named_group_closed",
        subject=f"named-group:{group.slug}",
        by=by,
        at=at,
        body=group.body.slug,
    )


def why_not_add_member(
    group: NamedGroup, person: Person, *, since: date, by: Person, on: date
) -> list[Reason]:
    """Return why ``person`` may not belong to ``group`` from ``since`` on."""
    reasons = why_not_keep_named_group(group, by=by, on=on)
    if person.left is not None:
        reasons.append(Reason("person-has-left", field="person", facts={"person": person.name}))
    if group.members.on(since).filter(person=person).exists():
        reasons.append(Reason("member-already", field="person", facts={"person": person.name}))
    return reasons


@action
def add_member(
    group: NamedGroup,
    *,
    person: Person,
    since: date,
    by: Person,
    at: datetime,
    until: date | None = None,
) -> NamedGroupMember:
    """Let ``person`` belong to ``group`` from ``since`` (to ``until``); return the membership."""
    take_turn(group, person)
    refuse_if(why_not_add_member(group, person, since=since, by=by, on=beijing_day(at)))
    member = NamedGroupMember.objects.create(group=group, person=person, since=since, until=until)
    append(
        "orgs.named_group_joined",
        subject=f"named-group:{group.slug}",
        by=by,
        at=at,
        body=group.body.slug,
        data={"person": person.pk, "since": str(since)},
    )
    return member


def why_not_end_membership(member: NamedGroupMember, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not end the membership."""
    reasons = why_not_administer(member.group.body, by, on)
    if member.until is not None and member.until < on:
        reasons.append(Reason("over-already", facts={"day": member.until}))
    return reasons


@action
def end_membership(member: NamedGroupMember, *, by: Person, at: datetime) -> None:
    """End a membership with effect at once."""
    take_turn(member)
    on = beijing_day(at)
    refuse_if(why_not_end_membership(member, by=by, on=on))
    member.until = on - timedelta(days=1)
    member.save(update_fields=["until"])
    append(
        "orgs.named_group_left",
        subject=f"named-group:{member.group.slug}",
        by=by,
        at=at,
        body=member.group.body.slug,
        data={"person": member.person_id},
    )
