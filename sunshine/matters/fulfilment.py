"""How far a promise was kept: kept, late, share, and how it goes from month to month. Pure.

A period is reckoned in working days of the official calendar or in calendar days, day 0 not
counted (民法典 art. 201); waiting in minutes. Where a promise has no period, what counts is what
should not have happened: founded complaints and findings of inspections.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from functools import cache

from sunshine.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Done:
    """One case by which a promise is measured; ``closed`` is None while it is open."""

    received: date
    closed: date | None
    waited_minutes: int | None = None
    # When it had to be done, if the case has a clock of its own.
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """Within how many workdays, days or minutes."""

    number: int
    unit: str


@dataclass(frozen=True, slots=True)
class Month:
    """What fell into one month; ``kept`` is empty where only incidents are counted."""

    first: date
    kept: int
    late: int

    @property
    def total(self) -> int:
        """Return how many there were."""
        return self.kept + self.late

    @property
    def share(self) -> Decimal | None:
        """Return the share kept in percent; None for a month without a case."""
        return share_of(self.kept, self.total)


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """How far a promise was kept from its first day to the day of reckoning.

    ``incidents``: founded complaints or findings, None for a promise with a limit.
    """

    kept: int
    late: int
    months: tuple[Month, ...]
    incidents: int | None = None

    @property
    def total(self) -> int:
        """Return how many cases were measured."""
        return self.kept + self.late

    @property
    def share(self) -> Decimal | None:
        """Return the share kept in percent, never rounded up; None without a case."""
        return share_of(self.kept, self.total)

    @property
    def trend(self) -> Decimal | None:
        """Return by how many points the last month with cases differs from the one before."""
        shares = [month.share for month in self.months if month.share is not None]
        return shares[-1] - shares[-2] if len(shares) > 1 else None


def share_of(kept: int, total: int) -> Decimal | None:
    """Return ``kept`` of ``total`` in percent with one decimal, cut and not rounded up.

    99.96 % is not one hundred: one case was late.
    """
    if total == 0:
        return None
    exact = Decimal(kept) * 100 / total
    return exact.quantize(Decimal("0.1"), rounding=ROUND_DOWN)


def last_day(received: date, limit: Limit, calendar: WorkCalendar) -> date:
    """Return the last day on which a case received on ``received`` keeps the limit."""
    if limit.unit == "workdays":
        return calendar.add_workdays(received, limit.number)
    return received + timedelta(days=limit.number)


def measure(
    cases: Iterable[Done], limit: Limit, calendar: WorkCalendar, *, starts: date, on: date
) -> Fulfilment:
    """Return how far the limit was kept by the cases received from ``starts`` on, seen on ``on``.

    An open case counts as late once its last day is over, and not at all before. A case is
    counted in the month in which it was closed, or became late.
    """
    kept: Counter[date] = Counter()
    late: Counter[date] = Counter()
    # Thousands of cases come in on some hundred days.
    last = cache(lambda received: last_day(received, limit, calendar))
    for case in cases:
        if case.received < starts or case.received > on:
            continue
        fell = _fell(case, limit, last, on)
        if fell is not None:
            (kept if fell[1] else late)[fell[0].replace(day=1)] += 1
    return Fulfilment(kept.total(), late.total(), _months(kept, late))


def count(days: Iterable[date], *, starts: date, on: date) -> Fulfilment:
    """Return the incidents that fell on ``days``, from ``starts`` to ``on``."""
    late = Counter(day.replace(day=1) for day in days if starts <= day <= on)
    return Fulfilment(0, 0, _months(Counter(), late), incidents=late.total())


def _fell(
    case: Done, limit: Limit, last: Callable[[date], date], on: date
) -> tuple[date, bool] | None:
    """Return (day, whether it was kept), None for a case that says nothing yet."""
    if limit.unit == "minutes":
        if case.waited_minutes is None:
            return None
        return case.received, case.waited_minutes <= limit.number
    due = case.due or last(case.received)
    if case.closed is not None and case.closed <= on:
        return case.closed, case.closed <= due
    return (due + timedelta(days=1), False) if due < on else None


def _months(kept: Counter[date], late: Counter[date]) -> tuple[Month, ...]:
    """Return every month from the first to the last, those between without a case too."""
    seen = sorted({*kept, *late})
    if not seen:
        return ()
    return tuple(Month(first, kept[first], late[first]) for first in _firsts(seen))


def _firsts(seen: Sequence[date]) -> list[date]:
    firsts = [seen[0]]
    while firsts[-1] < seen[-1]:
        firsts.append((firsts[-1] + timedelta(days=32)).replace(day=1))
    return firsts
