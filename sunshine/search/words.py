"""Words of a Chinese text, for ranking: cut by rjieba with the field's own dictionary."""

from functools import lru_cache
from importlib.resources import files

import rjieba

from sunshine.search.folding import fold

_DATA = files("sunshine.search") / "data"


@lru_cache(maxsize=1)
def _cutter() -> "rjieba.Jieba":
    cutter = rjieba.Jieba()
    for word in {*own_words(), *_synonyms()}:
        cutter.add_word(word, None, None)
    return cutter


def _lines(name: str) -> list[str]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def own_words() -> tuple[str, ...]:
    """Return the words of tax and disclosure that a general dictionary does not know."""
    return tuple(fold(line) for line in _lines("words.txt"))


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(word for line in _lines("stopwords.txt") for word in line.split())


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[str, ...]]:
    known: dict[str, list[str]] = {}
    for line in _lines("synonyms.txt"):
        ways = [fold(way) for way in line.split()]
        for way in ways:
            known.setdefault(way, []).extend(other for other in ways if other != way)
    return {way: tuple(dict.fromkeys(others)) for way, others in known.items()}


def synonyms_of(word: str) -> tuple[str, ...]:
    """Return other ways to say ``word`` (folded), none if the list has none."""
    return _synonyms().get(word, ())


def words(folded: str) -> list[str]:
    """Return the words of ``folded``, with the shorter ones that lie in long ones."""
    return [*filter(str.isalnum, _cutter().cut_for_search(folded))]


def cut(folded: str) -> list[str]:
    """Return ``folded`` in pieces: words, and the signs between them."""
    return list(_cutter().cut(folded))


def plain_words(folded: str) -> list[str]:
    """Return the words of ``folded``, none lying in another."""
    return [word for word in cut(folded) if word.isalnum()]


def asked_words(folded: str) -> list[str]:
    """Return the words of a question that say something, each once; all if none does."""
    found = list(dict.fromkeys(plain_words(folded)))
    telling = [word for word in found if word not in _stopwords()]
    return telling or found
