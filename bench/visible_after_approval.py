"""From publishing an approved item until its page, list, feed and export show it, over HTTP.

100,000 items in the database, with the address of every one in the record (the pages of
the others are stubs: what a publication touches is baked in full). One web worker and
the worker run as in production; 40 publications, one after the other.
"""

from pathlib import Path

from bench.houses import furnish
from bench.measuring import Figure, middle, percentile

ITEMS, PUBLICATIONS = 100_000, 40


def run(home: Path) -> list[Figure]:
    """Publish and look."""
    house = furnish(home)
    house.call("bench.population:fill", items=ITEMS)
    house.call("bench.inside_record:bake_around")
    site = house.serve()
    try:
        taken = house.call(
            "bench.inside_record:seconds_until_visible", count=PUBLICATIONS, port=site.port
        )
    finally:
        house.close()
    note = f"middle {middle(taken):.2f} s, slowest {max(taken):.2f} s, {ITEMS} items"
    name = "approved → visible everywhere, p95"
    return [Figure(name, percentile(taken, 0.95), "s", 1, at_least=False, note=note)]
