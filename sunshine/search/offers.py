"""What is offered beside the finds: other words for the same, and slips of the pen put right.

Each is counted for this viewer before it is offered: nothing is offered that finds nothing,
and no count tells of what the viewer may not see.
"""

from dataclasses import dataclass
from functools import lru_cache

from sunshine.search.asking import Asked
from sunshine.search.fields import slips_of
from sunshine.search.folding import SPACE
from sunshine.search.matching import Filters, contains, narrowed
from sunshine.search.pinyin import all_sounds, syllables
from sunshine.search.reading import View
from sunshine.search.words import own_words, synonyms_of

_MOST = 3
_LONGEST = 20
_LONGEST_WORD, _SHORTEST_WORD = 6, 2
_SURE = 6
_FEW = 3  # finds; with fewer, a slip is likely


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question, with how much it would find."""

    text: str
    total: int
    is_slip: bool = False


def offers_for(view: View, asked: Asked, exact: int) -> tuple[Offer, ...]:
    """Return other words for what was asked and, if it was hardly found, corrected slips.

    ``exact``: how often it was found as it stands, with the filters.
    """
    whole = asked.whole
    if len(whole) > _LONGEST or SPACE in whole:
        return ()
    offers = [Offer(other, _count(view, asked, other)) for other in synonyms_of(whole)]
    # A long phrase that stands somewhere as it is does so by no slip.
    is_sure = exact >= _FEW or (exact and len(whole) >= _SURE)
    if not is_sure and (not exact or _count(view, asked, whole) < _FEW):
        offers += [
            Offer(other, _count(view, asked, other), is_slip=True)
            for other in corrected(view, whole)
        ]
    return tuple(offer for offer in dict.fromkeys(offers) if offer.total)[:_MOST]


def _count(view: View, asked: Asked, text: str) -> int:
    return view.top(contains(text), narrowed(asked, Filters()), limit=1)[0]


def corrected(view: View, text: str) -> list[str]:
    """Return ``text`` with one word in it put right, the likeliest first."""
    found: dict[str, float] = {}
    for length in range(min(_LONGEST_WORD, len(text)), _SHORTEST_WORD - 1, -1):
        for place in range(len(text) - length + 1):
            word = text[place : place + length]
            for other, worth in _others(view, word).items():
                whole = text[:place] + other + text[place + length :]
                if whole != text:
                    found[whole] = max(found.get(whole, 0.0), worth)
    return sorted(found, key=lambda whole: -found[whole])[:_MOST]


@lru_cache(maxsize=1)
def _own_by_sound() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for word in own_words():
        known.setdefault("".join(syllables([word])), []).append(word)
    return known


def _others(view: View, word: str) -> dict[str, float]:
    """Return known words that sound like ``word`` or are one character off, with their worth."""
    found: dict[str, float] = {}
    said = all_sounds(word)
    for known in (one for sound in said for one in _own_by_sound().get(sound, ())):
        if len(known) == len(word) and known != word:
            found[known] = 2.0 + len(known)
    for trace in slips_of(word) | {f"p|{sound}" for sound in said}:
        is_sound = trace.startswith("p|")
        if not is_sound and len(word) < 3:
            continue
        for term, count in view.terms("slips", f"{trace}|", limit=4):
            other = term.rsplit("|", 1)[1]
            if other != word and abs(len(other) - len(word)) <= 1:
                worth = (2.0 if is_sound else 0.0) + len(other) + min(count, 100) / 1000
                found[other] = max(found.get(other, 0.0), worth)
    return found
