"""Eight processes append at once: one chain, and no reader ever sees an id before a lower one."""

import threading

import pytest

from sunshine.audit.models import Event
from sunshine.audit.proof import verify
from tests.house import House

PROCESSES, EACH = 8, 40


@pytest.mark.slow
def test_eight_processes_make_one_chain(house: House) -> None:
    watched: dict[str, list[int]] = {}

    def watch() -> None:
        watched.update(house.call("tests.audit.test_races:follow", until=PROCESSES * EACH))

    watcher = threading.Thread(target=watch)
    watcher.start()
    calls = [{"count": EACH, "subject": f"writer:{number}"} for number in range(PROCESSES)]
    house.at_once("tests.build.events:happen_often", calls)
    watcher.join(120)
    result = house.call("tests.audit.test_races:chain")
    assert result == {"count": PROCESSES * EACH, "broken": None, "ids": watched["seen"]}


def follow(until: int) -> dict[str, list[int]]:
    """Read past a cursor, as a reader does, until ``until`` events are seen."""
    seen: list[int] = []
    while len(seen) < until:
        last = seen[-1] if seen else 0
        seen.extend(Event.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True))
    return {"seen": seen}


def chain() -> dict[str, object]:
    """Return what the log holds now."""
    ids = list(Event.objects.order_by("id").values_list("id", flat=True))
    broken = verify()
    return {"count": len(ids), "broken": broken and broken.event, "ids": ids}
