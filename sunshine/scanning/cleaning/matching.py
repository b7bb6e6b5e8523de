"""Finding values in text however it is split, and putting their masks in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sunshine.scanning.clean_copies import Mask
from sunshine.scanning.cleaning.wishes import fold, folded

# A value that was seen within one line or cell is not looked for across them.
_BREAKS = "\t\n\r\x0b\x0c\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Hit:
    """A value found: the places of its characters in the text, without what is between them."""

    mask: Mask
    places: tuple[int, ...]

    def written(self) -> dict[int, str]:
        """Return what is to stand at each place: one star or letter for one, or all at the first.

        Keys are places in the text; places that are not changed are left out.
        """
        suggestion = "".join(char for char in self.mask.suggestion if fold(char))
        if not suggestion:
            suggestion = "*" * len(self.places)
        if len(suggestion) != len(self.places):
            return dict.fromkeys(self.places, "") | {self.places[0]: suggestion}
        return dict(zip(self.places, suggestion, strict=True))


class _View:
    """A text without spaces; breaks stand in it or not."""

    def __init__(self, text: str, *, with_breaks: bool) -> None:
        self.places: list[int] = []
        chars = []
        for place, char in enumerate(text):
            kept = char if with_breaks and char in _BREAKS else fold(char)
            if kept:
                chars.append(kept)
                self.places.append(place)
        self.text = "".join(chars)


class Finder:
    """Finds the values of masks in one text."""

    def __init__(self, text: str) -> None:
        self._lines = _View(text, with_breaks=True)
        self._flow: _View | None = None
        self._text = text

    def hits(self, masks: Sequence[Mask]) -> list[Hit]:
        """Return where values stand, no place twice; the longest value goes first."""
        taken: set[int] = set()
        found = []
        for mask in masks:
            for places in self._places(mask):
                if taken.isdisjoint(places):
                    taken.update(places)
                    found.append(Hit(mask, places))
        return found

    def _places(self, mask: Mask) -> Iterator[tuple[int, ...]]:
        view, wanted = self._view(mask), folded(mask.text)
        start = view.text.find(wanted)
        while start >= 0:
            yield tuple(view.places[start : start + len(wanted)])
            start = view.text.find(wanted, start + 1)

    def _view(self, mask: Mask) -> _View:
        if not any(char in mask.text.strip() for char in _BREAKS):
            return self._lines
        if self._flow is None:
            self._flow = _View(self._text, with_breaks=False)
        return self._flow


def masked_text(text: str, masks: Sequence[Mask]) -> tuple[str, int]:
    """Return ``text`` with every value masked, and how many there were."""
    hits = Finder(text).hits(masks) if masks else []
    if not hits:
        return text, 0
    chars = list(text)
    for hit in hits:
        for place, char in hit.written().items():
            chars[place] = char
    return "".join(chars), len(hits)


class Slot(Protocol):
    """A piece of text that can be read and written."""

    text: str


@dataclass(slots=True)
class Break:
    """Stands between slots where a line, paragraph or cell ends."""

    text: str = "\n"


def mask_slots(slots: Sequence[Slot], masks: Sequence[Mask]) -> int:
    """Mask values over slots that follow each other; return how many there were."""
    owners: list[tuple[int, int]] = []
    for number, slot in enumerate(slots):
        owners += [(number, place) for place in range(len(slot.text))]
    hits = Finder("".join(slot.text for slot in slots)).hits(masks)
    changed: dict[int, list[str]] = {}
    for hit in hits:
        for place, char in hit.written().items():
            number, within = owners[place]
            chars = changed.setdefault(number, list(slots[number].text))
            chars[within] = char
    for number, chars in changed.items():
        slots[number].text = "".join(chars)
    return len(hits)
