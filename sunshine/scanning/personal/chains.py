"""A run of figures with blanks, dashes or cells between them, and its unbroken parts."""

import re
from typing import Final

_BETWEEN: Final = r"[ \n\t\-|)\u200b]"
CHAIN: Final = re.compile(
    rf"[0-9](?:{_BETWEEN}{{0,6}}[0-9]){{6,}}(?:{_BETWEEN}{{0,6}}[Xx](?![A-Za-z0-9]))?"
)
_HARD: Final = frozenset("\n\t|")
TOKEN: Final = re.compile(r"[0-9]+[Xx]?|[Xx]")


class Chain:
    """A chain with the places of its tokens; ``taken`` marks tokens that belong to a value."""

    def __init__(self, start: int, text: str) -> None:
        self.start = start
        self.text = text
        spans = [found.span() for found in TOKEN.finditer(text)]
        self.spans = spans
        self.taken = bytearray(len(spans))
        self.figures = "".join([text[a:b] for a, b in spans])
        self.first: dict[int, int] = {}
        self.last: dict[int, int] = {}
        done = 0
        for number, (a, b) in enumerate(spans):
            self.first[done] = number
            done += b - a
            self.last[done] = number

    def tokens(self, start: int, size: int) -> range | None:
        """Return the free tokens that hold these figures exactly, or None."""
        first, last = self.first.get(start), self.last.get(start + size)
        if first is None or last is None or last <= first or any(self.taken[first : last + 1]):
            return None
        return range(first, last + 1)

    def take(self, tokens: range) -> None:
        """Mark these tokens as part of a value."""
        self.taken[tokens[0] : tokens[-1] + 1] = bytes([1]) * len(tokens)

    def place(self, tokens: range) -> tuple[int, int]:
        """Return where these tokens stand in the text."""
        return self.start + self.spans[tokens[0]][0], self.start + self.spans[tokens[-1]][1]

    def groups(self, tokens: range) -> tuple[int, ...]:
        """Return how many figures each of the tokens has."""
        return tuple(self.spans[n][1] - self.spans[n][0] for n in tokens)

    def between(self, tokens: range) -> list[str]:
        """Return what stands between the tokens."""
        return [self.text[self.spans[n][1] : self.spans[n + 1][0]] for n in tokens[:-1]]

    def is_alone(self, tokens: range) -> bool:
        """Return whether no free token stands beside these.

        Across a line or a cell a neighbour counts only if the tokens themselves are so parted.
        """
        first, last = tokens[0], tokens[-1]
        # A neighbour on the same line always joins: the cheap question first.
        if self._joins(first - 1, hard=False) or self._joins(last, hard=False, after=True):
            return False
        hard = any(_HARD & set(part) for part in self.between(tokens))
        if hard and set(self.groups(tokens)) == {1}:
            return not (self._is_single(first - 1) or self._is_single(last + 1))
        return not (self._joins(first - 1, hard=hard) or self._joins(last, hard=hard, after=True))

    def _is_single(self, number: int) -> bool:
        if not 0 <= number < len(self.spans) or self.taken[number]:
            return False
        return self.spans[number][1] - self.spans[number][0] == 1

    def _joins(self, number: int, *, hard: bool, after: bool = False) -> bool:
        other = number + 1 if after else number
        if not 0 <= other < len(self.spans) or self.taken[other]:
            return False
        return hard or not _HARD & set(self.text[self.spans[number][1] : self.spans[number + 1][0]])
