"""How fresh every section of a body is, against what was promised (row B9, domain.md 4.1).

Late is told before it is late: a section turns amber when four fifths of its promised
days are over. A section without any publication is empty, which inspections count too.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, Post
from sunshine.publishing.models import Item, Section, SectionPromise
from sunshine.publishing.visibility import PUBLIC, listed

AMBER_FROM = 0.8


class State(StrEnum):
    """How a section stands to its promise."""

    FRESH = "fresh"
    SOON = "soon"
    LATE = "late"
    EMPTY = "empty"
    UNPROMISED = "unpromised"


STATE_LABELS = {
    State.FRESH: _("按期更新"),
    State.SOON: _("即将超期"),
    State.LATE: _("超期未更新"),
    State.EMPTY: _("尚无内容"),
    State.UNPROMISED: _("未约定更新期限"),
}


@dataclass(frozen=True, slots=True)
class Freshness:
    """One section of one body on one day.

    ``left_days``: calendar days until it is late, negative once it is; None without
    a promise or a publication. ``post``: who answers, None where nobody was named.
    """

    body: Body
    section: Section
    post: Post | None
    last: datetime | None
    promised_days: int | None
    due_on: date | None
    left_days: int | None
    state: State


def state_of(last_on: date | None, promised_days: int | None, on: date) -> State:
    """Return how a section stands that was last served on ``last_on``. Pure."""
    if last_on is None:
        return State.EMPTY
    if promised_days is None:
        return State.UNPROMISED
    gone = (on - last_on).days
    if gone > promised_days:
        return State.LATE
    return State.SOON if gone >= promised_days * AMBER_FROM else State.FRESH


def freshness_of(body: Body, on: date) -> list[Freshness]:
    """Return every open section of ``body`` in its order; three queries."""
    return freshness_in([body], on)[body.pk]


def freshness_in(bodies: Collection[Body], on: date) -> Mapping[int, list[Freshness]]:
    """Return the open sections of every one of ``bodies``, by its key; three queries."""
    sets = {body.section_set for body in bodies}
    sections = Section.objects.filter(set__slug__in=sets, closed=None).select_related("set")
    by_set: dict[str, list[Section]] = {slug: [] for slug in sets}
    for section in sections:
        by_set[section.set.slug].append(section)
    keys = [body.pk for body in bodies]
    promises = {
        (promise.body_id, promise.section_id): promise
        for promise in SectionPromise.objects.filter(body__in=keys).select_related("post")
    }
    last = _last_publications(keys)
    return {
        body.pk: [
            _one(body, section, promises.get((body.pk, section.pk)), last, on)
            for section in by_set[body.section_set]
        ]
        for body in bodies
    }


def _last_publications(bodies: Collection[int]) -> dict[tuple[int, int], datetime]:
    shown = listed(PUBLIC).filter(body__in=bodies).order_by()
    rows = shown.values_list("body", "section").annotate(last=Max("current__published_at"))
    return {(body, section): last for body, section, last in rows if last is not None}


def _one(
    body: Body,
    section: Section,
    promise: SectionPromise | None,
    last_of: Mapping[tuple[int, int], datetime],
    on: date,
) -> Freshness:
    last = last_of.get((body.pk, section.pk))
    last_on = None if last is None else beijing_day(last)
    days = (promise.update_days if promise else None) or section.update_days
    due_on = None if last_on is None or days is None else last_on + timedelta(days=days)
    return Freshness(
        body=body,
        section=section,
        post=promise.post if promise else None,
        last=last,
        promised_days=days,
        due_on=due_on,
        left_days=None if due_on is None else (due_on - on).days,
        state=state_of(last_on, days, on),
    )


def served_bodies() -> list[Body]:
    """Return the bodies that have published anything, in the order of the tree; one query."""
    shown = Item.objects.filter(published_here__isnull=False).values("body")
    return list(Body.objects.filter(pk__in=shown, dissolved=None).in_tree_order())
