"""The search: a question in, finds with their true count out.

The order of trust: a document number; the question exactly as it stands; its sound, if it is
typed in letters; its words, all of them, then some. The first that finds anything answers,
and ``Results.mode`` says which it was. What is only similar never mixes with what is exact:
other words for the same and corrected slips are offered beside, each with its own count.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from tantivy import Query

from sunshine.search.asking import Article, Asked, read
from sunshine.search.entries import PUBLIC, Entry
from sunshine.search.fields import FACETS
from sunshine.search.folding import fold
from sunshine.search.matching import (
    Clause,
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
from sunshine.search.offers import Offer, offers_for
from sunshine.search.ranking import by_relevance, is_short_for, marks_for, reranked
from sunshine.search.reading import Scored, View, reader_of
from sunshine.search.snippets import Piece, marked, snippet

FURTHEST = 10_000
FEW = 3
_SHORTEST, _LONGEST_SHORT, _CANDIDATES = 3, 10, 200
EVERYBODY = frozenset({PUBLIC})


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
class Hit:
    """One find. ``article``: the article asked for, if this text has it."""

    entry: Entry
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    article: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. ``total`` is exact; ``after`` is the place of the next page, 0 if none.

    ``also``: finds by a looser reading, where hardly anything answers; not in the total.
    """

    asked: Asked
    mode: Mode = Mode.NOTHING
    total: int = 0
    hits: tuple[Hit, ...] = ()
    after: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    also: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to understand the question: what must match, and what ranks."""

    mode: Mode
    must: Sequence[Query]
    clauses: Sequence[Clause]
    head: Sequence[Query] = ()


def find(
    query: str,
    *,
    root: Path,
    tokens: frozenset[str] = EVERYBODY,
    filters: Filters = Filters(),
    sort: Sort = Sort.RELEVANCE,
    limit: int = 20,
    after: int = 0,
    with_facets: bool = False,
    with_offers: bool = True,
) -> Results:
    """Return what answers ``query`` for a viewer with ``tokens``, from the find ``after`` on.

    ``root``: the directory of the index. Raises IndexUnusable.
    """
    asked = read(query)
    if asked.is_empty:
        return Results(asked)
    view = reader_of(root).view(tokens)
    start = min(max(after, 0), FURTHEST)
    end = start + limit
    ways = _ways(view, asked)
    way, total, found = _answer(view, ways, asked, filters, sort, end)
    beside = _beside(view, ways, asked, filters, found) if total < FEW and not start else []
    finds = marks_for(asked, way.mode)
    is_exact = way.mode is Mode.EXACT and bool(total)
    return Results(
        asked,
        way.mode,
        total,
        tuple(_hit(view.entry(one), finds, asked.article) for one in found[start:end]),
        end if total > end and end < FURTHEST else 0,
        _facets(view, asked, way, filters) if with_facets else {},
        offers_for(view, asked, is_exact) if with_offers and not start else (),
        tuple(_hit(view.entry(one), marks_for(asked, ""), asked.article) for one in beside),
    )


def _answer(
    view: View, ways: Iterator[_Way], asked: Asked, filters: Filters, sort: Sort, end: int
) -> tuple[_Way, int, list[Scored]]:
    """Return the first way to understand the question that finds anything, with its finds.

    Filters narrow a way, they never lead to another one.
    """
    way = _Way(Mode.NOTHING, (), ())
    for way in ways:
        total, found = _found(view, way, asked, filters, sort, end)
        if total or (filters != Filters() and view.top(way.must, way.clauses, limit=1)[0]):
            return way, total, found
    return way, 0, []


def _beside(
    view: View, ways: Iterator[_Way], asked: Asked, filters: Filters, found: Sequence[Scored]
) -> list[Scored]:
    """Return a few finds by looser ways, none that was found already."""
    known = {one.key for one in found}
    beside: list[Scored] = []
    for way in ways:
        _total, others = _found(view, way, asked, filters, Sort.RELEVANCE, FEW)
        fresh = [one for one in others if one.key not in known]
        known |= {one.key for one in fresh}
        beside += fresh
        if len(beside) >= FEW:
            break
    return beside[:FEW]


def _ways(view: View, asked: Asked) -> Iterator[_Way]:
    """Yield the ways to understand the question, the strictest first."""
    clauses = narrowed(asked, Filters())
    if asked.number is not None:
        own = numbered(*asked.number, own=True)
        yield _Way(Mode.NUMBER, numbered(*asked.number), clauses, own)
    yield _Way(Mode.EXACT, exactly(asked), clauses, exactly(asked, in_head=True))
    whole = "".join(asked.parts)
    if whole.isascii() and whole.isalpha() and (sound := sounds(whole)) is not None:
        yield _Way(Mode.SOUND, [sound], clauses)
    if short := _short_forms(view, asked, clauses):
        yield _Way(Mode.SHORT, [short], clauses)
    for mode in (Mode.ALL_WORDS, Mode.SOME_WORDS):
        said = said_in_words(asked, all_words=mode is Mode.ALL_WORDS)
        if said:
            yield _Way(mode, [Query.boolean_query(said)], clauses)


def _short_forms(view: View, asked: Asked, clauses: Sequence[Clause]) -> Query | None:
    """Match the titles of which the question is a short form; None where there is none."""
    short = asked.whole
    if not _SHORTEST <= len(short) <= _LONGEST_SHORT or not short.isalpha() or short.isascii():
        return None
    must = [has_term("headchars", one) for one in sorted(set(short))]
    total, found = view.top([every(must)], clauses, limit=_CANDIDATES)
    if total > _CANDIDATES:
        return None
    entries = [view.entry(one) for one in found]
    codes = [entry.code for entry in entries if is_short_for(short, fold(entry.title))]
    return any_of([has_term("code", code) for code in codes]) if codes else None


def _found(
    view: View, way: _Way, asked: Asked, filters: Filters, sort: Sort, end: int
) -> tuple[int, list[Scored]]:
    clauses = narrowed(asked, filters)
    if sort is not Sort.RELEVANCE:
        return view.ordered(
            way.must, clauses, field="day" if sort is Sort.NEWEST else "order", limit=end
        )
    if way.mode in {Mode.ALL_WORDS, Mode.SOME_WORDS, Mode.SOUND, Mode.SHORT}:
        total, found = view.top(way.must, clauses, limit=max(end, 50))
        return total, reranked(view, asked, found)
    return by_relevance(view, asked, way.must, way.head, clauses, end)


def _facets(view: View, asked: Asked, way: _Way, filters: Filters) -> dict[str, dict[str, int]]:
    """Return the true count behind every choice: each filter counts without itself."""
    chosen = [name for name in FACETS if getattr(filters, name)]
    free = [name for name in FACETS if name not in chosen]
    if filters.under:
        chosen.append("body")
        free.remove("body")
    counts = view.counts(way.must, narrowed(asked, filters), free)
    for name in dict.fromkeys(chosen):
        counts |= view.counts(way.must, narrowed(asked, filters, without=name), [name])
    return counts


def _hit(entry: Entry, finds: Sequence[str], article: Article | None) -> Hit:
    text = entry.text or entry.summary
    label = ""
    if article is not None:
        label = next((form for form in article.forms if _has_article(entry.text, form)), "")
    return Hit(entry, marked(entry.title, finds), snippet(text, finds), label)


def _has_article(text: str, label: str) -> bool:
    return text.startswith(label) or f"\n{label}" in text


@dataclass(frozen=True, slots=True)
class Lead:
    """The law whose article was asked for, and the words of the article."""

    entry: Entry
    article: Article
    text: str


def lead_to(query: str, *, root: Path, tokens: frozenset[str] = EVERYBODY) -> Lead | None:
    """Return the article that ``query`` names with its law (征管法第62条), None if it names none.

    Raises IndexUnusable.
    """
    asked = read(query)
    if asked.article is None or len(asked.rest) < 2:
        return None
    view = reader_of(root).view(tokens)
    has_it = has_term("articles", asked.article.token)
    law = read(asked.rest)
    for must in ([*exactly(law, in_head=True), has_it], *_said_titles(law, has_it)):
        _total, found = view.top([every(list(must))], limit=20)
        if found:
            entry = view.entry(reranked(view, law, found)[0])
            return Lead(entry, asked.article, _article_text(entry.text, asked.article))
    return None


def _said_titles(law: Asked, has_it: Query) -> list[list[Query]]:
    said = said_in_words(law, all_words=True)
    return [[Query.boolean_query(said), has_it]] if said else []


def _article_text(text: str, article: Article) -> str:
    for form in article.forms:
        for line in text.split("\n"):
            if line.startswith(form):
                return line
    return ""


def suggest(
    typed: str, *, root: Path, tokens: frozenset[str] = EVERYBODY, limit: int = 8
) -> tuple[Entry, ...]:
    """Return the entries whose title, number or sound begins to answer what is being typed.

    Raises IndexUnusable.
    """
    asked = read(typed)
    if asked.is_empty:
        return ()
    view = reader_of(root).view(tokens)
    clauses = narrowed(asked, Filters())
    ways = [exactly(asked, in_head=True)]
    if asked.number is not None:
        ways.insert(0, numbered(*asked.number, own=True))
    whole = "".join(asked.parts)
    if whole.isascii() and whole.isalpha() and (sound := sounds(whole)) is not None:
        ways.append([sound])
    for must in ways:
        if must:
            _total, found = view.top(must, clauses, limit=50)
            if found:
                best = reranked(view, asked, found)[:limit]
                return tuple(view.entry(one) for one in best)
    return ()


def age_ordinal(day: date | None) -> int:
    """Return a day as filters take it; 0 for an open end."""
    return day.toordinal() if day else 0
