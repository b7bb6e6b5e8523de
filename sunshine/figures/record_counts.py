"""What the record says of a year: rules made, repealed, in force; items published.

A rule (规章) or normative document (行政规范性文件) is known by its number, as the rules on
making them want it (``data/rule_numbers.toml``). One that is repealed on a day not known
counts as in force at no end of a year.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from sunshine.figures.counts import ITEM, Behind
from sunshine.figures.editions import DATA
from sunshine.kit.days import BEIJING
from sunshine.orgs.models import Body
from sunshine.publishing.models import Audience, Edition, Item, ItemState, Validity

MADE, SHOWN, ENDED, VALID, OPEN = (
    "本年制发件数",
    "本年新公开数量",
    "本年废止件数",
    "现行有效件数",
    "对外公开总数量",
)
# The form of 2019 calls what was made otherwise.
SAME_AS = {"本年新制作数量": MADE}
_OVER = (Validity.REPEALED, Validity.EXPIRED)


@dataclass(frozen=True, slots=True)
class RuleDocument:
    """A rule or normative document of the record, as far as the account needs it."""

    body: int
    row: str
    code: str
    title: str
    made: date
    shown: date
    ended: date | None
    is_over: bool

    def counts_in(self, column: str, year: int) -> bool:
        """Return whether the document is counted in that column of the account of ``year``."""
        last = date(year, 12, 31)
        holds = self.made <= last and not (
            self.ended <= last if self.ended is not None else self.is_over
        )
        return {
            MADE: self.made.year == year,
            SHOWN: self.shown.year == year,
            ENDED: self.ended is not None and self.ended.year == year,
            VALID: holds,
            OPEN: holds and self.shown <= last,
        }[SAME_AS.get(column, column)]


def rule_documents(bodies: Sequence[Body], *, until: date) -> list[RuleDocument]:
    """Return the rules of ``bodies`` in the record that were made by ``until``; one query."""
    # Loose here, told apart below: few of a hundred thousand items bear such a number.
    signs = Q(document_number__contains="公告") | Q(document_number__contains="令")
    current = Edition.objects.filter(
        signs,
        item__current=F("pk"),
        item__body__in=bodies,
        item__state=ItemState.PUBLISHED,
        item__audience=Audience.PUBLIC,
        made_on__lte=until,
    )
    rows = current.values_list(
        "item__body", "document_number", "item__code", "title", "made_on",
        "item__published_here", "item__published_first", "repealed_on", "validity",
    )  # fmt: skip
    return list(_sorted_out(rows.order_by("made_on", "pk")))


def published_counts(bodies: Sequence[Body], year: int, *sections: str) -> dict[int, int]:
    """Return how many items each body published for all in ``year`` (in ``sections``, if any)."""
    items = Item.objects.filter(
        Q(published_first__year=year) | Q(published_first=None, published_here__year=year),
        body__in=bodies,
        audience=Audience.PUBLIC,
        state__in=(ItemState.PUBLISHED, ItemState.WITHDRAWN, ItemState.MOVED),
    )
    if sections:
        items = items.filter(section__slug__in=sections)
    return dict(items.values_list("body").annotate(number=Count("pk")).order_by())


def behind_rule_cell(body: Body, year: int, row: str, column: str) -> list[Behind]:
    """Return the documents counted in a cell of table one, the oldest first; one query."""
    return [
        Behind(one.title, ITEM, one.code, one.made)
        for one in rule_documents([body], until=date(year, 12, 31))
        if one.row == row_named(row) and one.counts_in(column, year)
    ]


def row_named(row: str) -> str:
    """Return the name of a row of rules in the form of 2021; the one of 2019 is shorter."""
    return "行政规范性文件" if row == "规范性文件" else row


def _sorted_out(rows: Iterable[Any]) -> Iterator[RuleDocument]:
    for body, number, code, title, made, here, first, ended, validity in rows:
        row = _row_of(number)
        if row is not None:
            shown = first or here.astimezone(BEIJING).date()
            over = validity in _OVER
            yield RuleDocument(body, row, code, title, made, shown, ended, over)


def _row_of(number: str) -> str | None:
    """Return the row of table one in which a document of this number stands."""
    squeezed = "".join(number.split())
    return next((row for row, match in _numbers() if match.search(squeezed)), None)


@functools.cache
def _numbers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    with (DATA / "rule_numbers.toml").open("rb") as file:
        rows = tomllib.load(file)["row"]
    return tuple((one["key"], re.compile(one["number"])) for one in rows)
