"""All that is suspicious in one reading: personal data, wording and what hides."""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace

from sunshine.scanning.findings import Sighting
from sunshine.scanning.personal import find_personal
from sunshine.scanning.readings import Reading
from sunshine.scanning.wording import NO_RULES, CompiledRules, find_wording


def scan(
    read: Reading | str, *, compiled_rules: CompiledRules = NO_RULES, own: Collection[str] = ()
) -> list[Sighting]:
    """Return everything suspicious in ``read``, by place, each with its page if there are pages.

    ``own``: what the office publishes of itself, which is not reported.
    """
    reading = Reading(read) if isinstance(read, str) else read
    text = reading.text
    found = [*find_personal(text, own=own), *find_wording(text, compiled_rules)]
    starts = [start for start, _end in reading.pages]
    paged = [replace(one, page=_page_of(one.start, reading, starts)) for one in found]
    return sorted([*paged, *reading.hidden], key=lambda one: (one.start, one.end, one.kind))


def _page_of(at: int, reading: Reading, starts: list[int]) -> int | None:
    number = bisect_right(starts, at)
    return number if number and at < reading.pages[number - 1][1] else None
