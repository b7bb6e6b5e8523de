"""The search: a question in, finds with their true count out.

The first way to understand the question that finds anything answers it (``search.ways``),
and ``Results.mode`` says which it was. What is only similar never mixes with what is exact:
other words for the same and corrected slips are offered beside, each with its own count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tantivy import Query

from sunshine.search.asking import Article, Asked, read
from sunshine.search.entries import PUBLIC, Entry
from sunshine.search.fields import FACETS
from sunshine.search.matching import (
    Filters,
    every,
    exactly,
    has_term,
    narrowed,
    numbered,
    said_in_words,
)
from sunshine.search.offers import Offer, offers_for
from sunshine.search.ranking import marks_for, reranked
from sunshine.search.reading import View, reader_of
from sunshine.search.snippets import Piece, marked, snippet
from sunshine.search.ways import (
    FEW,
    Mode,
    Question,
    Sort,
    Way,
    answer,
    beside,
    sound_of,
    ways_of,
)

FURTHEST = 10_000
EVERYBODY = frozenset({PUBLIC})
_UNFILTERED = Filters()


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


def find(
    query: str,
    *,
    root: Path,
    tokens: frozenset[str] = EVERYBODY,
    filters: Filters = _UNFILTERED,
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
    view, question = reader_of(root).view(tokens), Question(asked, filters, sort)
    start = min(max(after, 0), FURTHEST)
    end = start + limit
    ways = ways_of(view, asked)
    way, total, found = answer(view, ways, question, end)
    looser = beside(view, ways, question, found) if total < FEW and not start else []
    finds = marks_for(asked, way.mode)
    exact = total if way.mode is Mode.EXACT else 0
    return Results(
        asked,
        way.mode,
        total,
        tuple(_hit(view.entry(one), finds, asked.article) for one in found[start:end]),
        end if total > end and end < FURTHEST else 0,
        _facets(view, way, question) if with_facets and way.must else {},
        offers_for(view, asked, exact) if with_offers and not start else (),
        tuple(_hit(view.entry(one), marks_for(asked, ""), asked.article) for one in looser),
    )


def _facets(view: View, way: Way, question: Question) -> dict[str, dict[str, int]]:
    """Return the true count behind every choice: each filter counts without itself."""
    asked, filters = question.asked, question.filters
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
    shown = snippet(entry.text, finds)
    if entry.summary and not any(piece.is_find for piece in shown):
        # Found by its summary alone: the text would begin without a mark.
        told = snippet(entry.summary, finds)
        shown = told if any(piece.is_find for piece in told) or not entry.text else shown
    label = ""
    if article is not None:
        label = next((form for form in article.forms if _has_article(entry.text, form)), "")
    return Hit(entry, marked(entry.title, finds), shown, label)


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
    if sound := sound_of(asked):
        ways.append([sound])
    for must in ways:
        if must:
            _total, found = view.top(must, clauses, limit=50)
            if found:
                best = reranked(view, asked, found)[:limit]
                return tuple(view.entry(one) for one in best)
    return ()
