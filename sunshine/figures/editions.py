"""The forms of the yearly report, as their notices laid them down: tables, rows, columns, sums."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
NAMES = ("2008", "2019", "2021")
# The forms of the other account due the same day, 行政执法总体情况.
ENFORCEMENT = ("enforcement-2018",)
PROACTIVE, APPLICATIONS, REVIEW, FIGURES = (
    "proactive",
    "applications",
    "review_litigation",
    "figures",
)
TOTAL = "总计"
COUNT = "数量"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its key in the layout, its words, and what its cells may hold.

    ``match`` is a pattern of the words without their number; ``single`` says that the
    layout gives the one cell without its column; ``changes`` may be below zero.
    """

    key: str
    label: str
    columns: tuple[str, ...]
    match: str = ""
    single: bool = False
    decimals: bool = False
    stock: bool = False
    changes: frozenset[str] = frozenset()

    def is_called(self, words: str) -> bool:
        """Return whether ``words``, without number and signs, are what this row is called."""
        return re.fullmatch(self.match, words) is not None


@dataclass(frozen=True, slots=True)
class Sum:
    """One number that is the sum of others, in a form that numbers its figures."""

    identity: str
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """The columns of what is in force: added, ended, valid at the end of the year."""

    added: str
    ended: str
    valid: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One form of the report, with the notice it rests on."""

    name: str
    law: str
    first_year: int
    tables: Mapping[str, tuple[Row, ...]]
    results: tuple[str, ...] = ()
    legal_persons: tuple[str, ...] = ()
    sums: tuple[Sum, ...] = ()
    stock: Stock | None = None
    short: Mapping[str, str] = field(default_factory=dict)

    def row(self, table: str, key: str) -> Row | None:
        """Return the row of that key, or None if the form has none."""
        return next((row for row in self.tables.get(table, ()) if row.key == key), None)


@functools.cache
def edition(name: str) -> Edition:
    """Return the edition of that name; raise KeyError if there is none."""
    if name not in (*NAMES, *ENFORCEMENT):
        raise KeyError(name)
    stem = f"annual_report_{name}" if name in NAMES else name.replace("-", "_")
    with (DATA / f"{stem}.toml").open("rb") as file:
        data = tomllib.load(file)
    form = Edition(name, data["law"], data["first_year"], {})
    return _of_codes(form, data) if "figures" in data else _of_three_tables(form, data)


def edition_of_year(year: int) -> Edition:
    """Return the edition that an account of ``year`` is made in; the oldest for older years."""
    fitting = [form for form in map(edition, NAMES) if form.first_year <= year]
    return fitting[-1] if fitting else edition(NAMES[0])


def _of_codes(form: Edition, data: dict[str, Any]) -> Edition:
    broken = set(data.get("decimals", ()))
    rows = tuple(
        Row(code, label, (COUNT,), single=True, decimals=code in broken)
        for code, label in data["figures"].items()
    )
    sums = tuple(Sum(one["identity"], one["total"], tuple(one["parts"])) for one in data["sum"])
    return Edition(form.name, form.law, form.first_year, {FIGURES: rows}, sums=sums)


def _of_three_tables(form: Edition, data: dict[str, Any]) -> Edition:
    asked, review = data[APPLICATIONS], data[REVIEW]
    columns = tuple(asked["columns"])
    return Edition(
        form.name,
        form.law,
        form.first_year,
        {
            PROACTIVE: tuple(_proactive(one) for one in data[PROACTIVE]),
            APPLICATIONS: tuple(
                Row(one["key"], one["label"], columns, one["match"]) for one in asked["row"]
            ),
            REVIEW: tuple(Row(key, key, tuple(review["columns"])) for key in review["rows"]),
        },
        results=tuple(asked["results"]),
        legal_persons=tuple(asked["legal_persons"]),
        stock=Stock(**data["stock"]) if "stock" in data else None,
        short=review["short"],
    )


def _proactive(one: dict[str, Any]) -> Row:
    return Row(
        one["key"],
        one["key"],
        tuple(one["columns"]),
        one["match"],
        single=one.get("single", False),
        decimals=one.get("decimals", False),
        stock=one.get("stock", False),
        changes=frozenset(one.get("changes", ())),
    )
