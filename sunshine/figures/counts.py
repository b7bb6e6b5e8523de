"""What the account asks of the cases: counts by body, and the cases behind a cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from sunshine.orgs.models import Body

# (row, column) → number. Rows and columns as the form of 2021 names them, without its totals.
Cells = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Fees:
    """What was taken for handling information in a year: from how many requests, how many yuan."""

    requests: int = 0
    yuan: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Behind:
    """One case, paper or entry behind a cell. ``ref`` is what the desk makes an address of."""

    title: str
    kind: str  # "case" or "item"
    ref: str
    day: date | None = None


class Counts(Protocol):
    """A source of counts; every answer is by the key of the body, bodies without any left out."""

    def applications(self, bodies: Sequence[Body], year: int) -> Mapping[int, Cells]:
        """Return table 2 without totals: rows 1, 2, 3.1 … 3.6.3, 4 by class of applicant."""

    def review(self, bodies: Sequence[Body], year: int) -> Mapping[int, Cells]:
        """Return table 3 without totals."""

    def fees(self, bodies: Sequence[Body], year: int) -> Mapping[int, Fees]:
        """Return the fees taken in ``year``."""

    def behind(
        self, body: Body, year: int, table: str, cells: Sequence[tuple[str, str]]
    ) -> Sequence[Behind]:
        """Return the cases counted in any of ``cells``, the oldest first."""
