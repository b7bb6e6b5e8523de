"""Reading a yearly account from JSON in the layout of open collections of such reports."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from sunshine.figures.cells import amount, cell, table_of_one
from sunshine.figures.claims import TEXT
from sunshine.figures.editions import (
    ENFORCEMENT,
    NAMES,
    REVIEW,
    Edition,
    Row,
    edition,
    edition_of_year,
)
from sunshine.figures.reports import Claim, Place, Report, Value
from sunshine.figures.sentences import TABLES
from sunshine.kit.errors import Refused

_YEARS = range(2008, 2100)


def report_from_json(text: str, name: str) -> Report:
    """Return the report; raise Refused with what is wrong and where."""
    data = _parsed(text, name)
    if not isinstance(data, dict):
        raise Refused("account-layout", name=name, where="{…}")
    year = _year(data, name)
    form = _edition(data, year, name)
    cells: dict[Place, Value] = {}
    for table in form.tables:
        cells |= _table(data, table, form, name)
    agency = data.get("agency")
    return Report(
        name,
        form,
        cells,
        agency=agency if isinstance(agency, str) else "",
        year=year,
        claims=_claims(data, name),
        fees=amount(data.get("fees"), Place(TEXT, "fees", ""), name),
    )


def _parsed(text: str, name: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise Refused("account-key-twice", name=name, key=key[:40])
            found[key] = value
        return found

    try:
        # NaN and Infinity become Decimals, which no cell takes: the refusal then names the cell.
        return json.loads(
            text,
            parse_float=_number,
            parse_int=_number,
            parse_constant=_number,
            object_pairs_hook=unique,
        )
    except json.JSONDecodeError as fault:
        raise Refused("account-not-json", name=name, line=fault.lineno) from fault
    except RecursionError as fault:
        raise Refused("account-not-json", name=name, line=1) from fault


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def _year(data: dict[str, Any], name: str) -> int | None:
    year = data.get("year")
    if year is None:
        return None
    if not isinstance(year, Decimal) or year not in _YEARS:
        raise Refused("account-layout", name=name, where="year")
    return int(year)


def _edition(data: dict[str, Any], year: int | None, name: str) -> Edition:
    asked = data.get("format")
    if asked is None:
        return edition(NAMES[-1]) if year is None else edition_of_year(year)
    if str(asked) not in (*NAMES, *ENFORCEMENT):
        raise Refused(
            "account-edition-unknown", name=name, format=str(asked)[:40], known="、".join(NAMES)
        )
    return edition(str(asked))


def _table(data: dict[str, Any], table: str, form: Edition, name: str) -> dict[Place, Value]:
    given = data.get(table)
    if given is None:
        raise Refused("account-table-lacking", name=name, table=TABLES[table])
    if not isinstance(given, dict):
        raise Refused("account-layout", name=name, where=table)
    columns = data.get("columns")
    if table == REVIEW:
        columns = given.get("columns")
        given = given.get("rows", {}) if given else {}
        if not isinstance(given, dict):
            raise Refused("account-layout", name=name, where=f"{table}.rows")
    cells: dict[Place, Value] = {}
    for key, raw in given.items():
        row = form.row(table, key)
        if row is None:
            raise Refused("account-row-unknown", name=name, table=TABLES[table], row=key[:40])
        order = row.columns if table_of_one(table) else _order(columns, row, table, name)
        for column, value in _by_column(raw, row, table, order, name).items():
            place = Place(table, key, column)
            cells[place] = cell(value, place, row, name)
    return cells


def _order(columns: object, row: Row, table: str, name: str) -> tuple[str, ...]:
    """Return the order in which a list of numbers is to be taken: as given, else as laid down."""
    if columns is None:
        return row.columns
    if not isinstance(columns, list) or sorted(map(str, columns)) != sorted(row.columns):
        raise Refused(
            "account-columns-differ",
            name=name,
            table=TABLES[table],
            columns="、".join(row.columns),
        )
    return tuple(columns)


def _by_column(
    raw: object, row: Row, table: str, order: tuple[str, ...], name: str
) -> Mapping[str, object]:
    if row.single and not isinstance(raw, list | dict):
        return {row.columns[0]: raw}
    if table_of_one(table):
        if not isinstance(raw, dict):
            raise Refused("account-layout", name=name, where=f"{table}.{row.key}")
        unknown = [column for column in raw if column not in row.columns]
        if unknown:
            raise Refused(
                "account-row-unknown", name=name, table=TABLES[table], row=unknown[0][:40]
            )
        return raw
    if raw is None:
        return {}
    if not isinstance(raw, list) or len(raw) != len(order):
        raise Refused(
            "account-columns-differ",
            name=name,
            table=f"{TABLES[table]} {row.key}",
            columns="、".join(order),
        )
    return dict(zip(order, raw, strict=True))


def _claims(data: dict[str, Any], name: str) -> tuple[Claim, ...]:
    given = data.get("text_claims")
    if given is None:
        return ()
    if not isinstance(given, list):
        raise Refused("account-layout", name=name, where="text_claims")
    return tuple(_claim(one, number, name) for number, one in enumerate(given, 1))


def _claim(one: object, number: int, name: str) -> Claim:
    if not isinstance(one, dict):
        raise Refused("account-claim-fault", name=name, number=number)
    text, equals, section = (one.get(key) or "" for key in ("text", "equals", "section"))
    if not (isinstance(text, str) and isinstance(equals, str) and isinstance(section, str)):
        raise Refused("account-claim-fault", name=name, number=number)
    value = amount(one.get("value"), Place(TEXT, section, str(number)), name)
    return Claim(text, value, equals, section)
