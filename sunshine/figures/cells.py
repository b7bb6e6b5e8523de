"""What may stand in a cell, wherever it was read from; refusals name the place."""

from decimal import Decimal

import sunshine.figures.reasons  # noqa: F401 - registers the sentences
from sunshine.figures.editions import FIGURES, PROACTIVE, Row
from sunshine.figures.numbers import fault_of, read_number
from sunshine.figures.reports import Blank, Place, Value
from sunshine.figures.sentences import place_words
from sunshine.kit.errors import Refused

_SHOWN = 40


def cell(raw: object, place: Place, row: Row, name: str) -> Value:
    """Return what ``raw`` stands for: None for unread, Blank, or a number fit for the row.

    ``raw`` is what JSON or a page gave. Raises Refused with what to put right.
    """
    if raw is None:
        return None
    if not isinstance(raw, Decimal | str):
        raise _unfit("account-cell-unfit", raw, place, name)
    try:
        value = read_number(raw) if isinstance(raw, str) else raw
    except ValueError as fault:
        raise _unfit("account-cell-unfit", raw, place, name) from fault
    if isinstance(value, Blank):
        return value
    if not value:
        return Decimal(0)
    code = fault_of(value, decimals=row.decimals, below_zero=place.column in row.changes)
    if code:
        raise _unfit(code, raw, place, name)
    return value


def amount(raw: object, place: Place, name: str) -> Decimal | None:
    """Return a number outside the tables, which may have decimals; blank counts as unread."""
    value = cell(raw, place, Row("", "", (), decimals=True), name)
    return value if isinstance(value, Decimal) else None


def table_of_one(table: str) -> bool:
    """Return whether rows of this table may give one number without naming its column."""
    return table in {PROACTIVE, FIGURES}


def _unfit(code: str, raw: object, place: Place, name: str) -> Refused:
    return Refused(code, name=name, place=place_words(place), value=str(raw)[:_SHOWN])
