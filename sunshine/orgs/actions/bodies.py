"""Founding, describing, renaming, moving, merging and dissolving bodies."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import (
    Body,
    BodyName,
    Delegation,
    GroupMembership,
    Person,
    PostHolding,
    ResponsibilityLink,
)
from sunshine.orgs.models.bodies import SLUG
from sunshine.orgs.standing import take_turn, why_not_administer
from sunshine.orgs.tree import DEEPEST, free_path, replant

# What an administrator keeps up to date without a document.
DESCRIBABLE = (
    "region_code",
    "org_code",
    "credit_code",
    "site_code",
    "address",
    "postcode",
    "office_hours",
    "telephone",
    "duties",
    "disclosure_office",
    "disclosure_address",
    "disclosure_hours",
    "disclosure_telephone",
    "disclosure_fax",
    "disclosure_contact",
    "supervision_telephone",
)
# A founding day that is not known counts as "always", and is shown as unknown.
ALWAYS = date.min


def why_not_found(parent: Body, *, slug: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not found a body ``slug`` under ``parent``."""
    reasons = why_not_administer(parent, by, on)
    if not parent.exists_on(on):
        reasons.append(Reason("body-is-no-more", facts={"body": parent.name}))
    if not SLUG.regex.match(slug):  # type: ignore[union-attr]
        reasons.append(Reason("bad-slug", field="slug"))
    elif Body.objects.filter(slug=slug).exists():
        reasons.append(Reason("slug-taken", field="slug", facts={"slug": slug}))
    if parent.path.count("/") >= DEEPEST:
        reasons.append(Reason("tree-too-deep"))
    return reasons


@action
def found_body(
    parent: Body,
    *,
    slug: str,
    level: str,
    name: str,
    short_name: str,
    name_en: str,
    by: Person,
    at: datetime,
    founded: date | None = None,
    facts: Mapping[str, str] | None = None,
    section_set: str = "thirteen",
) -> Body:
    """Found a body as the last child of ``parent`` and return it.

    ``founded`` is None when the day is not known; ``facts`` are values of DESCRIBABLE.
    """
    take_turn(parent)
    refuse_if(why_not_found(parent, slug=slug, by=by, on=beijing_day(at)))
    body = Body.objects.create(
        slug=slug, level=level, parent=parent, path=free_path(parent), founded=founded,
        name=name, short_name=short_name, name_en=name_en, section_set=section_set,
        **_describable(facts or {}),
    )  # fmt: skip
    BodyName.objects.create(body=body, name=name, name_en=name_en, since=founded or ALWAYS)
    append(
        "orgs.body_founded",
        subject=f"body:{slug}",
        by=by,
        at=at,
        body=slug,
        data={"name": name, "level": level, "parent": parent.slug},
    )
    return body


def _describable(facts: Mapping[str, str]) -> dict[str, str]:
    unknown = set(facts) - set(DESCRIBABLE)
    if unknown:
        raise ValueError(f"not facts of a body: {sorted(unknown)}")
    return dict(facts)


