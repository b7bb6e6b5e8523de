"""One yearly account as it was read: its numbers by place, and the numbers in its text."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sunshine.figures.editions import Edition
from sunshine.kit.errors import Reason


class Blank(enum.Enum):
    """A cell that was left empty or struck through, where a number has to stand."""

    EMPTY = ""
    SLASH = "/"
    DASH = "-"


# None: nobody read the cell, so nothing is said of it.
Value = Decimal | Blank | None


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a number stands: table, row and column by their keys in the layout."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A number in the text and, where somebody said it, what in the tables it has to equal."""

    text: str
    value: Decimal | None
    equals: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A yearly account; ``fees`` is what was taken in yuan for giving information, if known."""

    name: str
    edition: Edition
    cells: Mapping[Place, Value]
    agency: str = ""
    year: int | None = None
    claims: tuple[Claim, ...] = ()
    fees: Decimal | None = None

    def value(self, place: Place) -> Value:
        """Return what stands there; None if it was not read."""
        return self.cells.get(place)

    def number(self, place: Place) -> Decimal | None:
        """Return the number there; None if it was not read or the cell is blank."""
        value = self.cells.get(place)
        return value if isinstance(value, Decimal) else None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that does not agree: ``expected`` is the left side of the identity.

    ``found`` is its right side, and the place is where that stands; "" or "/" with no
    ``expected`` for a blank cell. ``text`` is the sentence that a number was taken from.
    """

    report: Report
    identity: str
    place: Place
    expected: Decimal | None
    found: Decimal | str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something that could not be checked, and why."""

    report: Report
    identity: str
    why: Reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """What checking found: what does not agree, what was not checked, what was compared."""

    failures: tuple[Failure, ...]
    unchecked: tuple[Unchecked, ...]
    compared: int
