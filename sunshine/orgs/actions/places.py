"""Halls (办税服务厅) and departments (内设机构) of a body."""

from collections.abc import Mapping
from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import Body, Department, Hall, Person
from sunshine.orgs.models.bodies import SLUG
from sunshine.orgs.standing import take_turn, why_not_administer

HALL_FACTS = ("name", "name_en", "address", "office_hours", "telephone", "accessibility")
DEPARTMENT_FACTS = ("name", "name_en", "duties", "telephone")


def why_not_add_hall(body: Body, *, slug: str, by: Person, on: date) -> list[Reason]:
    """Return why ``body`` may not have a new hall ``slug``."""
    taken = Hall.objects.filter(slug=slug).exists()
    return _why_not_add(body, slug=slug, taken=taken, by=by, on=on)


def why_not_add_department(body: Body, *, slug: str, by: Person, on: date) -> list[Reason]:
    """Return why ``body`` may not have a new department ``slug``."""
    taken = body.departments.filter(slug=slug).exists()
    return _why_not_add(body, slug=slug, taken=taken, by=by, on=on)


def _why_not_add(body: Body, *, slug: str, taken: bool, by: Person, on: date) -> list[Reason]:
    reasons = why_not_administer(body, by, on)
    if not body.exists_on(on):
        reasons.append(Reason("body-is-no-more", facts={"body": body.name}))
    if not SLUG.regex.match(slug):  # type: ignore[union-attr]
        reasons.append(Reason("bad-slug", field="slug"))
    elif taken:
        reasons.append(Reason("slug-taken", field="slug", facts={"slug": slug}))
    return reasons


def why_not_keep(place: Hall | Department, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not describe or close a hall or department."""
    reasons = why_not_administer(place.body, by, on)
    if place.closed is not None:
        reasons.append(Reason("place-is-closed", facts={"name": place.name}))
    return reasons


@action
def add_hall(body: Body, *, slug: str, facts: Mapping[str, str], by: Person, at: datetime) -> Hall:
    """Open a hall of ``body`` with ``facts`` (values of HALL_FACTS) and return it."""
    take_turn(body)
    refuse_if(why_not_add_hall(body, slug=slug, by=by, on=beijing_day(at)))
    hall = Hall.objects.create(body=body, slug=slug, **_known(facts, HALL_FACTS))
    append(
        "orgs.hall_added",
        subject=f"hall:{slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"name": hall.name},
    )
    return hall


@action
def describe_hall(hall: Hall, *, facts: Mapping[str, str], by: Person, at: datetime) -> None:
    """Keep the facts of a hall (values of HALL_FACTS) up to date."""
    take_turn(hall)
    refuse_if(why_not_keep(hall, by=by, on=beijing_day(at)))
    changed = _set(hall, _known(facts, HALL_FACTS))
    append(
        "orgs.hall_described",
        subject=f"hall:{hall.slug}",
        by=by,
        at=at,
        body=hall.body.slug,
        data={"changed": changed},
    )


@action
def close_hall(hall: Hall, *, on: date, by: Person, at: datetime) -> None:
    """Close a hall on the day ``on``, the first day it no longer opens."""
    take_turn(hall)
    refuse_if(why_not_keep(hall, by=by, on=beijing_day(at)))
    hall.closed = on
    hall.save(update_fields=["closed"])
    append(
        "orgs.hall_closed",
        subject=f"hall:{hall.slug}",
        by=by,
        at=at,
        body=hall.body.slug,
        data={"on": str(on)},
    )


@action
def add_department(
    body: Body,
    *,
    slug: str,
    facts: Mapping[str, str],
    by: Person,
    at: datetime,
) -> Department:
    """Add a department with ``facts`` (values of DEPARTMENT_FACTS) as the last one; return it."""
    take_turn(body)
    refuse_if(why_not_add_department(body, slug=slug, by=by, on=beijing_day(at)))
    department = Department.objects.create(
        body=body,
        slug=slug,
        rank=body.departments.count() + 1,
        **_known(facts, DEPARTMENT_FACTS),
    )
    append(
        "orgs.department_added",
        subject=f"department:{body.slug}/{slug}",
        by=by,
        at=at,
        body=body.slug,
        data={"name": department.name},
    )
    return department


@action
def describe_department(
    department: Department, *, facts: Mapping[str, str], by: Person, at: datetime
) -> None:
    """Keep the facts of a department (values of DEPARTMENT_FACTS) up to date."""
    take_turn(department)
    refuse_if(why_not_keep(department, by=by, on=beijing_day(at)))
    changed = _set(department, _known(facts, DEPARTMENT_FACTS))
    append(
        "orgs.department_described",
        subject=f"department:{department.body.slug}/{department.slug}",
        by=by,
        at=at,
        body=department.body.slug,
        data={"changed": changed},
    )


@action
def close_department(department: Department, *, on: date, by: Person, at: datetime) -> None:
    """Close a department on the day ``on``; its posts stay until they are abolished."""
    take_turn(department)
    refuse_if(why_not_keep(department, by=by, on=beijing_day(at)))
    department.closed = on
    department.save(update_fields=["closed"])
    append(
        "orgs.department_closed",
        subject=f"department:{department.body.slug}/{department.slug}",
        by=by,
        at=at,
        body=department.body.slug,
        data={"on": str(on)},
    )


def _known(facts: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    unknown = set(facts) - set(names)
    if unknown:
        raise ValueError(f"not facts of a place: {sorted(unknown)}")
    return dict(facts)


def _set(place: Hall | Department, facts: Mapping[str, str]) -> list[str]:
    """Set what differs, and return the names of what was changed."""
    changed = [name for name, value in facts.items() if getattr(place, name) != value]
    for name in changed:
        setattr(place, name, facts[name])
    place.save(update_fields=changed)
    return changed
