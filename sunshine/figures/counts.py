"""What the account asks of the cases: counts by body, and the cases behind a cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from sunshine.orgs.models import Body

# (row, column) → number. Rows and columns as the form of 2021 names them, without its totals.
Cells = Mapping[tuple[str, str], int]
CASE, ITEM = "case", "item"


@dataclass(frozen=True, slots=True)
class Fees:
    """What was taken for handling information in a year: from how many requests, how many yuan."""

    requests: int = 0
    yuan: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Behind:
    """One case, paper or entry behind a cell. ``ref`` is what the desk makes an address of."""

    title: str
    kind: str  # CASE or ITEM
    ref: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What a body counts in a year: tables 2 and 3 without totals, and the fees taken."""

    applications: Cells = field(default_factory=dict)
    review: Cells = field(default_factory=dict)
    fees: Fees = Fees()


class Counts(Protocol):
    """A source of counts."""

    def counted(self, bodies: Sequence[Body], year: int) -> Mapping[int, Counted]:
        """Return what each body counts, by its key; one with no cases may be left out."""

    def behind(
        self, body: Body, year: int, table: str, cells: Sequence[tuple[str, str]]
    ) -> Sequence[Behind]:
        """Return the cases counted in any of ``cells``, the oldest first."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The same counts, asked for once by each question: for the time of one page."""

    source: Counts
    kept: dict[tuple[tuple[int, ...], int], Mapping[int, Counted]] = field(default_factory=dict)

    def counted(self, bodies: Sequence[Body], year: int) -> Mapping[int, Counted]:
        """Return what the source says, or said before."""
        key = (tuple(body.pk for body in bodies), year)
        if key not in self.kept:
            self.kept[key] = self.source.counted(bodies, year)
        return self.kept[key]

    def behind(
        self, body: Body, year: int, table: str, cells: Sequence[tuple[str, str]]
    ) -> Sequence[Behind]:
        """Return what the source says."""
        return self.source.behind(body, year, table, cells)
