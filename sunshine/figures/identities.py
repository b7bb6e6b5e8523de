"""What must be equal inside one report: I1 to I4, the sums of the form of 2008, blank cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sunshine.figures.editions import APPLICATIONS, FIGURES, REVIEW, TOTAL, Edition
from sunshine.figures.reports import Blank, Failure, Place, Report

BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Equation:
    """Two sums that must be equal; ``place`` is where the right one stands."""

    identity: str
    left: tuple[Place, ...]
    right: tuple[Place, ...]
    place: Place


def equations(form: Edition) -> Iterator[Equation]:
    """Yield every equation that a report of this form has to fulfil by itself."""
    for one in form.tables.get(APPLICATIONS, ())[:1]:
        for column in one.columns:
            yield from _of_column(form, column)
    for row in form.tables.get(APPLICATIONS, ()):
        yield _of_row("I3", APPLICATIONS, row.key, row.columns)
    for row in form.tables.get(REVIEW, ()):
        yield _of_row("I4", REVIEW, row.key, row.columns)
    for each in form.sums:
        total, *parts = (
            Place(FIGURES, code, form.tables[FIGURES][0].columns[0])
            for code in (each.total, *each.parts)
        )
        yield Equation(each.identity, tuple(parts), (total,), total)


def blanks(report: Report) -> Iterator[Failure]:
    """Yield every cell left empty or struck through: a zero has to be written as 0."""
    for place, value in report.cells.items():
        if isinstance(value, Blank):
            yield Failure(report, BLANK, place, None, value.value)


def sides(report: Report, equation: Equation) -> tuple[Decimal, Decimal] | None:
    """Return both sums; None if a cell of them was not read or is blank."""
    left, right = _sum(report, equation.left), _sum(report, equation.right)
    return None if left is None or right is None else (left, right)


def _of_column(form: Edition, column: str) -> Iterator[Equation]:
    def places(*rows: str) -> tuple[Place, ...]:
        return tuple(Place(APPLICATIONS, row, column) for row in rows)

    yield Equation("I1", places(*form.results), places("3.7"), Place(APPLICATIONS, "3.7", column))
    yield Equation("I2", places("1", "2"), places("3.7", "4"), Place(APPLICATIONS, "3.7+4", column))


def _of_row(identity: str, table: str, row: str, columns: tuple[str, ...]) -> Equation:
    total = Place(table, row, TOTAL)
    parts = tuple(Place(table, row, column) for column in columns if column != TOTAL)
    return Equation(identity, parts, (total,), total)


def _sum(report: Report, places: Iterable[Place]) -> Decimal | None:
    numbers = [report.number(place) for place in places]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None
