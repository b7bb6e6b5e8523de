"""The law one has in mind among 470 real ones: is it among the first three?

206 questions of our own (``bench/search_known_items.tsv``): words of titles and short forms,
phrases of articles, everyday words, traditional characters, pinyin. The right answer is any law
whose title holds what stands behind the question. FTS5 (pairs) and plain tantivy (words) answer
with all pieces of the question, by rank. The synonyms were widened while this list was made, so
it says more of the list than of unseen questions. Needs ``../shared/data``.
"""

import sqlite3
from pathlib import Path

import tantivy

from bench.measuring import Figure
from bench.search_corpus import DATA, laws
from sunshine.search.engine import find
from sunshine.search.entries import Entry
from sunshine.search.folding import bigrams, fold
from sunshine.search.words import words
from sunshine.search.writing import rebuild

QUESTIONS = Path(__file__).with_name("search_known_items.tsv")


def run(home: Path) -> list[Figure]:
    """Ask all three."""
    if not DATA.exists():
        return []
    entries = list(laws())
    asked = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    rebuild(home / "index", entries)
    ours = _share(asked, [_ours(home / "index", question) for question, _right in asked])
    fts5 = _share(asked, _fts5(entries, [question for question, _right in asked]))
    plain = _share(asked, _tantivy(entries, [question for question, _right in asked]))
    note = f"FTS5 with pairs {fts5:.3f}, plain tantivy {plain:.3f}"
    return [
        Figure("right law in the first three", ours, "", 0.95, at_least=True, note=note),
        Figure("ahead of the better peer by", ours - max(fts5, plain), "", 0, at_least=True),
    ]


def _share(asked: list[list[str]], answers: list[list[str]]) -> float:
    right = sum(
        any(part in title for title in titles[:3] for part in wanted.split("|"))
        for (_question, wanted), titles in zip(asked, answers, strict=True)
    )
    return right / len(asked)


def _ours(root: Path, question: str) -> list[str]:
    results = find(question, root=root, limit=3)
    return [hit.entry.title for hit in (*results.hits, *results.also)]


def _fts5(entries: list[Entry], questions: list[str]) -> list[list[str]]:
    peer = sqlite3.connect(":memory:")
    peer.execute("CREATE VIRTUAL TABLE t USING fts5(title, text)")
    rows = [(bigrams(fold(one.title)), bigrams(fold(one.text))) for one in entries]
    peer.executemany("INSERT INTO t VALUES (?, ?)", rows)
    found = []
    for question in questions:
        folded = fold(question).replace("\u2420", "")
        pieces = " ".join(f'"{pair}"' for pair in map(str.__add__, folded, folded[1:]))
        chosen = peer.execute(
            "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 4, 1) LIMIT 3", (pieces,)
        )
        found.append([entries[row - 1].title for (row,) in chosen])
    return found


def _tantivy(entries: list[Entry], questions: list[str]) -> list[list[str]]:
    builder = tantivy.SchemaBuilder()
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name="blanks")
    builder.add_unsigned_field("number", stored=True)
    index = tantivy.Index(builder.build())
    blanks = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("blanks", blanks)
    writer = index.writer(64_000_000, 1)
    for number, entry in enumerate(entries):
        document = tantivy.Document()
        document.add_text("title", " ".join(words(fold(entry.title))))
        document.add_text("text", " ".join(words(fold(entry.text))))
        document.add_unsigned("number", number)
        writer.add_document(document)
    writer.commit()
    index.reload()
    searcher, found = index.searcher(), []
    for question in questions:
        pieces = " ".join(f'"{word}"' for word in words(fold(question))) or '"-"'
        query = index.parse_query(pieces, ["title", "text"], field_boosts={"title": 4.0})
        hits = searcher.search(query, 3).hits
        found.append([entries[searcher.doc(at)["number"][0]].title for _score, at in hits])
    return found
