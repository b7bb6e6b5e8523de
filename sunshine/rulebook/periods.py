"""Periods (期限) as dated data, and the day on which one ends.

Pure but for reading its own data file: no database, no settings, no reading of
the time. The profile is that of the day on which a period starts or restarts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

import sunshine.rulebook.reasons  # noqa: F401 - registers the sentences
from sunshine.kit.errors import Refused
from sunshine.kit.wording import Wording
from sunshine.rulebook import editions
from sunshine.workdays.calendar import DAY_ZERO_LAW, DayKind, DayReckoning, WorkCalendar


class Unit(StrEnum):
    """What a period is counted in."""

    WORKDAYS = "workdays"
    DAYS = "days"
    HOURS = "hours"


class Status(StrEnum):
    """How sure a figure is: its article was read, is remembered, or there is none."""

    VERIFIED = "verified"
    FROM_MEMORY = "from-memory"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Period:
    """One edition of a period: its length in ``unit``, its article, how sure that is."""

    key: str
    name: Wording
    starts: Wording
    length: int
    unit: Unit
    law: str
    status: Status
    in_force: date | None = None
    until: date | None = None

    @property
    def verified(self) -> bool:
        """Whether the length was read in the text of the article."""
        return self.status is Status.VERIFIED


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """One edition of a day of the year by which something is due."""

    key: str
    name: Wording
    month: int
    day: int
    law: str
    status: Status
    in_force: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period, how every day was reckoned, and whether it may still move."""

    day: date
    reckoning: tuple[DayReckoning, ...]
    provisional: bool


def period(key: str, on: date) -> Period:
    """Return the edition of the period ``key`` in force on ``on``.

    Raises KeyError for an unknown key, Refused("no-period-in-force") if
    none was in force yet: before 2008-05-01 no regulation asked for publication.
    """
    found = period_or_none(key, on)
    if found is None:
        name = _periods()[key][0].name
        raise Refused("no-period-in-force", name=name, day=on.isoformat())
    return found


def period_or_none(key: str, on: date) -> Period | None:
    """Return the edition in force on ``on``, or None; raise KeyError for an unknown key."""
    return editions.holding(_periods()[key], on)


def periods_on(on: date) -> list[Period]:
    """Return every period in force on ``on``, in the order of the data file."""
    found = (editions.holding(each, on) for each in _periods().values())
    return [one for one in found if one is not None]


def every_edition() -> list[Period]:
    """Return every edition of every period, for tables and checks."""
    return [one for each in _periods().values() for one in each]


def update_promise(section: str, on: date) -> Period:
    """Return how long the section ``section`` may go without anything new.

    Sections that the data does not name promise one update a year.
    """
    return period(_source()["sections"].get(section, "update_yearly"), on)


def due(start: date, period: Period, calendar: WorkCalendar) -> Due:
    """Return when ``period`` ends if it starts on ``start``, with every day explained.

    A period in calendar days is explained by its first and last day alone.
    Raises ValueError for a period in hours: see ``due_moment``.
    """
    if period.unit is Unit.HOURS:
        raise ValueError(f"{period.key} runs in hours from a moment")
    if period.unit is Unit.WORKDAYS:
        reckoning = tuple(calendar.explain(start, period.length))
    else:
        reckoning = _calendar_days(start, period.length)
    return Due(reckoning[-1].date, reckoning, any(one.provisional for one in reckoning))


def due_day(start: date, period: Period, calendar: WorkCalendar) -> date:
    """Return the last day of ``period`` alone, for long lists; raise as ``due`` does."""
    if period.unit is Unit.HOURS:
        raise ValueError(f"{period.key} runs in hours from a moment")
    if period.unit is Unit.WORKDAYS:
        return calendar.add_workdays(start, period.length)
    return start + timedelta(days=period.length)


def due_moment(start: datetime, period: Period) -> datetime:
    """Return when a period in hours ends; raise ValueError for any other unit."""
    if period.unit is not Unit.HOURS:
        raise ValueError(f"{period.key} runs in days")
    return start + timedelta(hours=period.length)


def yearly_due(key: str, year: int) -> tuple[date, YearlyDay]:
    """Return the day of ``year`` by which ``key`` is due, and the edition that says so.

    The edition is that of the first day of the year. Raises KeyError for an
    unknown key, Refused("no-period-in-force") if none was in force.
    """
    known = _yearly()[key]
    found = editions.holding(known, date(year, 1, 1))
    if found is None:
        raise Refused("no-period-in-force", name=known[0].name, day=f"{year}-01-01")
    return date(year, found.month, found.day), found


def _calendar_days(start: date, length: int) -> tuple[DayReckoning, ...]:
    why = format_lazy(_("第{length}个自然日"), length=length)
    end = start + timedelta(days=length)
    return (
        DayReckoning(start, False, DayKind.START, _("起算当日不计入"), DAY_ZERO_LAW, False),
        DayReckoning(end, True, DayKind.CALENDAR_DAY, why, "", False),
    )


@lru_cache(maxsize=1)
def _source() -> dict[str, Any]:
    return editions.read("periods.toml")


@lru_cache(maxsize=1)
def _periods() -> Mapping[str, tuple[Period, ...]]:
    return {
        entry["key"]: tuple(_edition(entry, one) for one in entry["edition"])
        for entry in _source()["period"]
    }


def _edition(entry: Mapping[str, Any], one: Mapping[str, Any]) -> Period:
    return Period(
        key=entry["key"],
        name=Wording.read(entry["name"]),
        starts=Wording.read(entry["starts"]),
        length=one["length"],
        unit=Unit(one["unit"]),
        law=one["law"],
        status=Status(one["status"]),
        in_force=one.get("in_force"),
        until=one.get("until"),
    )


@lru_cache(maxsize=1)
def _yearly() -> Mapping[str, tuple[YearlyDay, ...]]:
    return {
        entry["key"]: tuple(
            YearlyDay(
                key=entry["key"],
                name=Wording.read(entry["name"]),
                month=one["month"],
                day=one["day"],
                law=one["law"],
                status=Status(one["status"]),
                in_force=one.get("in_force"),
                until=one.get("until"),
            )
            for one in entry["edition"]
        )
        for entry in _source()["yearly"]
    }
