"""The slowest questions over 200,000 documents, beside SQLite FTS5 with pairs and plain tantivy.

Same folded texts, same questions, same run. FTS5 holds the pairs of characters (contentless) and
answers the exact phrase: its count, and ten rows by rank. Plain tantivy holds words and answers
with all words of the question, count and ten by rank; it finds less (no piece that is no word),
so its ratio is for orientation. FTS5 is asked every eighth question, ours all, and again those of
FTS5 for the ratio.
"""

import sqlite3
import time
from pathlib import Path

import tantivy

from bench.measuring import Figure, middle, percentile
from bench.search_house import EACH, ask_all, sample, stock
from sunshine.search.folding import bigrams, fold
from sunshine.search.words import words

FTS5_EACH = 50
_TOKENS = "unicode61 remove_diacritics 0 tokenchars '，。、；：（）《》“”％·—,;:()<>%-./[]〔〕!?'"


def run(home: Path) -> list[Figure]:
    """Ask all three."""
    held = stock()
    asked = sample(held.texts)[:: EACH // FTS5_EACH]
    ours = ask_all(held.root, asked)
    fts5 = _fts5(home / "peer.sqlite3", held.texts, asked)
    plain = _plain(held.texts, asked, home / "plain")
    return [
        _against("SQLite FTS5 with pairs", fts5, ours, 10),
        _against("plain tantivy with words", plain, ours, 0),
    ]


def _against(name: str, theirs: list[float], ours: list[float], bound: float) -> Figure:
    slowest, own = percentile(theirs, 0.99), percentile(ours, 0.99)
    note = f"p99 {slowest * 1e3:.1f} ms against {own * 1e3:.1f} ms"
    note += f", p50 {middle(theirs) * 1e3:.2f} ms against {middle(ours) * 1e3:.2f} ms"
    note += f", {len(ours)} questions"
    return Figure(f"p99 of {name}, of ours", slowest / own, "×", bound, at_least=True, note=note)


def _fts5(file: Path, texts: list[str], asked: list[str]) -> list[float]:
    peer = sqlite3.connect(file)
    peer.execute("PRAGMA journal_mode=off")
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
        best = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10"
        peer.execute(best, (phrase,)).fetchall()
        taken.append(time.perf_counter() - start)
    peer.close()
    return taken


def _plain(texts: list[str], asked: list[str], folder: Path) -> list[float]:
    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="blanks")
    index = tantivy.Index(builder.build(), str(folder))
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("blanks", blanks)
    writer = index.writer(256_000_000, 1)
    for text in texts:
        document = tantivy.Document()
        document.add_text("text", " ".join(words(fold(text))))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, taken = index.searcher(), []
    for one in asked:
        start = time.perf_counter()
        pieces = " ".join(f'+"{word}"' for word in words(fold(one))) or '"-"'
        searcher.search(index.parse_query(pieces, ["text"]), 10, count=True)
        taken.append(time.perf_counter() - start)
    return taken
