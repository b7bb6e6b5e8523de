"""Making the index, and finding what was just put into it.

One core: the whole process, with the thread that writes, is bound to one processor while 20,000
documents go in. Two: the same with a second processor free for that thread. Findable: 60 entries
handed to the index of 200,000 one after the other, each timed until it is found; the worker looks
at the log ten times a second, which is not in it.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measuring import Figure, percentile
from bench.search_corpus import entry_of
from bench.search_house import DOCUMENTS, build, stock
from sunshine.search.engine import find
from sunshine.search.writing import change, let_go

PART, ENTRIES = 20_000, 60


def run(home: Path) -> list[Figure]:
    """Build, then put in."""
    held = stock()
    part = held.texts[:PART]
    with _one_processor():
        alone = build(home / "alone", part)
    beside = build(home / "beside", part)
    note = f"{beside:.0f}/s with a second processor, {held.rate:.0f}/s for all {DOCUMENTS}"
    return [
        Figure("documents indexed in a second", alone, "/s", 4000, at_least=True, note=note),
        _findable(held.root, held.texts),
    ]


@contextmanager
def _one_processor() -> Iterator[None]:
    """Bind this process, and the threads it starts from here on, to one processor."""
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def _findable(root: Path, texts: list[str]) -> Figure:
    taken = []
    for number in range(ENTRIES):
        words = f"崭新发布{number}号词句"
        entry = entry_of(DOCUMENTS + number, words + texts[number])
        start = time.perf_counter()
        change(root, [entry], [])
        if find(words, root=root, limit=1).total != 1:
            raise RuntimeError(f"{words} is not found")
        taken.append(time.perf_counter() - start)
    change(root, [], [entry_of(DOCUMENTS + number, "").code for number in range(ENTRIES)])
    let_go(root)
    slowest = percentile(taken, 0.95)
    return Figure("published → findable, p95", slowest, "s", 1, at_least=False)
