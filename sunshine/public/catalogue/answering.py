"""The items that answer what was asked of the catalogue, counted, sorted and paged.

Always by way of ``publishing.visibility``; only what is public can be found or counted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import Count, F, Max, Min, Q, QuerySet

from sunshine.kit.days import end_of_day, start_of_day
from sunshine.orgs.models import Body
from sunshine.public.baking.readings import public_items, year_of
from sunshine.public.catalogue.asked import MADE, OLDEST, Asked, number_asked
from sunshine.publishing.models import Item, Section
from sunshine.publishing.plausible import document_number

PAGE_SIZE = 20
_SALT = "sunshine.public.catalogue"
_FIELDS = {MADE: "current__made_on"}


class BadCursor(ValueError):
    """A place in a list that we never gave out, or gave out for another order."""


def answers(asked: Asked, body: Body | None, *, without: str = "") -> QuerySet[Item]:
    """Return the public items that answer; ``without``: one filter that is left out."""
    items = public_items()
    if asked.q and without != "q":
        items = items.filter(_words(asked.q))
    if body is not None and without != "body":
        items = items.filter(_of_body(body, below=asked.below))
    if asked.section and without != "section":
        items = items.filter(section__slug=asked.section)
    if asked.in_year is not None and without != "year":
        items = items.filter(_published_in(asked.in_year))
    if asked.validity and without != "validity":
        items = items.filter(current__validity=asked.validity)
    if asked.subject:
        items = items.filter(current__subject=asked.subject)
    if asked.number:
        items = items.filter(_numbered(asked.number))
    if asked.first_day is not None:
        items = items.filter(current__made_on__gte=asked.first_day)
    if asked.last_day is not None:
        items = items.filter(current__made_on__lte=asked.last_day)
    return items


def _words(typed: str) -> Q:
    every = Q()
    for word in typed.split():
        every &= (
            Q(current__title__icontains=word)
            | Q(current__summary__icontains=word)
            | Q(current__document_number__icontains=word)
            | Q(index_number__icontains=word)
        )
    return every | _numbered(typed)


def _of_body(body: Body, *, below: bool) -> Q:
    return Q(body__path__startswith=body.path) if below else Q(body=body)


def _published_in(year: int) -> Q:
    first, last = start_of_day(date(year, 1, 1)), end_of_day(date(year, 12, 31))
    return Q(published_here__gte=first, published_here__lt=last)


def _numbered(typed: str) -> Q:
    number = number_asked(typed)
    if number is None:
        return Q(current__document_number__icontains=document_number(typed))
    ends = Q()
    for form in number.forms():
        ends |= Q(current__document_number__icontains=form)
    return ends & Q(current__document_number__icontains=number.head) if number.head else ends


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items each choice would give, the other filters staying as they are."""

    bodies: Mapping[int, int]
    sections: Sequence[tuple[Section, int]]
    years: Sequence[tuple[int, int]]
    validities: Mapping[str, int]


def counts_of(asked: Asked, body: Body | None) -> Counts:
    """Return the true count behind every choice; six queries."""
    bodies = answers(asked, body, without="body").order_by().values_list("body")
    sections = answers(asked, body, without="section").order_by().values_list("section")
    validity = answers(asked, body, without="validity").order_by()
    return Counts(
        dict(bodies.annotate(count=Count("pk"))),
        _sections(dict(sections.annotate(count=Count("pk")))),
        _years(answers(asked, body, without="year").order_by()),
        dict(validity.values_list("current__validity").annotate(count=Count("pk"))),
    )


def _sections(counts: Mapping[int, int]) -> list[tuple[Section, int]]:
    """Return the sections by rank; those of one slug in several sets are one choice."""
    by_slug: dict[str, tuple[Section, int]] = {}
    for section in Section.objects.order_by("rank", "pk"):
        known = by_slug.get(section.slug, (section, 0))
        by_slug[section.slug] = (known[0], known[1] + counts.get(section.pk, 0))
    return list(by_slug.values())


def _years(items: QuerySet[Item]) -> list[tuple[int, int]]:
    span = items.aggregate(first=Min("published_here"), last=Max("published_here"))
    if span["first"] is None:
        return []
    years = range(year_of(span["last"]), year_of(span["first"]) - 1, -1)
    counted = items.aggregate(
        **{f"y{year}": Count("pk", filter=_published_in(year)) for year in years}
    )
    return [(year, counted[f"y{year}"]) for year in years if counted[f"y{year}"]]


@dataclass(frozen=True, slots=True)
class PageOfItems:
    """One page of the answer, with the cursors of its neighbours ("" where there is none)."""

    items: Sequence[Item]
    before: int  # how many stand before this page
    earlier: str
    later: str


def page_of(items: QuerySet[Item], sort: str, cursor: str) -> PageOfItems:
    """Return the page that ``cursor`` names, the first for none; one query.

    Raises BadCursor.
    """
    name = _FIELDS.get(sort, "published_here")
    place = _read(cursor, sort) if cursor else None
    backward = place is not None and bool(place["back"])
    descending = (sort != OLDEST) != backward
    # Nothing is published without the day it was made.
    rows = items.filter(current__made_on__isnull=False) if sort == MADE else items
    if place is not None:
        rows = rows.filter(_beyond(name, _value(place["value"], name), place["pk"], descending))
    order = (F(name).desc(), "-pk") if descending else (F(name).asc(), "pk")
    found = list(rows.order_by(*order)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    before = int(place["before"]) if place else 0
    if backward:
        found.reverse()
        before = max(before - len(found), 0)
    has_later = bool(found) and (more or backward)
    has_earlier = bool(found) and (more if backward else place is not None)
    return PageOfItems(
        found,
        before,
        _written(found[0], sort, name, before, back=True) if has_earlier else "",
        _written(found[-1], sort, name, before + len(found), back=False) if has_later else "",
    )


def _beyond(name: str, value: date | datetime, pk: int, descending: bool) -> Q:
    step = "lt" if descending else "gt"
    return Q(**{f"{name}__{step}": value}) | Q(**{name: value, f"pk__{step}": pk})


def _written(item: Item, sort: str, name: str, before: int, *, back: bool) -> str:
    held: Any = item
    for part in name.split("__"):
        held = getattr(held, part)
    place = {"sort": sort, "value": held.isoformat(), "pk": item.pk, "before": before, "back": back}
    return signing.dumps(place, salt=_SALT)


def _read(cursor: str, sort: str) -> dict[str, Any]:
    try:
        place = signing.loads(cursor, salt=_SALT)
    except signing.BadSignature as error:
        raise BadCursor("not ours") from error
    if not isinstance(place, dict) or place.get("sort") != sort:
        raise BadCursor("of another order")
    return place


def _value(text: str, name: str) -> date | datetime:
    return date.fromisoformat(text) if name in _FIELDS.values() else datetime.fromisoformat(text)
