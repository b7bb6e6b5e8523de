"""The index of 200,000 documents that several figures ask, made once in a run. Not a figure itself.

A document has at least 250 characters on average. A question is drawn as in
``bench/search_corpus.py``: as often of two characters as of three, four and eight.
"""

import tempfile
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bench.measuring import seconds_of
from bench.search_corpus import documents, entry_of, questions
from sunshine.search.engine import find
from sunshine.search.writing import rebuild

DOCUMENTS, MEAN, EACH = 200_000, 260, 400
LENGTHS = (2, 3, 4, 8)


@dataclass(frozen=True)
class Stock:
    """Texts, the index of them, and how many a second went in."""

    root: Path
    texts: list[str]
    rate: float
    _kept: "tempfile.TemporaryDirectory[str]"

    @property
    def mean(self) -> float:
        """Return the characters of a text on average."""
        return sum(map(len, self.texts)) / len(self.texts)


@lru_cache(maxsize=1)
def stock() -> Stock:
    """Return the texts with their index; it is gone when the run ends."""
    kept = tempfile.TemporaryDirectory(prefix="sunshine-bench-index-")
    root, texts = Path(kept.name) / "index", documents(DOCUMENTS, MEAN)
    return Stock(root, texts, build(root, texts), kept)


def build(root: Path, texts: list[str]) -> float:
    """Index ``texts`` in ``root``; return how many a second went in."""
    start = time.perf_counter()
    rebuild(root, (entry_of(number, text) for number, text in enumerate(texts)))
    return len(texts) / (time.perf_counter() - start)


def sample(texts: list[str], each: int = EACH) -> list[str]:
    """Return ``each`` questions of every length."""
    return [one for length in LENGTHS for one in questions(texts, length, each)]


def ask_all(root: Path, asked: list[str]) -> list[float]:
    """Return the seconds that each question took, after a hundred to warm up."""
    for one in asked[:100]:
        find(one, root=root, limit=10)
    return [seconds_of(lambda one=one: find(one, root=root, limit=10))[0] for one in asked]
