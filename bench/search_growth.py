"""How much slower the slowest questions become with the number of short documents.

From 20,000 to 2,000,000 documents of 50 characters; ``SUNSHINE_BENCH_LARGE`` takes another
number for the larger where time is short, and the note says which it was.
"""

import os
from pathlib import Path

from bench.measuring import Figure, percentile
from bench.search_corpus import documents
from bench.search_house import ask_all, build, sample

SMALL, SHORT = 20_000, 50
LARGE = int(os.environ.get("SUNSHINE_BENCH_LARGE", "2000000"))


def run(home: Path) -> list[Figure]:
    """Build both, and ask them the same way."""
    slowest = {}
    for size in (SMALL, LARGE):
        texts = documents(size, SHORT)
        build(home / str(size), texts)
        taken = ask_all(home / str(size), sample(texts))
        slowest[size] = percentile(taken, 0.99) * 1e3
    note = f"{slowest[LARGE]:.1f} ms at {LARGE} against {slowest[SMALL]:.1f} ms at {SMALL}"
    grown = slowest[LARGE] / slowest[SMALL]
    return [Figure("growth of p99, short documents", grown, "×", 5, at_least=False, note=note)]
