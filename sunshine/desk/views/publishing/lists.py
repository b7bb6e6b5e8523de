"""Tables of the desk: sought, sorted, turned and exported, with all their state in the address."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.functional import Promise

from sunshine.ui.parts import Pager, pager

M = TypeVar("M", bound=Model)
R = TypeVar("R")

PER_PAGE = 50
MOST_EXPORTED = 20_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and the fields it is sorted by, if it can be."""

    key: str
    label: str | Promise
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column as it is shown: where a click leads, and how it is sorted now."""

    label: str | Promise
    url: str
    sorted: str  # "ascending", "descending" or ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a table."""

    rows: Sequence[object]
    total: int
    heads: Sequence[Head]
    pager: Pager
    export_url: str


def with_state(request: HttpRequest, **changes: str | None) -> str:
    """Return this page's address with ``changes`` to its state; None takes a key away."""
    state: QueryDict = request.GET.copy()
    for key, value in changes.items():
        state.pop(key, None)
        if value is not None:
            state[key] = value
    return f"{request.path}?{state.urlencode()}" if state else request.path


def _ordered(
    request: HttpRequest, columns: Sequence[Column], usual: str
) -> tuple[str, tuple[str, ...], bool]:
    asked = request.GET.get("sort", usual)
    falling, key = asked.startswith("-"), asked.removeprefix("-")
    column = next((one for one in columns if one.key == key and one.order), None)
    if column is None:
        falling, key = usual.startswith("-"), usual.removeprefix("-")
        column = next(one for one in columns if one.key == key)
    return key, column.order, falling


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def sheet_of(
    request: HttpRequest,
    rows: QuerySet[M],
    columns: Sequence[Column],
    *,
    usual: str,
    total: int | None = None,
) -> Sheet:
    """Return the page of ``rows`` that the address asks for; three queries.

    ``total``: how many there are, if that was counted already. Keys are sorted first, which an
    index can hold; whole rows are read for the page alone.
    """
    key, order, falling = _ordered(request, columns, usual)
    ordered = rows.order_by(*(map(_turned, order) if falling else order), "-pk")
    total = ordered.count() if total is None else total
    last = max(1, -(-total // PER_PAGE))
    asked = request.GET.get("page", "1")
    current = min(last, max(1, int(asked))) if asked.isascii() and asked.isdigit() else 1
    heads = []
    for column in columns:
        state, url = "", ""
        if column.order:
            if column.key == key:
                state = "descending" if falling else "ascending"
            url = with_state(
                request,
                sort=f"-{column.key}" if state == "ascending" else column.key,
                page=None,
            )
        heads.append(Head(column.label, url, state))
    page = ordered.values_list("pk", flat=True)[(current - 1) * PER_PAGE : current * PER_PAGE]
    return Sheet(
        rows=list(ordered.filter(pk__in=list(page))),
        total=total,
        heads=heads,
        pager=pager(current, last, lambda number: with_state(request, page=str(number))),
        export_url=with_state(request, export="csv", page=None),
    )


def wants_export(request: HttpRequest) -> bool:
    """Return whether the address asks for the table as CSV."""
    return request.GET.get("export") == "csv"


def as_csv(
    name: str, rows: Iterable[R], columns: Mapping[str | Promise, Callable[[R], object]]
) -> HttpResponse:
    """Return ``rows`` as CSV that every spreadsheet opens; nothing in it is a formula."""
    out = StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([str(label) for label in columns])
    for row in rows:
        write([_harmless(value(row)) for value in columns.values()])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
