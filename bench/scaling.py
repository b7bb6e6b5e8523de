"""The same at 100,000 items as at 1,000: how quick a page is, and how long a publication takes.

Page: the middle of 2,000 requests one after another over one connection each, for the page
of an item and the page of a list. Publication: the act and the baking of it, in one process.
"""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.houses import furnish, granian
from bench.measuring import Figure, middle, seconds_of
from tests.house import House

SMALL, LARGE = 1_000, 100_000
PUBLICATIONS, REQUESTS, ROUNDS = 15, 500, 4
PAGES = ("/b/ln-shenyang-heping/policies/", "/")


def run(home: Path) -> list[Figure]:
    """Measure both sizes in turn, in the same run."""
    houses = {}
    for size in (SMALL, LARGE):
        (home / str(size)).mkdir()
        house = houses[size] = furnish(home / str(size))
        house.call("bench.population:fill", items=size)
        house.call("bench.inside_record:bake_around")
    publishing = {
        size: house.call("bench.inside_record:seconds_to_publish", count=PUBLICATIONS)
        for size, house in houses.items()
    }
    page = _pages(houses)
    return [
        Figure(
            "page latency at 100,000 items, of 1,000",
            page[LARGE] / page[SMALL],
            "×",
            1.1,
            at_least=False,
            note=f"{page[LARGE] * 1e6:.0f} µs against {page[SMALL] * 1e6:.0f} µs",
        ),
        Figure(
            "publishing time at 100,000 items, of 1,000",
            publishing[LARGE] / publishing[SMALL],
            "×",
            1.5,
            at_least=False,
            note=f"{publishing[LARGE]:.2f} s against {publishing[SMALL]:.2f} s",
        ),
    ]


def _pages(houses: dict[int, House]) -> dict[int, float]:
    """Return the middle latency of the pages for every house, measured turn by turn."""
    taken: dict[int, list[float]] = {size: [] for size in houses}
    with (
        _connection(houses[SMALL]) as small,
        _connection(houses[LARGE]) as large,
    ):
        for _ in range(ROUNDS):
            for size, connection in ((SMALL, small), (LARGE, large)):
                for path in PAGES:
                    taken[size] += seconds_of(
                        lambda c=connection, p=path: _get(c, p), times=REQUESTS
                    )
    return {size: middle(values) for size, values in taken.items()}


@contextmanager
def _connection(house: House) -> Iterator[http.client.HTTPConnection]:
    with granian(house, "sunshine.config.wsgi:application") as port:
        yield http.client.HTTPConnection("127.0.0.1", port)


def _get(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
