"""The piece of a text around what was found, with the finds marked. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sunshine.search.folding import LINE, SPACE, fold

_AROUND = 60  # characters before and after the first find
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``is_find`` if it is what was looked for."""

    text: str
    is_find: bool = False


def marked(text: str, finds: Iterable[str]) -> tuple[Piece, ...]:
    """Return ``text`` parted where one of ``finds`` (folded) begins and ends."""
    places = _aligned(text)
    spans = _spans("".join(sign for sign, _place in places), finds)
    pieces: list[Piece] = []
    done = 0
    for start, end in spans:
        first, last = places[start][1], places[end - 1][1] + 1
        if first < done:
            continue
        pieces += [Piece(text[done:first]), Piece(text[first:last], is_find=True)]
        done = last
    pieces.append(Piece(text[done:]))
    return tuple(piece for piece in pieces if piece.text)


def snippet(text: str, finds: Sequence[str]) -> tuple[Piece, ...]:
    """Return the piece of ``text`` where most of ``finds`` stand first, marked; one line."""
    start = _first_line(text, finds)
    line = text[start : start + 4 * _LONGEST].split("\n", 1)[0]
    folded = fold(line)
    first = min((folded.find(one) for one in finds if one in folded), default=0)
    cut = max(first - _AROUND, 0)
    shown = line[cut : cut + _LONGEST]
    tail = "…" if cut + _LONGEST < len(line) else ""
    return marked(f"{'…' if cut else ''}{shown}{tail}", finds)


def _first_line(text: str, finds: Sequence[str]) -> int:
    """Return where the line begins that holds the most of ``finds``; the first of such."""
    best, at, place = 0, 0, 0
    for line in text.split("\n"):
        folded = fold(line)
        held = sum(find in folded for find in finds)
        if held > best:
            best, at = held, place + _near(line, folded, finds)
            if held == len(finds):
                break
        place += len(line) + 1
    return at


def _near(line: str, folded: str, finds: Sequence[str]) -> int:
    """Return where to begin in a long line, so that its first find is not cut away."""
    first = min((folded.find(one) for one in finds if one in folded), default=0)
    return max(first - 2 * _AROUND, 0) if len(line) > 4 * _LONGEST else 0


def _aligned(text: str) -> list[tuple[str, int]]:
    """Return the folded signs of ``text``, each with the place it comes from."""
    return [(sign, place) for place, character in enumerate(text) for sign in _sign(character)]


@lru_cache(maxsize=20_000)
def _sign(character: str) -> str:
    return SPACE if character.isspace() else fold(character)


def _spans(folded: str, finds: Iterable[str]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for find in finds:
        start = folded.find(find) if find and find != LINE else -1
        while start >= 0:
            spans.append((start, start + len(find)))
            start = folded.find(find, start + len(find))
    return sorted(spans, key=lambda span: (span[0], -span[1]))
