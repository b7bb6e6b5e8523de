"""Search over 200,000 documents in process: speed, truth, building, and what is just published.

1,600 questions of two, three, four and eight characters (``bench/search_corpus.py``), ten finds
each with snippets, offers and the exact total. SQLite FTS5 holds the pairs of characters of the
same folded texts and answers the same questions as exact phrases with their count, ten rows by
rank. Growth: 20,000 and 1,000,000 documents of 50 characters; the issue speaks of 2,000,000.
"""

import sqlite3
import time
from pathlib import Path

from bench.measuring import Figure, middle, percentile, seconds_of
from bench.search_corpus import documents, entry_of, questions
from sunshine.search.engine import find
from sunshine.search.folding import bigrams, fold
from sunshine.search.writing import change, let_go, rebuild

DOCUMENTS, MEAN, EACH = 200_000, 280, 400
LENGTHS = (2, 3, 4, 8)
_TOKENS = "unicode61 remove_diacritics 0 tokenchars '，。、；：（）《》“”％·—,;:()<>%-./[]〔〕!?'"
SMALL, LARGE, SHORT = 20_000, 1_000_000, 50


def run(home: Path) -> list[Figure]:
    """Build once, ask in all ways."""
    texts = documents(DOCUMENTS, MEAN)
    root = home / "index"
    start = time.perf_counter()
    rebuild(root, (entry_of(number, text) for number, text in enumerate(texts)))
    built = DOCUMENTS / (time.perf_counter() - start)
    asked = [one for length in LENGTHS for one in questions(texts, length, EACH)]
    taken = _asked(root, asked)
    peer = _fts5(home / "peer.sqlite3", texts, asked[:: EACH // 50])
    known = sum(map(len, texts)) / len(texts)
    return [
        Figure(
            "search, p50",
            middle(taken) * 1e3,
            "ms",
            2,
            at_least=False,
            note=f"{known:.0f} characters each",
        ),
        Figure("search, p99", percentile(taken, 0.99) * 1e3, "ms", 20, at_least=False),
        Figure(
            "p99 of SQLite FTS5 with pairs, of ours",
            percentile(peer, 0.99) / percentile(taken, 0.99),
            "×",
            10,
            at_least=True,
            note=f"{percentile(peer, 0.99) * 1e3:.0f} ms, middle {middle(peer) * 1e3:.1f} ms",
        ),
        _truth(root, texts),
        Figure("documents indexed in a second", built, "/s", 4000, at_least=True),
        _findable(root, texts),
        _growth(home),
    ]


def _asked(root: Path, asked: list[str]) -> list[float]:
    for one in asked[:100]:
        find(one, root=root, limit=10)
    return [seconds_of(lambda one=one: find(one, root=root, limit=10))[0] for one in asked]


def _fts5(file: Path, texts: list[str], asked: list[str]) -> list[float]:
    """Return how long FTS5 took for each question: the count, and ten rows by rank."""
    peer = sqlite3.connect(file)
    peer.execute(f"CREATE VIRTUAL TABLE t USING fts5(grams, content='', tokenize=\"{_TOKENS}\")")
    rows = ((number, bigrams(fold(text))) for number, text in enumerate(texts))
    peer.executemany("INSERT INTO t(rowid, grams) VALUES (?, ?)", rows)
    peer.commit()
    taken = []
    for one in asked:
        folded = fold(one)
        phrase = '"' + " ".join(map(str.__add__, folded, folded[1:])).replace('"', "") + '"'
        start = time.perf_counter()
        peer.execute("SELECT count(*) FROM t WHERE t MATCH ?", (phrase,)).fetchone()
        peer.execute(
            "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10", (phrase,)
        ).fetchall()
        taken.append(time.perf_counter() - start)
    peer.close()
    return taken


def _truth(root: Path, texts: list[str]) -> Figure:
    """Compare counts with those of a plain comparison of characters."""
    whole = [fold(f"税发〔{2010 + n % 16}〕{n % 400}号\n{text}") for n, text in enumerate(texts)]
    asked = [one for length in LENGTHS for one in questions(texts, length, 15)]
    exact = sum(
        find(one, root=root, limit=1).total == sum(fold(one) in text for text in whole)
        for one in asked
    )
    note = f"{len(asked)} questions over all documents"
    return Figure("counts that are exact", exact / len(asked), "", 1, at_least=True, note=note)


def _findable(root: Path, texts: list[str]) -> Figure:
    """Put in one new entry after the other, and time each until it is found."""
    taken = []
    for number in range(60):
        words = f"崭新发布{number}号词句"
        start = time.perf_counter()
        change(root, [entry_of(DOCUMENTS + number, words + texts[number])], [])
        if find(words, root=root, limit=1).total != 1:
            raise RuntimeError(f"{words} is not found")
        taken.append(time.perf_counter() - start)
    let_go(root)
    note = "entry handed over until found; the worker looks at the log ten times a second"
    return Figure(
        "published → findable, p95", percentile(taken, 0.95), "s", 1, at_least=False, note=note
    )


def _growth(home: Path) -> Figure:
    slowest = {}
    for size in (SMALL, LARGE):
        texts = documents(size, SHORT)
        root = home / str(size)
        rebuild(root, (entry_of(number, text) for number, text in enumerate(texts)))
        asked = [one for length in LENGTHS for one in questions(texts, length, EACH)]
        slowest[size] = percentile(_asked(root, asked), 0.99) * 1e3
    note = f"{slowest[LARGE]:.1f} ms at {LARGE} against {slowest[SMALL]:.1f} ms at {SMALL}"
    grown = slowest[LARGE] / slowest[SMALL]
    return Figure("growth of p99, short documents", grown, "×", 5, at_least=False, note=note)
