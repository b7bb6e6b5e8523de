"""What processes do to the index at once, and what of it is found; called inside a house."""

import time

from django.utils import timezone

from sunshine.publishing.searching import index_dir, rebuild_index
from sunshine.publishing.visibility import findable
from sunshine.search.engine import find
from tests.build.record import publish_through_acts

WORDS = "号通告"


def published(count: int) -> int:
    """Make an empty index, then publish ``count`` items; return how many are public."""
    rebuild_index()
    publish_through_acts(count)
    return findable().filter(current__title__contains=WORDS).count()


def found() -> dict[str, object]:
    """Return what is found of them, and whether something is found twice."""
    results = find(WORDS, root=index_dir(), limit=200)
    codes = [hit.entry.code for hit in results.hits]
    return {"total": results.total, "codes": sorted(codes), "once": len(set(codes)) == len(codes)}


def read_on(seconds: float) -> dict[str, object]:
    """Ask again and again; return how often, and what was counted, in order, without repeats."""
    until, asked, counted = time.monotonic() + seconds, 0, [-1]
    while time.monotonic() < until:
        total = find(WORDS, root=index_dir(), limit=5).total
        asked += 1
        if total != counted[-1]:
            counted.append(total)
    return {"asked": asked, "counted": counted[1:]}


def truth() -> list[str]:
    """Return the codes that are public."""
    wanted = findable().filter(current__title__contains=WORDS)
    return sorted(wanted.values_list("code", flat=True))


def again() -> str:
    """Make the index anew beside readers; return when that was done."""
    rebuild_index()
    return timezone.now().isoformat()
