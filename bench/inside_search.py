"""What the figures of search ask for inside a house (``house.call``). Not a figure itself."""

import time
from urllib.parse import urlencode

from bench.inside_record import approved, bake_lists, text_at, the_cast
from bench.population import fill
from bench.search_corpus import documents
from bench.search_house import MEAN
from sunshine.publishing.actions.release import publish
from sunshine.publishing.searching import rebuild_index
from tests.build.release import AT


def lay_down(items: int) -> float:
    """Lay down public items with the texts of the corpus; return how many a second were indexed.

    The whole way, from the rows of the database to the finished index, in one process.
    """
    fill(items, documents(items, MEAN))
    bake_lists()
    began = time.perf_counter()
    return rebuild_index() / (time.perf_counter() - began)


def seconds_until_found(count: int, port: int) -> list[float]:
    """Publish approved editions one by one; return how long each took to be found over HTTP."""
    cast = the_cast()
    taken = []
    for edition in approved(cast, count):
        asked = f"/api/v1/search?{urlencode({'q': edition.title, 'limit': 5})}"
        began = time.perf_counter()
        publish(edition, by=cast.wu, at=AT)
        while edition.item.code not in text_at(port, asked):
            time.sleep(0.005)
        taken.append(time.perf_counter() - began)
    return taken
