"""What an account is made in: its form by kind and year, its groups, the day it is due. Pure."""

import functools
import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Any

from sunshine.figures.editions import (
    DATA,
    ENFORCEMENT,
    FIGURES,
    PROACTIVE,
    Edition,
    Row,
    edition,
    edition_of_year,
)
from sunshine.figures.models import Kind
from sunshine.figures.reports import Place
from sunshine.kit.errors import Refused
from sunshine.kit.wording import Wording
from sunshine.rulebook.periods import YearlyDay, yearly_due

FIRST_YEAR = 2008
_DUE = {Kind.DISCLOSURE: "annual_report", Kind.ENFORCEMENT: "enforcement_totals"}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that come from one other system and are entered together."""

    key: str
    name: Wording
    table: str
    rows: tuple[Row, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Return every cell of the group, row by row."""
        return tuple(
            Place(self.table, row.key, column) for row in self.rows for column in row.columns
        )


def form_of(kind: str, year: int) -> Edition:
    """Return the form in which an account of ``kind`` for ``year`` is made."""
    return edition_of_year(year) if kind == Kind.DISCLOSURE else edition(ENFORCEMENT[-1])


def first_year(kind: str) -> int:
    """Return the first year that an account of ``kind`` can be made for."""
    return FIRST_YEAR if kind == Kind.DISCLOSURE else edition(ENFORCEMENT[0]).first_year


def groups_of(form: Edition) -> tuple[Group, ...]:
    """Return what is entered from other systems in this form, in its order."""
    table = FIGURES if FIGURES in form.tables else PROACTIVE
    rows = {row.key: row for row in form.tables[table]}
    return tuple(
        Group(one["key"], Wording.read(one["name"]), table, tuple(rows[key] for key in one["rows"]))
        for one in _entered().get(form.name, ())
    )


def group_of(form: Edition, key: str) -> Group:
    """Return the group of that key; raise Refused("account-group-unknown") if there is none."""
    found = next((group for group in groups_of(form) if group.key == key), None)
    if found is None:
        raise Refused("account-group-unknown", group=key[:40])
    return found


def due_of(kind: str, year: int) -> tuple[date, YearlyDay | None]:
    """Return the day by which the account for ``year`` is due, and the article that says so.

    Before there was one for the account of enforcement: 31 January, without an article.
    """
    try:
        return yearly_due(_DUE[Kind(kind)], year + 1)
    except Refused:
        return date(year + 1, 1, 31), None


@functools.cache
def _entered() -> dict[str, list[dict[str, Any]]]:
    with (DATA / "entered.toml").open("rb") as file:
        return tomllib.load(file)
