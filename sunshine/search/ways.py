"""The ways to understand a question, strict ones first; the first that finds anything answers.

The order of trust: a document number; the question exactly as it stands; its sound, if it is
typed in letters; a short form of a title; its words, all of them, then some.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tantivy import Query

from sunshine.search.asking import Asked
from sunshine.search.folding import fold
from sunshine.search.matching import (
    Filters,
    any_of,
    every,
    exactly,
    has_term,
    narrowed,
    numbered,
    said_in_words,
    sounds,
)
from sunshine.search.ranking import by_relevance, is_short_for, reranked
from sunshine.search.reading import Scored, View

FEW = 3
_SHORTEST, _LONGEST_SHORT, _CANDIDATES = 3, 10, 200
_WINDOW, _BESIDE = 50, 20


class Sort(StrEnum):
    """Orders of the finds."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"


class Mode(StrEnum):
    """How the question was understood."""

    NOTHING = "nothing"  # nothing was asked
    EXACT = "exact"
    NUMBER = "number"
    SOUND = "sound"
    SHORT = "short"  # 征管法 for 税收征收管理法
    ALL_WORDS = "all-words"
    SOME_WORDS = "some-words"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to understand the question: what must match, and what matches in titles."""

    mode: Mode
    must: Sequence[Query]
    head: Sequence[Query] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, narrowed by filters, and in which order the finds are wanted."""

    asked: Asked
    filters: Filters
    sort: Sort


def answer(
    view: View, ways: Iterator[Way], question: Question, end: int
) -> tuple[Way, int, list[Scored]]:
    """Return the first way that finds anything, how many finds it has, and the first ``end``.

    Filters narrow a way, they never lead to another one.
    """
    way = Way(Mode.NOTHING, ())
    bare = narrowed(question.asked, Filters())
    for way in ways:
        total, found = found_by(view, way, question, end)
        if total or (question.filters != Filters() and view.top(way.must, bare, limit=1)[0]):
            return way, total, found
    return way, 0, []


def beside(
    view: View, ways: Iterator[Way], question: Question, found: Sequence[Scored]
) -> list[Scored]:
    """Return a few finds by looser ways, none that was found already."""
    known = {one.key for one in found}
    more: list[Scored] = []
    for way in ways:
        asked = replace(question, sort=Sort.RELEVANCE)
        _total, others = found_by(view, way, asked, FEW, window=_BESIDE)
        fresh = [one for one in others if one.key not in known]
        known |= {one.key for one in fresh}
        more += fresh
        if len(more) >= FEW:
            break
    return more[:FEW]


def found_by(
    view: View, way: Way, question: Question, end: int, *, window: int = _WINDOW
) -> tuple[int, list[Scored]]:
    """Return how many finds ``way`` has, and the first ``end`` (or more) of them.

    ``window``: how many are looked at one by one to put them into order.
    """
    asked, clauses = question.asked, narrowed(question.asked, question.filters)
    if question.sort is not Sort.RELEVANCE:
        field = "day" if question.sort is Sort.NEWEST else "order"
        return view.ordered(way.must, clauses, field=field, limit=end)
    if not way.head:
        total, found = view.top(way.must, clauses, limit=max(end, window))
        return total, reranked(view, asked, found, window=window)
    wanted = max(end, window)
    in_head, first = view.top([*way.must, *way.head], clauses, limit=wanted)
    total, others = view.top(way.must, clauses, limit=1 if in_head >= end else wanted)
    if in_head < end and len(others) < min(total, end + in_head):
        _total, others = view.top(way.must, clauses, limit=end + in_head)
    return total, by_relevance(view, asked, first, others if in_head < end else [])[:end]


def ways_of(view: View, asked: Asked) -> Iterator[Way]:
    """Yield the ways to understand the question, the strictest first."""
    if asked.number is not None:
        own = numbered(*asked.number, own=True)
        yield Way(Mode.NUMBER, numbered(*asked.number), own)
    yield Way(Mode.EXACT, exactly(asked), exactly(asked, in_head=True))
    if sound := sound_of(asked):
        yield Way(Mode.SOUND, [sound])
    if short := _short_forms(view, asked):
        yield Way(Mode.SHORT, [short])
    for mode in (Mode.ALL_WORDS, Mode.SOME_WORDS):
        said = said_in_words(asked, all_words=mode is Mode.ALL_WORDS)
        if said:
            yield Way(mode, [Query.boolean_query(said)])


def sound_of(asked: Asked) -> Query | None:
    """Match titles that sound as the letters asked for spell, None if it is not letters."""
    whole = "".join(asked.parts)
    return sounds(whole) if whole.isascii() and whole.isalpha() else None


def _short_forms(view: View, asked: Asked) -> Query | None:
    """Match the titles of which the question is a short form; None where there is none."""
    short = asked.whole
    if not _SHORTEST <= len(short) <= _LONGEST_SHORT or not short.isalpha() or short.isascii():
        return None
    must = [has_term("headchars", one) for one in sorted(set(short))]
    total, found = view.top([every(must)], narrowed(asked, Filters()), limit=_CANDIDATES)
    if total > _CANDIDATES:
        return None
    fitting = [one for one in found if is_short_for(short, fold(view.title(one)))]
    codes = [view.entry(one).code for one in fitting]
    return any_of([has_term("code", code) for code in codes]) if codes else None
