"""What stands around a value: its label, the head of its column, whose line it is on."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final

NEAR: Final = 16
LONGEST_LINE: Final = 4000
_CUT: Final = re.compile(r"[\n\t|;；。，,、!？?！]")
_TAIL: Final = " :(=\u200b-'\"“”.是为系即"
_CELL: Final = re.compile(r"[\t|]")


class Context:
    """A plain text that can say what its places are called."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._heads: dict[int, list[str]] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line_of(self, place: int) -> tuple[int, int]:
        """Return where the line of a place begins and ends, the end without its newline."""
        number = bisect_right(self._starts, place) - 1
        return self._bounds(number)

    def before(self, place: int, size: int) -> str:
        """Return up to ``size`` characters before a place, of the same line."""
        text = self.text[max(0, place - size) : place]
        return text.rpartition("\n")[2]

    def after(self, place: int, size: int) -> str:
        """Return up to ``size`` characters from a place on, of the same line."""
        return self.text[place : place + size].partition("\n")[0]

    def labels(self, place: int) -> tuple[str, ...]:
        """Return what a value may be called, nearest first.

        Its own words in the clause; the cell or the short line before it if there are none;
        the head of its column.
        """
        near = self.text[max(0, place - 2 * NEAR) : place]
        parts = _CUT.split(near)
        own = parts[-1].rstrip(_TAIL)
        if own.strip(_TAIL + ")"):
            return (own[-NEAR:], self.head(place))
        return (self._before_cell(place), self.head(place))

    def is_called(self, pattern: re.Pattern[str], place: int) -> bool:
        """Return whether one of the labels of a place matches."""
        return any(label and pattern.search(label) for label in self.labels(place))

    def head(self, place: int) -> str:
        """Return the head of the column of a place in a table, or ""."""
        number = bisect_right(self._starts, place) - 1
        heads = self._heads_of(number)
        column = len(_CELL.findall(self.text, self._starts[number], place)) if heads else 0
        return heads[column] if column < len(heads) else ""

    @cached_property
    def _first_rows(self) -> list[int]:
        """Return for every line the first line of its table, or -1 outside of tables."""
        rows: list[int] = []
        for number in range(len(self._starts)):
            begin, end = self._bounds(number)
            if end - begin > LONGEST_LINE or not _CELL.search(self.text, begin, end):
                rows.append(-1)
            else:
                rows.append(rows[-1] if rows and rows[-1] >= 0 else number)
        return rows

    def is_in_row(self, place: int) -> bool:
        """Return whether a place is in a row of a table."""
        return self._first_rows[bisect_right(self._starts, place) - 1] >= 0

    def _heads_of(self, number: int) -> list[str]:
        first = self._first_rows[number]
        if first < 0 or first == number:
            return []
        if first not in self._heads:
            begin, end = self._bounds(first)
            self._heads[first] = [cell.strip() for cell in _CELL.split(self.text[begin:end])]
        return self._heads[first]

    def _before_cell(self, place: int) -> str:
        near = self.text[max(0, place - 3 * NEAR) : place]
        cells = [cell.strip(_TAIL) for cell in re.split(r"[\n\t|]", near)]
        for cell in reversed(cells):
            if cell:
                return "" if len(cell) > NEAR or any(char.isdigit() for char in cell) else cell
        return ""

    def _bounds(self, number: int) -> tuple[int, int]:
        begin = self._starts[number]
        last = number + 1 == len(self._starts)
        return begin, len(self.text) if last else self._starts[number + 1] - 1
