"""How an entry lies in the index: its fields, and the terms in each."""

from functools import lru_cache
from importlib.resources import files
from itertools import compress
from operator import and_

import tantivy

from sunshine.search.asking import articles_in, numbers_in
from sunshine.search.entries import Entry, packed
from sunshine.search.folding import bigrams, fold, joined
from sunshine.search.pinyin import initials, sort_key, syllables
from sunshine.search.words import cut, words

# Grows when the fields or their terms change: an index of another form is made anew.
FORM = 4
TERMS = "terms"
# Nobody types it: most laws begin with it, and a title is no longer for it.
STATE = "中华人民共和国"
_LONGEST_SLIP = 8  # characters of a word whose slips are known
_PREFERRED = {"valid": 1.0, "partly": 0.8, "unknown": 0.8, "expired": 0.1, "repealed": 0.0}
_FIRST_YEAR, _YEARS = 1990, 60

# With places: phrases. With frequencies: rank. Bare: membership only.
_PLACED = ("grams", "head", "pinyin", "initials")
_RANKED = ("words", "headwords")
_BARE = ("code", "triples", "chars", "headchars", "numbers", "articles", "slips", "above", "tokens")
FACETS = ("section", "body", "year", "validity", "kind")


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    for names, option in ((_PLACED, "position"), (_RANKED, "freq"), (_BARE, "basic")):
        for name in names:
            builder.add_text_field(name, tokenizer_name=TERMS, index_option=option)
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("order", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", fast=True, indexed=True)
    builder.add_unsigned_field("length", fast=True)
    builder.add_float_field("preferred", fast=True)
    builder.add_bytes_field("entry", stored=True)
    return builder.build()


def terms_analyzer() -> tantivy.TextAnalyzer:
    """Return what parts terms that were already cut here: at blanks and nowhere else."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


@lru_cache(maxsize=1)
def frequent() -> frozenset[str]:
    """Return the pairs of characters so frequent that threes of them are indexed besides."""
    text = (files("sunshine.search") / "data" / "frequent.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(pair for line in lines for pair in line.split(" "))


def triples(folded: str, grams: str) -> set[str]:
    """Return the threes of ``folded`` of which both pairs are frequent; ``grams``: its pairs."""
    often = bytes(map(frequent().__contains__, grams.split(" ")))
    starts = compress(range(len(often)), map(and_, often, often[1:]))
    return {folded[start : start + 3] for start in starts}


def slips_of(word: str) -> set[str]:
    """Return the traces by which ``word`` is found from a slip of the pen.

    p|: its sound. d|: itself, and itself with one character left out.
    """
    shorter = {word[:place] + word[place + 1 :] for place in range(len(word))} | {word}
    sound = "".join(syllables([word]))
    traces = {f"d|{one}" for one in shorter if len(one) > 1}
    return traces | ({f"p|{sound}"} if sound else set())


@lru_cache(maxsize=20_000)
def _slip_terms(word: str) -> str:
    return " ".join(f"{trace}|{word}" for trace in sorted(slips_of(word)))


def preference(entry: Entry) -> float:
    """Return how far newer and valid texts are preferred, from 0 to 2."""
    age = min(max((entry.made or entry.day).year - _FIRST_YEAR, 0), _YEARS) / _YEARS
    return age + _PREFERRED.get(entry.validity, 0.8)


def document_of(entry: Entry) -> tantivy.Document:
    """Return the entry with all its terms."""
    title, number = fold(entry.title), fold(entry.document_number)
    head = joined(title, number, fold(entry.index_number))
    whole = joined(head, fold(entry.summary), fold(entry.text))
    grams, pieces = bigrams(whole), cut(title)
    sounds = syllables(pieces)
    letters = initials(sounds)
    known = {word for word in pieces if 1 < len(word) <= _LONGEST_SLIP and word.isalnum()}
    texts = {
        "code": entry.code,
        "grams": grams,
        "head": bigrams(head),
        "pinyin": " ".join(sounds),
        "initials": " ".join(map(str.__add__, letters, letters[1:] + " ")),
        "words": " ".join(words(whole)),
        "headwords": " ".join(words(title)),
        "triples": " ".join(triples(whole, grams)),
        "chars": " ".join(set(whole)),
        "headchars": " ".join(set(title)),
        "numbers": " ".join(numbers_in(whole) | {f"own:{one}" for one in numbers_in(number)}),
        "articles": " ".join(articles_in(whole)),
        "slips": " ".join(map(_slip_terms, known)),
        "above": " ".join({entry.body, *entry.above}),
        "tokens": " ".join(entry.tokens),
        "section": entry.section,
        "body": entry.body,
        "year": str(entry.day.year),
        "validity": entry.validity,
        "kind": entry.kind,
        "order": sort_key(pieces),
    }
    document = tantivy.Document()
    for name, text in texts.items():
        document.add_text(name, text)
    document.add_unsigned("day", entry.day.toordinal())
    document.add_unsigned("length", len(title.removeprefix(STATE)))
    document.add_float("preferred", preference(entry))
    document.add_bytes("entry", packed(entry))
    return document
