"""Five hundred requests by one person in one day, as somebody angry or a programme sends them.

Handed in one after the other to one body, then confirmed by its officer with a receipt letter
each (条例 2019 art. 31). Afterwards the officer opens one of them, whose page names the others of
the same applicant, and the list of what is due. In process, without a network.
"""

from pathlib import Path

from bench.houses import furnish
from bench.measuring import Figure

REQUESTS, HANDED_SECONDS, CONFIRMED_SECONDS, PAGE_SECONDS = 500, 60.0, 300.0, 0.5
WORKLIST_SECONDS = 0.15


def run(home: Path) -> list[Figure]:
    """Hand them in, confirm them, and open the pages."""
    found = furnish(home).call("bench.inside_one_day:measured", count=REQUESTS)
    told = f"{REQUESTS} requests, processor {found['handed_busy']:.1f} s"
    letters = f"{found['letters']} receipt letters, processor {found['confirmed_busy']:.1f} s"
    return [
        _figure("handed in", found["handed"], HANDED_SECONDS, told),
        _figure("confirmed", found["confirmed"], CONFIRMED_SECONDS, letters),
        _figure("page of one of them, 95th percentile", found["page"], PAGE_SECONDS),
        _figure("worklist, 95th percentile", found["worklist"], WORKLIST_SECONDS),
        Figure("lost, doubled or misnumbered", found["wrong"], "", 0, at_least=False),
    ]


def _figure(name: str, seconds: float, most: float, note: str = "") -> Figure:
    return Figure(name, seconds, "s", most, at_least=False, note=note)
