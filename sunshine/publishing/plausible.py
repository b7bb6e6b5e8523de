"""What a date, a number or a line can be: slips of the pen are told at the field. Pure."""

import re
from collections.abc import Mapping
from datetime import date

from django.db import models
from django.utils.functional import Promise

from sunshine.kit.errors import Reason, Refused

# The People's Republic was founded in this month; no paper of the authority is older.
EARLIEST = date(1949, 10, 1)
FURTHEST_YEARS = 30
_DAY = re.compile(r"\s*(\d{1,6})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*")
_BRACKETED_YEAR = re.compile(r"[\[［(（【〔<《「{]\s*(\d{4})\s*[\]］)）】〕>》」}]")


def read_day(text: str, *, field: str) -> date | None:
    """Return the day that was typed (2025-03-01, 2025年3月1日, 2025/3/1), None for nothing.

    Raises Refused("day-unreadable") for anything else, the year 20255 included.
    """
    if not text.strip():
        return None
    found = _DAY.fullmatch(text)
    try:
        year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise Refused("day-unreadable", field=field, typed=text.strip()[:20]) from None


def why_not_past(day: date | None, *, field: str, on: date) -> list[Reason]:
    """Return why ``day`` cannot be the day of something that has happened by ``on``."""
    if day is None:
        return []
    if day < EARLIEST:
        return [Reason("day-too-early", field=field, facts={"day": day.isoformat()})]
    if day > on:
        return [Reason("day-to-come", field=field, facts={"day": day.isoformat()})]
    return []


def why_not_planned(day: date | None, *, field: str, on: date) -> list[Reason]:
    """Return why ``day`` cannot be the day of something that may lie ahead of ``on``."""
    if day is None:
        return []
    if day < EARLIEST:
        return [Reason("day-too-early", field=field, facts={"day": day.isoformat()})]
    if day.year > on.year + FURTHEST_YEARS:
        return [Reason("day-too-far", field=field, facts={"day": day.isoformat()})]
    return []


def document_number(typed: str) -> str:
    """Return the number as it is printed: no spaces, the year in hexagonal brackets 〔〕."""
    return _BRACKETED_YEAR.sub(r"〔\1〕", "".join(typed.split()))


def why_not_lines(
    model: type[models.Model], texts: Mapping[str, object], labels: Mapping[str, str | Promise]
) -> list[Reason]:
    """Return which of ``texts``, by field of ``model``, are longer than the field holds."""
    reasons = []
    for name, label in labels.items():
        longest = model._meta.get_field(name).max_length  # type: ignore[union-attr]
        text = texts.get(name)
        if isinstance(text, str) and longest is not None and len(text) > longest:
            facts = {"label": label, "length": len(text), "longest": longest}
            reasons.append(Reason("text-too-long", field=name, facts=facts))
    return reasons
