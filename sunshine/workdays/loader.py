"""Reading the years of the official calendar.

The years known when this edition of Sunshine was made lie in ``data``. A year
announced later, or corrected, is put into ``SUNSHINE_HOME/law`` by
``sunshine law add`` and prevails; running processes see it at once.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings

from sunshine.kit.wording import Wording
from sunshine.workdays.calendar import FixedHolidays, NamedDay, WorkCalendar

DATA = Path(__file__).parent / "data"
CLOSURES = "closures.toml"
_NONE_CLOSED: Mapping[str, Mapping[date, NamedDay]] = MappingProxyType({})


class BadYearFile(ValueError):
    """A file of a year that contradicts itself; the text says where and what to put right."""


@dataclass(frozen=True, slots=True)
class Year:
    """One year as its notice arranged it.

    ``announced`` is the day of the notice; None where it is not known.
    """

    number: int
    law: str
    announced: date | None
    rest: Mapping[date, NamedDay]
    make_up: Mapping[date, NamedDay]

    def known_on(self, day: date) -> bool:
        """Return whether the notice was out on ``day``: at the latest when the year began."""
        return day >= (self.announced or date(self.number, 1, 1))


def official_calendar(as_of: date | None = None, body: str = "") -> WorkCalendar:
    """Return the official calendar, with the closures of the body of that slug if one is given.

    With ``as_of`` as it could be known on that day: years announced later are
    provisional. Raises BadYearFile if a file of a year cannot be used.
    """
    calendar = _calendar(_files(), as_of)
    closed = closures().get(body)
    return calendar.with_closures(closed) if closed else calendar


def closures() -> Mapping[str, Mapping[date, NamedDay]]:
    """Return the days on which bodies are closed by an order, by the slug of the body."""
    path = local_directory() / CLOSURES
    try:
        return _closures(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        # Always the same object: what is reckoned from it is kept for as long as it is the same.
        return _NONE_CLOSED


def read_closures(path: Path) -> dict[str, dict[date, NamedDay]]:
    """Return the closures in ``path``; raise BadYearFile if one lacks its body, day or ground."""
    closed: dict[str, dict[date, NamedDay]] = {}
    try:
        with path.open("rb") as file:
            entries = tomllib.load(file)["closure"]
        for entry in entries:
            named = NamedDay(Wording.read(entry["name"]), entry["law"])
            if not entry["law"].strip():
                raise ValueError("a closure needs the order it rests on, as law")
            for body in entry["bodies"]:
                closed.setdefault(body, {}).update(dict.fromkeys(map(_day, entry["days"]), named))
    except KeyError as fault:
        raise BadYearFile(f"{path}: {fault} is missing") from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise BadYearFile(f"{path}: {fault}") from fault
    return closed


def years() -> list[Year]:
    """Return every year whose notice is known, the oldest first."""
    return list(_years(_files()))


def local_directory() -> Path:
    """Return where the years lie that were announced after this edition was made."""
    return Path(settings.HOME) / "law"


def read_year(path: Path) -> Year:
    """Return the year in ``path``; raise BadYearFile if it contradicts itself."""
    try:
        with path.open("rb") as file:
            return _parse(tomllib.load(file), _names())
    except KeyError as fault:
        raise BadYearFile(f"{path}: {fault} is missing, or not known") from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise BadYearFile(f"{path}: {fault}") from fault


def _parse(source: dict[str, Any], names: Mapping[str, Wording]) -> Year:
    number, law = int(source["year"]), str(source["law"])
    rest: dict[date, NamedDay] = {}
    make_up: dict[date, NamedDay] = {}
    for entry in source["arrangement"]:
        named = NamedDay(names[entry["holiday"]], entry.get("law", law))
        first, last = _day(entry["rest_from"]), _day(entry["rest_to"])
        if first > last:
            raise ValueError(f"rest_from {first} is after rest_to {last}")
        rest |= {first + timedelta(days=n): named for n in range((last - first).days + 1)}
        make_up |= dict.fromkeys(map(_day, entry.get("work", ())), named)
    for day in [*rest, *make_up]:
        if day.year != number:
            raise ValueError(f"{day} is not a day of {number}")
    for day in make_up:
        if day.weekday() < 5:
            raise ValueError(f"{day} is no weekend day, so it needs no entry as a make-up day")
        if day in rest:
            raise ValueError(f"{day} cannot be both a rest and a make-up day")
    announced = source.get("announced")
    return Year(number, law, announced and _day(announced), rest, make_up)


def _day(day: object) -> date:
    if type(day) is not date:
        raise ValueError(f"{day!r} is no day such as 2026-01-31")
    return day


def _files() -> tuple[tuple[Path, int], ...]:
    # The time of change is part of the key, so a new file is read without a restart.
    local = local_directory()
    if not local.is_dir():
        return _shipped()
    added = {path.name: (path, path.stat().st_mtime_ns) for path in local.glob("[0-9]*.toml")}
    found = {path.name: (path, changed) for path, changed in _shipped()} | added
    return tuple(entry for _name, entry in sorted(found.items()))


@lru_cache(maxsize=1)
def _shipped() -> tuple[tuple[Path, int], ...]:
    return tuple((path, 0) for path in sorted(DATA.glob("[0-9]*.toml")))


@lru_cache(maxsize=4)
def _years(files: tuple[tuple[Path, int], ...]) -> tuple[Year, ...]:
    return tuple(read_year(path) for path, _changed in files)


@lru_cache(maxsize=1)
def _closures(path: Path, _changed: int) -> dict[str, dict[date, NamedDay]]:
    return read_closures(path)


@lru_cache(maxsize=16)
def _calendar(files: tuple[tuple[Path, int], ...], as_of: date | None) -> WorkCalendar:
    known = [year for year in _years(files) if as_of is None or year.known_on(as_of)]
    return WorkCalendar(
        rest={day: named for year in known for day, named in year.rest.items()},
        make_up={day: named for year in known for day, named in year.make_up.items()},
        published=frozenset(year.number for year in known),
        fixed=_fixed(),
    )


@lru_cache(maxsize=1)
def _holidays() -> dict[str, Any]:
    with (DATA / "holidays.toml").open("rb") as file:
        return tomllib.load(file)


def holiday_names() -> Mapping[str, Wording]:
    """Return the holidays of every year by their keys, in the order of the calendar."""
    once = {"victory_day_70"}
    return {key: name for key, name in _names().items() if key not in once}


def _names() -> dict[str, Wording]:
    return {key: Wording.read(entry) for key, entry in _holidays()["names"].items()}


def _fixed() -> tuple[FixedHolidays, ...]:
    names = _names()
    return tuple(
        FixedHolidays(
            entry["in_force"],
            entry["law"],
            {
                (int(day[:2]), int(day[3:])): names[holiday]
                for day, holiday in entry["days"].items()
            },
        )
        for entry in _holidays()["fixed"]
    )
