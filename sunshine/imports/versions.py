"""Which rows are one: twins of the same bytes, and dated versions of the same law. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Brief:
    """What is compared of a row."""

    ordinal: int
    digest: str
    law: str = ""  # recognising.law_key; "" if it has no versions
    version_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands among the others: the row it is a twin of, the version it follows.

    ``doubled``: another text bears the same title and the same day.
    """

    twin_of: int | None = None
    follows: int | None = None
    doubled: bool = False


def placed(briefs: Iterable[Brief]) -> dict[int, Place]:
    """Return the place of every row by its ordinal.

    Versions need a day each: where two bear the same day, or one none, nobody can say which
    came first, and they stay documents of their own.
    """
    places: dict[int, Place] = {}
    first_of: dict[str, int] = {}
    laws: dict[str, list[Brief]] = defaultdict(list)
    for one in sorted(briefs, key=lambda brief: brief.ordinal):
        if one.digest in first_of:
            places[one.ordinal] = Place(twin_of=first_of[one.digest])
            continue
        first_of[one.digest] = one.ordinal
        places[one.ordinal] = Place()
        if one.law and one.version_on is not None:
            laws[one.law].append(one)
    for versions in laws.values():
        places.update(_chained(versions))
    return places


def in_order(briefs: Iterable[Brief]) -> list[int]:
    """Return the ordinals in the order in which they are to be written: versions by their day."""
    known = list(briefs)
    place = {one.ordinal: one.ordinal for one in known}
    oldest: dict[str, int] = {}
    for one in known:
        if one.law and one.version_on is not None:
            oldest[one.law] = min(oldest.get(one.law, one.ordinal), one.ordinal)
    return [
        one.ordinal
        for one in sorted(
            known,
            key=lambda brief: (
                oldest.get(brief.law, place[brief.ordinal]) if brief.version_on else brief.ordinal,
                brief.version_on or date.min,
                brief.ordinal,
            ),
        )
    ]


def _chained(versions: list[Brief]) -> dict[int, Place]:
    by_day: dict[date, list[Brief]] = defaultdict(list)
    for one in versions:
        if one.version_on is not None:
            by_day[one.version_on].append(one)
    places: dict[int, Place] = {}
    before: int | None = None
    for day in sorted(by_day):
        first, *others = by_day[day]
        places[first.ordinal] = Place(follows=before)
        before = first.ordinal
        for other in others:
            places[other.ordinal] = Place(doubled=True)
    return places
