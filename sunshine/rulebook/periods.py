"""Periods (期限) as dated data, and the day on which one ends.

Pure but for reading its data file, and what an authority adds to it in
``SUNSHINE_HOME/law``: no database, no reading of the time. The profile is that
of the day on which a period starts or restarts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

import sunshine.rulebook.reasons  # noqa: F401 - registers the sentences
from sunshine.kit.errors import Refused
from sunshine.kit.wording import Wording
from sunshine.rulebook import editions
from sunshine.workdays.calendar import DAY_ZERO_LAW, DayKind, DayReckoning, WorkCalendar

FILE = "periods.toml"


class BadPeriods(ValueError):
    """Added periods that cannot be used; the text says where and what is wrong."""


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
        name = _tables().periods[key][0].name
        raise Refused("no-period-in-force", name=name, day=on.isoformat())
    return found


def period_or_none(key: str, on: date) -> Period | None:
    """Return the edition in force on ``on``, or None; raise KeyError for an unknown key."""
    return editions.holding(_tables().periods[key], on)


def periods_on(on: date) -> list[Period]:
    """Return every period in force on ``on``, in the order of the data file."""
    found = (editions.holding(each, on) for each in _tables().periods.values())
    return [one for one in found if one is not None]


def every_edition() -> list[Period]:
    """Return every edition of every period, for tables and checks."""
    return [one for each in _tables().periods.values() for one in each]


def update_promise(section: str, on: date) -> Period:
    """Return how long the section ``section`` may go without anything new.

    Sections that the data does not name promise one update a year.
    """
    return period(_tables().sections.get(section, "update_yearly"), on)


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
    known = _tables().yearly[key]
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


def check_addition(path: Path) -> None:
    """Raise BadPeriods if the file ``path`` cannot be added to the shipped periods."""
    _merge(editions.read(FILE), path)


@dataclass(frozen=True, slots=True)
class _Tables:
    periods: Mapping[str, tuple[Period, ...]]
    yearly: Mapping[str, tuple[YearlyDay, ...]]
    sections: Mapping[str, str]


def _tables() -> _Tables:
    # The stamp is part of the key, so an added file is read without a restart.
    stamp = editions.stamp(FILE)
    return _read_tables(editions.local_file(FILE) if stamp else None, stamp)


@lru_cache(maxsize=4)
def _read_tables(local: Path | None, _stamp: int) -> _Tables:
    return _merge(editions.read(FILE), local)


def _merge(shipped: Mapping[str, Any], local: Path | None) -> _Tables:
    periods = {entry["key"]: _editions(entry) for entry in shipped["period"]}
    yearly = {entry["key"]: _yearly_editions(entry) for entry in shipped["yearly"]}
    sections = dict(shipped["sections"])
    if local is not None:
        try:
            added = editions.read_file(local)
            for entry in added.get("period", ()):
                _add(periods, entry["key"], _editions(entry))
            for entry in added.get("yearly", ()):
                _add(yearly, entry["key"], _yearly_editions(entry))
            sections |= added.get("sections", {})
        except KeyError as fault:
            raise BadPeriods(f"{local}: {fault} is missing") from fault
        except (TypeError, ValueError, AttributeError) as fault:
            raise BadPeriods(f"{local}: {fault}") from fault
        if unknown := set(sections.values()) - periods.keys():
            raise BadPeriods(f"{local}: no period {', '.join(sorted(unknown))}")
    return _Tables(periods, yearly, sections)


E = TypeVar("E", bound=editions.Dated)


def _add(known: dict[str, tuple[E, ...]], key: str, added: tuple[E, ...]) -> None:
    """Add editions of ``key``; one that begins on the same day as another replaces it."""
    days = {one.in_force for one in added}
    kept = (one for one in known.get(key, ()) if one.in_force not in days)
    known[key] = (*kept, *added)


def _editions(entry: Mapping[str, Any]) -> tuple[Period, ...]:
    return tuple(_edition(entry, one) for one in entry["edition"])


def _edition(entry: Mapping[str, Any], one: Mapping[str, Any]) -> Period:
    if type(one["length"]) is not int or one["length"] < 1:
        raise ValueError(f"{entry['key']}: a length is a whole number from 1")
    return Period(
        key=entry["key"],
        name=Wording.read(entry["name"]),
        starts=Wording.read(entry["starts"]),
        length=one["length"],
        unit=Unit(one["unit"]),
        law=one["law"],
        status=Status(one["status"]),
        in_force=_day(one, "in_force"),
        until=_day(one, "until"),
    )


def _yearly_editions(entry: Mapping[str, Any]) -> tuple[YearlyDay, ...]:
    return tuple(
        YearlyDay(
            key=entry["key"],
            name=Wording.read(entry["name"]),
            month=date(2024, one["month"], one["day"]).month,
            day=one["day"],
            law=one["law"],
            status=Status(one["status"]),
            in_force=_day(one, "in_force"),
            until=_day(one, "until"),
        )
        for one in entry["edition"]
    )


def _day(one: Mapping[str, Any], field: str) -> date | None:
    day = one.get(field)
    if day is not None and type(day) is not date:
        raise ValueError(f"{field} is a day such as 2026-01-31, not {day!r}")
    return day
