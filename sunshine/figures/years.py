"""What must be equal between the accounts of two years that follow each other: I5 and I6."""

from collections.abc import Iterator
from decimal import Decimal

from sunshine.figures.editions import APPLICATIONS, PROACTIVE, Row
from sunshine.figures.reports import Place, Report

# Brought over from the year before, and carried into the next.
BROUGHT, CARRIED = "2", "4"


def between(
    before: Report, after: Report
) -> Iterator[tuple[str, Place, Decimal | None, Decimal | None]]:
    """Yield identity, place in ``after``, what follows from ``before``, and what ``after`` says.

    None stands for what was not read or cannot be reckoned.
    """
    brought = after.edition.row(APPLICATIONS, BROUGHT)
    for column in brought.columns if brought else ():
        place = Place(APPLICATIONS, BROUGHT, column)
        carried = before.number(Place(APPLICATIONS, CARRIED, column))
        yield "I5", place, carried, after.number(place)
    if after.edition.stock is None:
        return
    for row in after.edition.tables[PROACTIVE]:
        if row.stock:
            place = Place(PROACTIVE, row.key, after.edition.stock.valid)
            yield "I6", place, _standing(before, after, row), after.number(place)


def _standing(before: Report, after: Report, row: Row) -> Decimal | None:
    stock = after.edition.stock
    if stock is None:
        return None
    last = before.number(Place(PROACTIVE, row.key, stock.valid))
    added = after.number(Place(PROACTIVE, row.key, stock.added))
    ended = after.number(Place(PROACTIVE, row.key, stock.ended))
    if last is None or added is None or ended is None:
        return None
    return last + added - ended