def why_not_describe(body: Body, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not change the facts of ``body``."""
    return why_not_administer(body, by, on)


@action
def describe_body(body: Body, *, facts: Mapping[str, str], by: Person, at: datetime) -> None:
    """Keep addresses, telephones, codes and duties (values of DESCRIBABLE) up to date."""
    take_turn(body)
    refuse_if(why_not_describe(body, by=by, on=beijing_day(at)))
    changed = [name for name, value in _describable(facts).items() if getattr(body, name) != value]
    for name in changed:
        setattr(body, name, facts[name])
    body.save(update_fields=changed)
    append(
        "orgs.body_described",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"changed": changed},
    )


def why_not_rename(body: Body, *, since: date, by: Person, on: date) -> list[Reason]:
    """Return why ``body`` may not bear another name from ``since`` on."""
    reasons = why_not_administer(body, by, on)
    if not body.exists_on(on):
        reasons.append(Reason("body-is-no-more", facts={"body": body.name}))
    if since > on:
        reasons.append(Reason("not-yet-in-force", field="since"))
    current = body.names.order_by("-since").first()
    if current is not None and since <= current.since:
        reasons.append(Reason("name-is-newer", field="since", facts={"day": current.since}))
    return reasons


@action
def rename_body(
    body: Body,
    *,
    name: str,
    short_name: str,
    name_en: str,
    since: date,
    document: str,
    by: Person,
    at: datetime,
) -> None:
    """Give ``body`` another name from the day ``since``; the old one stays, dated."""
    take_turn(body)
    refuse_if(why_not_rename(body, since=since, by=by, on=beijing_day(at)))
    former = body.name
    body.names.filter(until__isnull=True).update(until=since - timedelta(days=1))
    BodyName.objects.create(body=body, name=name, name_en=name_en, since=since, document=document)
    body.name, body.short_name, body.name_en = name, short_name, name_en
    body.save(update_fields=["name", "short_name", "name_en"])
    append(
        "orgs.body_renamed",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"former": former, "name": name, "since": str(since), "document": document},
    )


def why_not_move(body: Body, parent: Body, *, by: Person, on: date) -> list[Reason]:
    """Return why ``body`` may not be placed under ``parent``: both sides must agree."""
    reasons = why_not_administer(body.parent, by, on) + why_not_administer(parent, by, on)
    if body.parent_id is None:
        reasons.append(Reason("root-stays"))
    if body.contains(parent):
        reasons.append(Reason("under-itself", field="parent"))
    if parent.pk == body.parent_id:
        reasons.append(Reason("already-there", field="parent"))
    if not parent.exists_on(on):
        reasons.append(Reason("body-is-no-more", field="parent", facts={"body": parent.name}))
    return reasons


@action
def move(body: Body, *, parent: Body, document: str, by: Person, at: datetime) -> None:
    """Place ``body``, with all below it, under ``parent``; its slug and record stay."""
    take_turn(body, parent)
    refuse_if(why_not_move(body, parent, by=by, on=beijing_day(at)))
    former = body.parent.slug if body.parent else ""
    replant(body, parent)
    append(
        "orgs.body_moved",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"former": former, "parent": parent.slug, "document": document},
    )


def why_not_dissolve(body: Body, *, on: date, by: Person, today: date) -> list[Reason]:
    """Return why ``body`` may not cease to exist on the day ``on``."""
    reasons = why_not_administer(body.parent, by, today)
    if body.parent_id is None:
        reasons.append(Reason("root-stays"))
    if body.dissolved is not None:
        reasons.append(Reason("body-is-no-more", facts={"body": body.name}))
    if on > today:
        reasons.append(Reason("not-yet-in-force", field="on"))
    if body.founded is not None and on <= body.founded:
        reasons.append(Reason("before-founding", field="on", facts={"day": body.founded}))
    if Body.objects.filter(parent=body).existing(on).exists():
        reasons.append(Reason("body-has-children", facts={"body": body.name}))
    return reasons


@action
def dissolve(body: Body, *, on: date, document: str, by: Person, at: datetime) -> None:
    """End ``body`` on the day ``on`` (the first day it is no more); its record stays."""
    take_turn(body)
    refuse_if(why_not_dissolve(body, on=on, by=by, today=beijing_day(at)))
    _end(body, on)
    body.halls.filter(closed__isnull=True).update(closed=on)
    append(
        "orgs.body_dissolved",
        subject=f"body:{body.slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"on": str(on), "document": document},
    )


def why_not_merge(old: Body, successor: Body, *, on: date, by: Person, today: date) -> list[Reason]:
    """Return why ``old`` may not be merged into ``successor`` on the day ``on``."""
    reasons = why_not_dissolve(old, on=on, by=by, today=today)
    reasons += why_not_administer(successor, by, today)
    if old.contains(successor):
        reasons.append(Reason("under-itself", field="successor"))
    if not successor.exists_on(on):
        reasons.append(Reason("body-is-no-more", field="successor", facts={"body": str(successor)}))
    return reasons


@action
def merge_bodies(
    old: Body, *, successor: Body, on: date, document: str, by: Person, at: datetime
) -> None:
    """Merge ``old`` into ``successor`` on the day ``on`` (as in 2018).

    The record of ``old`` stays, dated; its posts end, its halls and people go over.
    """
    take_turn(old, successor)
    refuse_if(why_not_merge(old, successor, on=on, by=by, today=beijing_day(at)))
    _end(old, on)
    old.successor = successor
    old.save(update_fields=["successor"])
    halls = list(old.halls.filter(closed__isnull=True).values_list("slug", flat=True))
    old.halls.filter(closed__isnull=True).update(body=successor)
    people = list(old.people.filter(left__isnull=True).values_list("pk", flat=True))
    old.people.filter(left__isnull=True).update(body=successor)
    append(
        "orgs.bodies_merged",
        subject=f"body:{old.slug}",
        by=by,
        at=at,
        body=old.slug,
        data={
            "successor": successor.slug,
            "on": str(on),
            "document": document,
            "halls": halls,
            "people": people,
        },
    )


def _end(body: Body, on: date) -> None:
    """Date the end of everything that hangs on ``body``."""
    last_day = on - timedelta(days=1)
    body.dissolved = on
    body.save(update_fields=["dissolved"])
    body.names.filter(until__isnull=True).update(until=last_day)
    body.departments.filter(closed__isnull=True).update(closed=on)
    body.leading_groups.filter(dissolved__isnull=True).update(dissolved=on)
    for dated in (PostHolding, Delegation, GroupMembership, ResponsibilityLink):
        of_body = dated.objects.filter(post__body=body)
        of_body.filter(until__isnull=True).update(until=last_day)
        of_body.filter(until__gte=on).update(until=last_day)
    body.posts.filter(abolished__isnull=True).update(abolished=on)
