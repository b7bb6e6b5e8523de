"""The other periods of a request: for asking, answering, paying and going to law. Pure.

``clock`` reckons the reply. Day 0 is not counted; the last day of a period in days or months
moves on over rest days (民法典 arts. 201–203; 民事诉讼法 art. 85).
"""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.profiles import DATA, known_year
from sunshine.kit.errors import Refused
from sunshine.workdays.calendar import WorkCalendar


class Deadline(StrEnum):
    """What is to be done in time; the comment says from which day."""

    CORRECTION_NOTICE = "correction_notice"  # the office: receipt
    THIRD_PARTY_ANSWER = "third_party_answer"  # the third party: receipt of the letter
    JOINT_MAKER_ANSWER = "joint_maker_answer"  # the other organ: receipt of the letter
    FEE_PAYMENT = "fee_payment"  # the applicant: receipt of the fee notice
    RECONSIDERATION = "reconsideration"  # the applicant: service of the reply, or our being overdue
    SUIT = "suit"  # the applicant: likewise
    COMPLAINT_ANSWER = "complaint_answer"  # the office above: the day of the complaint


class Unit(StrEnum):
    """What a period is counted in."""

    WORKDAYS = "workdays"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Term:
    """One edition of a period: its length in ``unit``, its article, how sure that is."""

    key: Deadline
    in_force: date
    length: int
    unit: Unit
    law: str
    status: str


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day to act; ``provisional`` while a calendar it depends on is not published."""

    day: date
    term: Term
    provisional: bool


def term(key: Deadline, on: date) -> Term:
    """Return the edition of ``key`` in force on ``on``; Refused("deadline-without-law") if none."""
    fitting = [one for one in _terms() if one.key is key and one.in_force <= on]
    if not fitting:
        first = min(one.in_force for one in _terms() if one.key is key)
        raise Refused("deadline-without-law", day=on.isoformat(), first=first.isoformat())
    return fitting[-1]


def last_day(key: Deadline, start: date, calendar: WorkCalendar) -> LastDay:
    """Return until when ``key`` may be done if its period starts on ``start``, which is day 0.

    The edition is that of ``start``. Raises Refused as ``term`` does, and for an absurd year.
    """
    known_year(start)
    found = term(key, start)
    if found.unit is Unit.WORKDAYS:
        end = calendar.add_workdays(start, found.length)
        return LastDay(end, found, _any_provisional(start, end, calendar))
    if found.unit is Unit.MONTHS:
        nominal = _months_after(start, found.length)
    else:
        nominal = start + timedelta(days=found.length)
    end = calendar.on_or_after(nominal)
    return LastDay(end, found, _any_provisional(nominal, end, calendar))


def _months_after(start: date, months: int) -> date:
    """Return the same day so many months later, or the last of a short month (民法典 202)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _any_provisional(first: date, last: date, calendar: WorkCalendar) -> bool:
    way = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return any(map(calendar.is_provisional, way))


@cache
def _terms() -> tuple[Term, ...]:
    with (DATA / "deadlines.toml").open("rb") as file:
        entries = tomllib.load(file)["deadline"]
    return tuple(
        Term(
            Deadline(entry["key"]),
            entry["in_force"],
            entry["length"],
            Unit(entry["unit"]),
            entry["law"],
            entry["status"],
        )
        for entry in sorted(entries, key=lambda one: one["in_force"])
    )
