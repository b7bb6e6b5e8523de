"""The boards of a hall: the eight disclosures, filled from live data of the hall and its bureau.

The sets are data (``data/boards.toml``). What stands on a board comes through the record's own
visibility, so that it shows at once what is published, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from sunshine.kit.wording import Wording
from sunshine.matters.codes import data
from sunshine.matters.models import BoardChoice
from sunshine.orgs.models import Hall

DEFAULT_SET = "national"


@dataclass(frozen=True, slots=True)
class Board:
    """One of the boards of a set, and what it is filled from."""

    key: str
    title: Wording
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoardSet:
    """A set of boards, in their order."""

    slug: str
    name: Wording
    boards: Mapping[str, Board]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a board: what it says, the small print, and where the record has more."""

    title: str
    detail: str = ""
    address: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a heading; ``empty`` is said where there are none."""

    source: str
    heading: Wording
    rows: tuple[Row, ...]

    @property
    def is_of_facts(self) -> bool:
        """Return whether each row is a name and what is to be said of it, such as a telephone."""
        return self.source in {"hall", "contacts", "posts"}


@dataclass(frozen=True, slots=True)
class BoardContent:
    """What a board of a hall shows on a day."""

    hall: Hall
    set: BoardSet
    board: Board
    blocks: tuple[Block, ...]
    on: date

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to show yet."""
        return not any(block.rows for block in self.blocks)


@cache
def board_sets() -> Mapping[str, BoardSet]:
    """Return the sets there are, by slug."""
    return {row["slug"]: _read(row) for row in data("boards")["set"]}


def boards_of(hall: Hall) -> BoardSet:
    """Return the set that ``hall`` shows, the national one unless it chose; one query."""
    chosen = BoardChoice.objects.filter(hall=hall).values_list("set", flat=True).first()
    sets = board_sets()
    return sets.get(chosen or DEFAULT_SET, sets[DEFAULT_SET])


def _read(row: Mapping[str, object]) -> BoardSet:
    boards = row["board"]
    if not isinstance(boards, list):
        raise TypeError("a set of boards has boards")
    made = [Board(one["key"], Wording.read(one), tuple(one["sources"])) for one in boards]
    name = Wording(str(row["zh"]), str(row["en"]))
    return BoardSet(str(row["slug"]), name, {board.key: board for board in made})
