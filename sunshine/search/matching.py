"""Questions to the index: which entries have a phrase, a number, a sound, some of the words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query

from sunshine.search.asking import Asked
from sunshine.search.fields import FACETS, frequent, schema
from sunshine.search.folding import SPACE
from sunshine.search.pinyin import readings
from sunshine.search.words import asked_words, synonyms_of, words

Clause = tuple[Occur, Query]
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """What finds are narrowed to; "" is no filter. ``under``: a body and all below it."""

    section: str = ""
    body: str = ""
    under: str = ""
    year: str = ""
    validity: str = ""
    kind: str = ""
    first_day: int = 0  # ordinals, 0: open
    last_day: int = 0


def has_term(field: str, term: str) -> Query:
    """Match the entries that have the term, all alike."""
    return Query.term_query(schema(), field, term, "basic")


def every(clauses: Sequence[Query]) -> Query:
    """Match what all of ``clauses`` match; one alone stays as it is, which is much quicker."""
    if len(clauses) == 1:
        return clauses[0]
    return Query.boolean_query([(Occur.Must, clause) for clause in clauses])


def any_of(clauses: Sequence[Query]) -> Query:
    """Match what one of ``clauses`` matches."""
    if len(clauses) == 1:
        return clauses[0]
    return Query.boolean_query([(Occur.Should, clause) for clause in clauses])


def contains(text: str, *, in_head: bool = False) -> list[Query]:
    """Return what all must match for an entry (or its head) to hold ``text`` as it stands."""
    if len(text) == 1:
        return [has_term("headchars" if in_head else "chars", text)]
    field = "head" if in_head else "grams"
    if len(text) == 2:
        return [Query.term_query(schema(), field, text, "freq")]
    pairs = [text[place : place + 2] for place in range(len(text) - 1)]
    is_frequent = not in_head and all(pair in frequent() for pair in pairs)
    if is_frequent and len(text) == 3:
        return [has_term("triples", text)]
    # Every other pair covers the whole; the last may lie across the one before.
    places = sorted({*range(0, len(pairs), 2), len(pairs) - 1})
    phrase = Query.phrase_query(schema(), field, [(place, pairs[place]) for place in places])
    if not is_frequent:
        return [phrase]
    threes = {text[place : place + 3] for place in (*range(0, len(text) - 3, 2), len(text) - 3)}
    return [
        phrase,
        *(Query.const_score_query(has_term("triples", one), 0.0) for one in sorted(threes)),
    ]


def exactly(asked: Asked, *, in_head: bool = False) -> list[Query]:
    """Return what all must match: every part of the question as it stands."""
    article = asked.article
    if article is not None and not asked.rest and not in_head:
        return [any_of([every(contains(form)) for form in dict.fromkeys(article.forms)])]
    return [one for part in asked.parts for one in contains(part, in_head=in_head)]


def numbered(head: str, number: str, *, own: bool = False) -> list[Query]:
    """Match what bears (or cites, unless ``own``) a document number, e.g. 国发 and 2018/39."""
    clauses = [has_term("numbers", f"own:{number}" if own else number)]
    return clauses + (contains(head, in_head=own) if head else [])


def sounds(letters: str) -> Query | None:
    """Match titles that hold what ``letters`` spell, in full or by initials; None if nothing."""
    ways: list[Query] = []
    for reading in readings(letters):
        if len(reading) == 1:
            ways.append(has_term("pinyin", reading[0]))
        else:
            ways.append(Query.phrase_query(schema(), "pinyin", list(reading)))
            ways.append(Query.phrase_prefix_query(schema(), "pinyin", list(reading)))
    if len(letters) > 1:
        pairs: list[str | tuple[int, str]] = [
            letters[place : place + 2] for place in range(len(letters) - 1)
        ]
        one = has_term("initials", letters[:2])
        ways.append(Query.phrase_query(schema(), "initials", pairs) if pairs[1:] else one)
    return any_of(ways) if ways else None


def narrowed(asked: Asked, filters: Filters, *, without: str = "") -> list[Clause]:
    """Return the clauses of what is left out and of the filters, but the one ``without``."""
    clauses = [(Occur.MustNot, every(contains(part))) for part in asked.without]
    for name in FACETS:
        value = getattr(filters, name)
        if value and name != without:
            clauses.append((Occur.Must, Query.const_score_query(has_term(name, value), 0.0)))
    if filters.under and without != "body":
        clauses.append((Occur.Must, Query.const_score_query(has_term("above", filters.under), 0.0)))
    if filters.first_day or filters.last_day:
        clauses.append((Occur.Must, Query.const_score_query(_days(filters), 0.0)))
    return clauses


def _days(filters: Filters) -> Query:
    return Query.range_query(
        schema(),
        "day",
        FieldType.Unsigned,
        lower_bound=filters.first_day or None,
        upper_bound=filters.last_day or None,
    )


def said_in_words(asked: Asked, *, all_words: bool) -> list[Clause]:
    """Match entries that have the words of the question, or other words for them.

    With ``all_words`` every one of them; else the more the better, at least one.
    """
    telling = [word for part in asked.parts for word in asked_words(part)][:_MOST_WORDS]
    occur = Occur.Must if all_words else Occur.Should
    clauses = [(occur, _said(word)) for word in telling]
    return clauses + [(Occur.Should, one) for one in _whole_ways(asked)]


def _said(word: str) -> Query:
    ways = [_ranked(word)]
    for other in synonyms_of(word):
        ways.append(Query.boost_query(every([_ranked(one) for one in words(other)] or ways), 0.8))
    return Query.disjunction_max_query(ways, 0.1)


def _ranked(word: str) -> Query:
    """Match a word in a text, better in a title; by its characters where it is no word there."""
    ways = [
        Query.term_query(schema(), "words", word, "freq"),
        Query.boost_query(Query.term_query(schema(), "headwords", word, "freq"), 2.0),
    ]
    if len(word) > 1:
        ways.append(Query.boost_query(every(contains(word)), 0.6))
    return Query.disjunction_max_query(ways, 0.3)


def _whole_ways(asked: Asked) -> Iterable[Query]:
    """Match the whole question said in other words."""
    whole = asked.whole.replace(SPACE, "")
    for other in synonyms_of(whole):
        yield Query.boost_query(every(contains(other)), 2.0)
