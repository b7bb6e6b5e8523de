"""A site with 200,000 documents, searched over HTTP while the worker runs, as in production.

One web process with its four threads and the worker, on SQLite. Questions as in
``bench/search_house.py``, asked by eight connections without a pause: ten finds from the
interface, twenty with all filters and counts on the page. Suggestions: titles typed character by
character. Findable: an approved item is published by the act, and the time runs until the
interface finds it, so that the log, the worker and what else he does on the way (finished pages
among it) are in it. Memory is the web process's own after all that, without the mapped index.
"""

from pathlib import Path
from urllib.parse import quote

from bench.houses import below, furnish
from bench.measuring import Figure, Load, load, middle, percentile, resident_megabytes
from bench.search_corpus import documents, questions
from bench.search_house import DOCUMENTS, LENGTHS, MEAN

EACH, TITLES, TYPED, PUBLICATIONS = 500, 200, 8, 40


def run(home: Path) -> list[Figure]:
    """Lay down, serve, ask, publish."""
    house = furnish(home)
    house.extra["SUNSHINE_API_PER_MINUTE"] = "1000000"
    rate = house.call("bench.inside_search:lay_down", items=DOCUMENTS)
    site = house.serve()
    try:
        figures = _asked(site.url, home)
        taken = house.call(
            "bench.inside_search:seconds_until_found", count=PUBLICATIONS, port=site.port
        )
        figures += [_findable(taken), _memory(below(house.started[-1].pid))]
    finally:
        house.close()
    return [*figures, Figure("from database to index", rate, "/s", 1500, at_least=True)]


def _asked(url: str, scratch: Path) -> list[Figure]:
    texts = documents(DOCUMENTS, MEAN)
    pieces = zip(*(questions(texts, length, EACH) for length in LENGTHS), strict=True)
    asked = [quote(one) for of_each in pieces for one in of_each]
    titles = [text[:18] for text in texts[:: DOCUMENTS // TITLES]]
    typed = [quote(title[:end]) for title in titles for end in range(1, TYPED + 1)]
    ways = {
        "interface": ([f"/api/v1/search?q={one}&limit=10" for one in asked], 40),
        "page": ([f"/search/?q={one}" for one in asked], 40),
        "suggestions": ([f"/search/suggest/?q={one}" for one in typed], 30),
    }
    return [_held(name, load(url, paths, scratch), most) for name, (paths, most) in ways.items()]


def _held(name: str, told: Load, most: float) -> Figure:
    note = f"p50 {told.middle_ms:.1f} ms, {told.per_second:.0f}/s"
    title = f"{name}, 8 connections, p99"
    return Figure(title, told.slowest_ms, "ms", most, at_least=False, note=note)


def _findable(taken: list[float]) -> Figure:
    note = f"middle {middle(taken):.2f} s, slowest {max(taken):.2f} s, {DOCUMENTS} items"
    slowest = percentile(taken, 0.95)
    return Figure("published → findable, p95", slowest, "s", 1, at_least=False, note=note)


def _memory(processes: list[int]) -> Figure:
    own = max(resident_megabytes(pid, "RssAnon") for pid in processes)
    whole = max(resident_megabytes(pid) for pid in processes)
    note = f"{whole:.0f} MB with what is mapped of the index"
    return Figure("memory of the largest process", own, "MB", 400, at_least=False, note=note)
