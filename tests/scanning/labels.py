"""The labelled sentences: ``⟦kind|value⟧`` is to be found, ``⟦-what it is|value⟧`` is a trap."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sunshine.scanning.findings import ADDRESS, Sighting
from sunshine.scanning.personal import find_personal

HAND = Path(__file__).parent / "labelled"
_MARK = re.compile(r"⟦([^|⟧]+)\|([^⟧]+)⟧")


class Place(NamedTuple):
    """A marked place: ``what`` is a kind, or what a trap is."""

    what: str
    start: int
    end: int
    is_trap: bool


class Case(NamedTuple):
    """A text without its marks, and the marked places."""

    text: str
    places: tuple[Place, ...]


def read_case(marked: str) -> Case:
    """Return a case from marked text."""
    text, places, done = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[done : found.start()]
        start, (what, value) = len(text), found.groups()
        text += value
        places.append(Place(what.removeprefix("-"), start, len(text), what.startswith("-")))
        done = found.end()
    return Case(text + marked[done:], tuple(places))


def by_hand() -> list[Case]:
    """Return the cases that were written by hand."""
    return [
        read_case(part.strip("\n"))
        for path in sorted(HAND.glob("*.txt"))
        for part in path.read_text(encoding="utf-8").split("\n---\n")
    ]


@dataclass
class Score:
    """Hits, misses and false alarms per kind, with the texts of the errors."""

    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    traps: int = 0

    def recall(self, kind: str) -> float:
        """Return the share of what was to be found that was found."""
        return self.hits[kind] / max(1, self.hits[kind] + self.misses[kind])

    def precision(self, kind: str) -> float:
        """Return the share of what was reported that was to be found."""
        return self.hits[kind] / max(1, self.hits[kind] + self.alarms[kind])


def score(cases: Iterable[Case]) -> Score:
    """Return how the recognisers do on the cases."""
    result = Score()
    for case in cases:
        seen = find_personal(case.text)
        wanted = [place for place in case.places if not place.is_trap]
        result.traps += len(case.places) - len(wanted)
        met: set[int] = set()
        for place in wanted:
            match = next((n for n, one in enumerate(seen) if n not in met and fits(one, place)), -1)
            met.add(match)
            (result.hits if match >= 0 else result.misses)[place.what] += 1
            if match < 0:
                result.errors.append(
                    f"missed {place.what}: {_around(case, place.start, place.end)}"
                )
        for number, one in enumerate(seen):
            if number not in met:
                result.alarms[one.kind] += 1
                result.errors.append(f"alarm {one.kind}: {_around(case, one.start, one.end)}")
    return result


def fits(seen: Sighting, place: Place) -> bool:
    """Return whether a sighting is the marked place.

    Exactly, but for addresses: these must end alike (the door) and share four fifths.
    """
    if seen.kind != place.what:
        return False
    if seen.kind != ADDRESS:
        return (seen.start, seen.end) == (place.start, place.end)
    shared = min(seen.end, place.end) - max(seen.start, place.start)
    longest = max(seen.end, place.end) - min(seen.start, place.start)
    return seen.end == place.end and shared >= 0.8 * longest


def _around(case: Case, start: int, end: int) -> str:
    before, after = case.text[max(0, start - 20) : start], case.text[end : end + 12]
    text = f"{before}«{case.text[start:end]}»{after}"
    return text.replace("\n", "⏎").replace("\t", "⇥")
