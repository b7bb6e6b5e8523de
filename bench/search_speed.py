"""Search over 200,000 documents in process: how quick it is, and whether it is true.

1,600 questions of two, three, four and eight characters (``bench/search_house.py``), ten finds
each with snippets, offers and the exact total. Truth is the plain comparison of characters over
all documents; recall is taken where no more than 200 documents have the piece.
"""

from pathlib import Path

from bench.measuring import Figure, middle, percentile
from bench.search_corpus import document_number
from bench.search_house import ask_all, sample, stock
from sunshine.search.engine import find
from sunshine.search.folding import fold

COMPARED, FEW = 25, 200


def run(home: Path) -> list[Figure]:  # noqa: ARG001 - every figure gets one
    """Ask, and compare."""
    held = stock()
    asked = sample(held.texts)
    taken = ask_all(held.root, asked)
    note = f"{held.mean:.0f} characters each, {len(asked)} questions"
    return [
        Figure("search, p50", middle(taken) * 1e3, "ms", 2, at_least=False, note=note),
        Figure("search, p99", percentile(taken, 0.99) * 1e3, "ms", 20, at_least=False),
        *_truth(held.root, held.texts),
    ]


def _truth(root: Path, texts: list[str]) -> list[Figure]:
    whole = [fold(f"{document_number(n)}\n{text}") for n, text in enumerate(texts)]
    asked = sample(texts, COMPARED)
    exact, recalls = 0, []
    for one in asked:
        folded = fold(one)
        right = {number for number, text in enumerate(whole) if folded in text}
        found = find(one, root=root, limit=FEW)
        exact += found.total == len(right)
        if 0 < len(right) <= FEW:
            codes = {int(hit.entry.code) for hit in found.hits}
            recalls.append(len(codes & right) / len(right))
    note = f"{len(asked)} questions, each over all documents"
    recall = sum(recalls) / len(recalls)
    few = f"{len(recalls)} of these questions"
    return [
        Figure("counts that are exact", exact / len(asked), "", 1, at_least=True, note=note),
        Figure("recall", recall, "", 0.99, at_least=True, note=few),
    ]
