"""The promises that readers may see, with their fulfilment as it is reckoned on a day (row A3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Q, QuerySet

from sunshine.cases.models import Case
from sunshine.kit.days import beijing_day
from sunshine.kit.wording import Wording
from sunshine.matters.codes import data
from sunshine.matters.fulfilment import Done, Fulfilment, Limit, count, measure
from sunshine.matters.models import TIMED, CaseSource, ClosedCase, Matter, Measure, Promise
from sunshine.orgs.models import Body
from sunshine.publishing.visibility import PUBLIC, Viewer, listed
from sunshine.workdays.loader import official_calendar

_SOURCES = {
    Measure.PERIOD: CaseSource.MATTER,
    Measure.WAITING: CaseSource.WAITING,
    Measure.REPLY: CaseSource.REPLY,
    Measure.COMPLAINTS: CaseSource.COMPLAINT,
    Measure.INSPECTIONS: CaseSource.INSPECTION,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise and how far it was kept, as of a day."""

    promise: Promise
    fulfilment: Fulfilment
    on: date

    @property
    def aspect(self) -> Wording | None:
        """Return the aspect to which the promise belongs."""
        return aspects().get(self.promise.aspect)

    @property
    def holds(self) -> bool:
        """Return whether the promise holds on the day."""
        promise = self.promise
        return promise.starts <= self.on and (promise.ends is None or self.on <= promise.ends)


@cache
def aspects() -> Mapping[str, Wording]:
    """Return the aspects under which promises stand, by code, in their order."""
    return {row["code"]: Wording.read(row) for row in data("aspects")["aspect"]}


def promises_of(body: Body, on: date, *, viewer: Viewer = PUBLIC) -> list[Kept]:
    """Return the promises of ``body`` that ``viewer`` may see on ``on``, ended ones last.

    Two queries, and at most two for each promise.
    """
    shown = _shown(viewer).filter(body=body, starts__lte=on)
    kept = [Kept(promise, fulfilment_of(promise, on), on) for promise in shown]
    return sorted(kept, key=lambda one: (not one.holds, one.promise.number))


def promises_to(matter: Matter, on: date, *, viewer: Viewer = PUBLIC) -> list[Kept]:
    """Return the promises about ``matter`` that hold on ``on``, by whichever body made them."""
    shown = _shown(viewer).filter(matter=matter, starts__lte=on)
    holding = shown.filter(Q(ends__isnull=True) | Q(ends__gte=on))
    return [Kept(promise, fulfilment_of(promise, on), on) for promise in holding]


def fulfilment_of(promise: Promise, on: date) -> Fulfilment:
    """Return how far ``promise`` was kept up to ``on`` or its end; at most two queries."""
    last = on if promise.ends is None else min(on, promise.ends)
    rows = _imported(promise)
    if promise.measure not in TIMED:
        founded = rows.filter(is_founded=True).values_list("received_on", flat=True)
        return count(founded, starts=promise.starts, on=last)
    limit = Limit(promise.limit or 0, promise.unit)
    calendar = official_calendar(body=promise.body.slug)
    done = [
        Done(received, closed, minutes)
        for received, closed, minutes in rows.values_list(
            "received_on", "closed_on", "waited_minutes"
        )
    ]
    done += _own_cases(promise)
    return measure(done, limit, calendar, starts=promise.starts, on=last)


def _shown(viewer: Viewer) -> QuerySet[Promise]:
    items = listed(viewer).values("pk")
    promises = Promise.objects.filter(item__in=items)
    return promises.select_related("body", "item__current", "responsible_post", "matter__item")


def _imported(promise: Promise) -> QuerySet[ClosedCase]:
    source = _SOURCES[Measure(promise.measure)]
    rows = ClosedCase.objects.filter(source=source, body__path__startswith=promise.body.path)
    if promise.matter_id is not None:
        return rows.filter(matter=promise.matter_id)
    return rows.filter(conduct=promise.conduct)


def _own_cases(promise: Promise) -> list[Done]:
    """Return the cases of the house that the promise is bound to; those without a day wait."""
    if not promise.case_kind:
        return []
    cases = Case.objects.filter(
        kind=promise.case_kind, body__path__startswith=promise.body.path, received_on__isnull=False
    )
    return [
        Done(received, beijing_day(closed) if closed else None)
        for received, closed in cases.values_list("received_on", "closed_at")
        if received is not None
    ]
