"""Reckoning in working days (工作日).

Pure arithmetic: no database, no settings, no reading of the time. Days are
calendar days in Beijing. The day on which a period starts is day 0 and is not
counted (民法典 art. 201); make-up days at weekends are working days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sunshine.kit.wording import Wording

ONE_DAY = timedelta(days=1)
DAY_ZERO_LAW = "民法典 第二百零一条"
WEEKEND_LAW = "国务院关于职工工作时间的规定 第七条"


class DayKind(StrEnum):
    """What a day is to a clock."""

    START = "start"
    WORKDAY = "workday"
    MAKE_UP = "make-up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    CALENDAR_DAY = "calendar-day"  # of a period that counts every day


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that a notice, a law or an order makes what it is: its name and its ground."""

    name: Wording
    law: str


@dataclass(frozen=True, slots=True)
class FixedHolidays:
    """The days of the year that the law itself gives as a rest, by (month, day)."""

    in_force: date
    law: str
    days: Mapping[tuple[int, int], Wording]


@dataclass(frozen=True, slots=True)
class DayReckoning:
    """How one day was reckoned, why, and on which law."""

    date: date
    counted: bool
    kind: DayKind
    why: str | Promise
    law: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are working days, year by year, and for one body's closures if given.

    ``published`` holds the years whose notice is known. Any other year is
    reckoned by weekends and the holidays of fixed date, and is provisional.
    """

    rest: Mapping[date, NamedDay]
    make_up: Mapping[date, NamedDay]
    published: frozenset[int]
    fixed: tuple[FixedHolidays, ...] = ()  # newest first
    closures: Mapping[date, NamedDay] = field(default_factory=dict)

    def with_closures(self, closures: Mapping[date, NamedDay]) -> Self:
        """Return the calendar of a body that is closed on the days given, each with its ground."""
        return replace(self, closures=dict(closures))

    def is_workday(self, day: date) -> bool:
        """Return whether ``day`` counts in a period of working days."""
        if day in self.closures:
            return False
        if day.year in self.published:
            return day in self.make_up or (day.weekday() < 5 and day not in self.rest)
        return day.weekday() < 5 and self._fixed_holiday(day) is None

    def next_workday(self, day: date) -> date:
        """Return the first working day after ``day``."""
        day += ONE_DAY
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def on_or_after(self, day: date) -> date:
        """Return ``day`` if it is a working day, or the first one after it."""
        return day if self.is_workday(day) else self.next_workday(day)

    def add_workdays(self, day: date, n: int) -> date:
        """Return the ``n``-th working day after ``day``, which is not counted itself.

        For 0 that is ``day``. Raises ValueError for a negative number.
        """
        if n < 0:
            raise ValueError("a period has no negative length")
        for _step in range(n):
            day = self.next_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Return the number of working days after ``start`` up to ``end``, ``end`` included.

        Negative if ``end`` is the earlier: so many working days late.
        """
        if end < start:
            return -self.workdays_between(end, start)
        days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
        return sum(map(self.is_workday, days))

    def is_provisional(self, day: date) -> bool:
        """Return whether the notice that decides about ``day`` is not yet known.

        The notice of a year also arranges the last days of December before it.
        """
        if day.year not in self.published:
            return True
        return (day.month, day.day) >= (12, 25) and day.year + 1 not in self.published

    def explain(self, start: date, n: int) -> list[DayReckoning]:
        """Return every day from ``start`` to the end of ``n`` working days, with its reason."""
        end = self.add_workdays(start, n)
        first = DayReckoning(
            start,
            False,
            DayKind.START,
            _("起算当日不计入"),
            DAY_ZERO_LAW,
            self.is_provisional(start),
        )
        later = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
        return [first, *map(self.reckon, later)]

    def reckon(self, day: date) -> DayReckoning:
        """Return what ``day`` is, whether it counts, why, and on which law."""
        kind, why, law = self._nature(day)
        counted = kind in {DayKind.WORKDAY, DayKind.MAKE_UP}
        return DayReckoning(day, counted, kind, why, law, self.is_provisional(day))

    def _nature(self, day: date) -> tuple[DayKind, str | Promise, str]:
        if closed := self.closures.get(day):
            return (
                DayKind.CLOSURE,
                format_lazy(_("本机关停止办公：{name}"), name=closed.name),
                closed.law,
            )
        published = day.year in self.published
        if published and (made_up := self.make_up.get(day)):
            return DayKind.MAKE_UP, format_lazy(_("{name}调休上班"), name=made_up.name), made_up.law
        rest = self.rest.get(day) if published else self._fixed_holiday(day)
        if rest:
            return DayKind.HOLIDAY, format_lazy(_("{name}放假"), name=rest.name), rest.law
        if day.weekday() >= 5:
            return DayKind.WEEKEND, _("周末休息"), WEEKEND_LAW
        if published:
            return DayKind.WORKDAY, _("工作日"), ""
        return DayKind.WORKDAY, _("暂按工作日推算（当年放假安排尚未公布）"), ""

    def _fixed_holiday(self, day: date) -> NamedDay | None:
        edition = next((one for one in self.fixed if one.in_force <= day), None)
        name = edition and edition.days.get((day.month, day.day))
        return NamedDay(name, edition.law) if edition and name else None
