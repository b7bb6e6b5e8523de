"""Keeping the law in the data without a new release: years, closures, periods.

Done by an administrator of the whole authority, or on the server. What is announced here
prevails over what was shipped; days due that move because of it are recounted by the sweep.
Law: 全国年节及纪念日放假办法; the periods name their own articles.
"""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person
from sunshine.orgs.standing import take_turn, why_not_administer
from sunshine.rulebook import additions, editions, periods
from sunshine.rulebook import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.rulebook.toml_text import toml_text
from sunshine.workdays import loader

SATURDAY = 5
LONGEST_CLOSURE = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One holiday of a year: its key, first and last day of rest, make-up working days."""

    holiday: str
    rest_from: date
    rest_to: date
    work: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, both included, on which bodies are closed by an order (``law``)."""

    first: date
    last: date
    name_zh: str
    name_en: str
    law: str


@dataclass(frozen=True, slots=True)
class Change:
    """A new edition of a period, from ``in_force`` on; ``length`` is counted in ``unit``."""

    in_force: date
    length: int
    unit: periods.Unit
    law: str
    status: periods.Status


def why_not_keep_law(*, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not change the calendar and the periods."""
    return why_not_administer(None, by, on)


def why_not_announce_year(
    number: int, arrangements: Sequence[Arrangement], *, law: str, by: Person, on: date
) -> list[Reason]:
    """Return why the year ``number`` cannot be arranged so by the notice ``law``."""
    reasons = why_not_keep_law(by=by, on=on)
    if not law.strip():
        reasons.append(Reason("law-not-named", field="law"))
    if not arrangements:
        reasons.append(Reason("year-without-holidays"))
    resting: set[date] = set()
    for one in arrangements:
        reasons += _why_not_arranged(one, number, resting)
        days = (one.rest_to - one.rest_from).days + 1
        resting |= {one.rest_from + timedelta(days=more) for more in range(days)}
    for day in sorted({day for one in arrangements for day in one.work} & resting):
        reasons.append(Reason("rest-and-make-up", facts={"day": day.isoformat()}))
    return reasons


@action
def announce_year(
    number: int, arrangements: Sequence[Arrangement], *, law: str, by: Person, at: datetime
) -> None:
    """Arrange the holidays and make-up working days of a year as its notice ``law`` says.

    Replaces what was known of the year as a whole.
    """
    take_turn()
    on = beijing_day(at)
    refuse_if(why_not_announce_year(number, arrangements, law=law, by=by, on=on))
    entries = [
        {
            "holiday": one.holiday,
            "rest_from": one.rest_from,
            "rest_to": one.rest_to,
            "work": list(one.work),
        }
        for one in sorted(arrangements, key=lambda one: one.rest_from)
    ]
    known = {one.number: one.announced for one in loader.years()}
    content = {
        "year": number,
        "law": law.strip(),
        "announced": known.get(number) or on,
        "arrangement": entries,
    }
    _put(content, f"calendar:{number}", by, at)


def why_not_close_bodies(
    closure: Closure, bodies: Collection[Body], *, by: Person, on: date
) -> list[Reason]:
    """Return why ``bodies`` cannot be recorded as closed."""
    reasons = why_not_keep_law(by=by, on=on)
    if not bodies:
        reasons.append(Reason("closure-of-nobody", field="bodies"))
    if closure.last < closure.first:
        reasons.append(Reason("law-days-backwards", field="last"))
    elif closure.last - closure.first > LONGEST_CLOSURE:
        facts = {"most": LONGEST_CLOSURE.days}
        reasons.append(Reason("closure-too-long", field="last", facts=facts))
    if not closure.name_zh.strip() or not closure.name_en.strip():
        reasons.append(Reason("closure-without-name", field="name_zh"))
    if not closure.law.strip():
        reasons.append(Reason("law-not-named", field="law"))
    return reasons


@action
def close_bodies(closure: Closure, bodies: Collection[Body], *, by: Person, at: datetime) -> None:
    """Record days on which ``bodies`` are closed by an order: they are no working days there."""
    take_turn()
    refuse_if(why_not_close_bodies(closure, bodies, by=by, on=beijing_day(at)))
    days = (closure.last - closure.first).days + 1
    entry = {
        "bodies": sorted(body.slug for body in bodies),
        "days": [closure.first + timedelta(days=more) for more in range(days)],
        "name": {"zh": closure.name_zh.strip(), "en": closure.name_en.strip()},
        "law": closure.law.strip(),
    }
    known = _standing(loader.local_directory() / loader.CLOSURES)
    _put({"closure": [*known.get("closure", []), entry]}, "closures", by, at)


def why_not_change_period(key: str, change: Change, *, by: Person, on: date) -> list[Reason]:
    """Return why the period ``key`` cannot be changed so; raise KeyError for an unknown key."""
    reasons = why_not_keep_law(by=by, on=on)
    if change.length < 1:
        reasons.append(Reason("period-without-length", field="length"))
    if not change.law.strip():
        reasons.append(Reason("law-not-named", field="law"))
    standing = periods.period_or_none(key, change.in_force)
    if (
        standing
        and standing.unit is not change.unit
        and periods.Unit.HOURS
        in {
            standing.unit,
            change.unit,
        }
    ):
        # What runs from a moment cannot be asked for its day, nor the other way round.
        reasons.append(Reason("period-of-another-kind", field="unit"))
    return reasons


@action
def change_period(key: str, change: Change, *, by: Person, at: datetime) -> None:
    """Add an edition of the period ``key``; one that begins on the same day is replaced."""
    take_turn()
    refuse_if(why_not_change_period(key, change, by=by, on=beijing_day(at)))
    former = next(one for one in periods.every_edition() if one.key == key)
    content = _standing(editions.local_file(periods.FILE))
    entries = list(content.get("period", []))
    edition = {
        "in_force": change.in_force,
        "length": change.length,
        "unit": change.unit.value,
        "law": change.law.strip(),
        "status": change.status.value,
    }
    entries.append(
        {
            "key": key,
            "name": {"zh": former.name.zh, "en": former.name.en},
            "starts": {"zh": former.starts.zh, "en": former.starts.en},
            "edition": [edition],
        }
    )
    _put(content | {"period": entries}, f"period:{key}", by, at)


@action
def add_law_file(path: Path, *, by: Person | None, at: datetime) -> Path:
    """Add the file ``path`` as ``additions.add`` does; ``by`` None: done on the server."""
    target = additions.add(path)
    _note(f"file:{target.name}", editions.read_file(target), by, at)
    return target


def _put(content: Mapping[str, object], name: str, by: Person, at: datetime) -> None:
    _note(name, content, by, at)
    # Last, so that a failure before it leaves neither the file nor the event.
    additions.add_text(toml_text(content).encode())


def _note(name: str, content: object, by: Person | None, at: datetime) -> None:
    root = Body.objects.filter(parent__isnull=True).first()
    append(
        "rulebook.law_added",
        subject=f"law:{name}",
        by=by,
        at=at,
        body=root.slug if root else "",
        data={"content": _plain(content)},
    )


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _standing(path: Path) -> dict[str, Any]:
    """Return what has been added so far to the file ``path``."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def _why_not_arranged(one: Arrangement, number: int, resting: Collection[date]) -> list[Reason]:
    reasons = []
    if one.rest_to < one.rest_from:
        reasons.append(Reason("law-days-backwards"))
    for day in (one.rest_from, one.rest_to, *one.work):
        if day.year != number:
            facts = {"day": day.isoformat(), "year": number}
            reasons.append(Reason("day-not-of-year", facts=facts))
    weekdays = (day.isoformat() for day in one.work if day.weekday() < SATURDAY)
    reasons += [Reason("make-up-on-weekday", facts={"day": day}) for day in weekdays]
    if one.rest_from in resting or one.rest_to in resting:
        reasons.append(Reason("holidays-overlap", facts={"day": one.rest_from.isoformat()}))
    return reasons
