"""The piece of a text around what was found, with the finds marked. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from sunshine.search.folding import LINE, SPACE, fold, fold_in_place

_AROUND = 60  # characters before and after the first find
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; ``is_find`` if it is what was looked for."""

    text: str
    is_find: bool = False


def marked(text: str, finds: Iterable[str]) -> tuple[Piece, ...]:
    """Return ``text`` parted where one of ``finds`` (folded) begins and ends."""
    folded, places = _aligned(text)
    pieces: list[Piece] = []
    done = 0
    for start, end in _spans(folded, finds):
        first, last = places[start], places[end - 1] + 1
        if first < done:
            continue
        pieces += [Piece(text[done:first]), Piece(text[first:last], is_find=True)]
        done = last
    pieces.append(Piece(text[done:]))
    return tuple(piece for piece in pieces if piece.text)


def snippet(text: str, finds: Sequence[str]) -> tuple[Piece, ...]:
    """Return the piece of ``text`` where most of ``finds`` stand first, marked; one line."""
    line, first = _best_line(text, finds)
    cut = max(first - _AROUND, 0)
    pieces = marked(line[cut : cut + _LONGEST], finds)
    before = (Piece("…"),) if cut else ()
    after = (Piece("…"),) if cut + _LONGEST < len(line) else ()
    return (*before, *pieces, *after)


def _best_line(text: str, finds: Sequence[str]) -> tuple[str, int]:
    """Return the line that holds the most of ``finds``, and where the first stands in it.

    The first of such lines; the first of all where none holds any.
    """
    most, best, at = 0, "", 0
    for line in text.split("\n"):
        folded = fold_in_place(line)
        if folded is None:
            folded = fold(line)
        places = [place for place in map(folded.find, finds) if place >= 0]
        if len(places) > most or not best:
            most, best, at = len(places), line, min(places, default=0)
            if most == len(finds):
                break
    return best, at


def _aligned(text: str) -> tuple[str, Sequence[int]]:
    """Return ``text`` folded, and for each sign of it the place in ``text`` it comes from."""
    folded = fold_in_place(text)
    if folded is not None:
        return folded, range(len(text))
    signs = [(sign, place) for place, character in enumerate(text) for sign in _sign(character)]
    return "".join(sign for sign, _place in signs), [place for _sign, place in signs]


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


def markup(pieces: Iterable[Piece]) -> SafeString:
    """Return the pieces as HTML, the finds in ``mark``; all that a document says is escaped."""
    parts = (
        f"<mark>{escape(piece.text)}</mark>" if piece.is_find else escape(piece.text)
        for piece in pieces
    )
    return SafeString("".join(parts))
