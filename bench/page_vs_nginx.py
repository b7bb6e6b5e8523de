"""A published page of 20 KB from one web worker, against nginx serving the same file.

16 connections, plain bytes, the two measured in turn. nginx has the barest configuration
that serves the file: one worker, no log, no header of ours.
"""

from pathlib import Path

from bench.houses import furnish, granian, nginx
from bench.measuring import Figure, middle, requests_per_second

ROUNDS = 3


def run(home: Path) -> list[Figure]:
    """Serve one page by both and compare."""
    house = furnish(home)
    code = house.call("bench.inside_record:one_page", kilobytes=20)
    size = (home / f"record/zh/plain/i/{code}/index.html").stat().st_size
    ours, theirs = [], []
    with (
        nginx(home / "record/zh/plain", home) as front,
        granian(house, "sunshine.config.wsgi:application") as port,
    ):
        for _ in range(ROUNDS):
            theirs.append(requests_per_second(f"http://127.0.0.1:{front}/i/{code}/"))
            ours.append(requests_per_second(f"http://127.0.0.1:{port}/i/{code}/"))
    note = f"{middle(ours):.0f}/s against {middle(theirs):.0f}/s, {size / 1024:.1f} KB"
    ratio = middle(ours) / middle(theirs)
    return [Figure("published page, of nginx", ratio, "×", 0.5, at_least=True, note=note)]
