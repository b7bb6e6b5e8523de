"""What the record owes in the background: after an upgrade, a new name, a new day.

A sweep of the worker gives it a slice of every second; in between, what was just
published goes out as ever.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db.models import Q

from sunshine.jobs.sweeper import Sweep
from sunshine.kit.days import beijing_day
from sunshine.public.baking.baker import Baker
from sunshine.public.baking.keys import Key
from sunshine.public.baking.kinds import KINDS, OF_A_BODY, every_key
from sunshine.public.baking.matter_keys import guide_keys, keys_below
from sunshine.public.baking.pending import (
    ALL,
    BELOW,
    BODIES,
    State,
    fingerprint,
    marks,
    read_state,
    unmark,
    write_state,
)
from sunshine.public.baking.readings import ever_public, has_root
from sunshine.public.baking.rebuild import rebuild

SLICE_SECONDS = 0.5
# A site without a record has nothing to lose by waiting for the rest.
FIRST_SLICE_SECONDS = 5.0


def keys_of_all_pages(body: str) -> Iterator[Key]:
    """Yield every key whose frame or content names the body, as its pages and items do."""
    codes = set(ever_public().filter(Q(body__slug=body)).values_list("code", flat=True))
    for key in every_key():
        if body in key.subject.split("/") or key.subject in codes:
            yield key


def own_pages() -> Iterator[Key]:
    """Yield the keys of the pages that every body has for itself, and of those that list bodies."""
    for name in ("home", *OF_A_BODY, "bodies", "map"):
        if name in KINDS:
            yield from KINDS[name].every()


def daily_keys() -> Iterator[Key]:
    """Yield the keys that show the day."""
    for kind in KINDS.values():
        if kind.daily:
            yield from kind.every()
    # Which edition of a guide is in force, and what it rests on, depends on the day.
    yield from guide_keys()


def _marked(name: str) -> Iterator[Key]:
    if name == BODIES:
        return own_pages()
    if name.startswith(BELOW):
        return keys_below(name.removeprefix(BELOW))
    return keys_of_all_pages(name)


class Refresher:
    """Does what is owed, a slice at a time; what a restart interrupts begins again."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._work: Iterator[object] | None = None
        self._day: date | None = None

    def turn(self, at: datetime) -> int:
        """Work for a while on what is owed at ``at``; return how many keys were baked."""
        day = beijing_day(at)
        is_new = not read_state(self._root).fingerprint
        seconds = FIRST_SLICE_SECONDS if is_new else SLICE_SECONDS
        if self._work is None or self._day != day:
            self._work, self._day = self._owed(day), day
        end, count = monotonic() + seconds, 0
        for _ in self._work:
            count += 1
            if monotonic() >= end:
                return count
        self._work = None
        return count

    def _owed(self, day: date) -> Iterator[object]:
        if not has_root():
            return
        state = read_state(self._root)
        marked = marks(self._root)
        if state.fingerprint != fingerprint() or ALL in marked:
            yield from rebuild(self._root, on=day)
            return
        for name, held in marked.items():
            yield from self._bake(_marked(name), day)
            unmark(self._root, name, held)
        if state.day != day.isoformat():
            yield from self._bake(daily_keys(), day)
            write_state(self._root, State(state.fingerprint, day.isoformat()))

    def _bake(self, keys: Iterator[Key], day: date) -> Iterator[object]:
        baker = Baker(self._root, durable=True)
        try:
            for key in keys:
                baker.bake_one(key, on=day)
                yield key
            baker.writer.settle()
        finally:
            baker.close()


def record_refresh() -> Sweep:
    """Return the sweep that keeps the record up to what the program and the day ask."""
    refresher = Refresher(settings.RECORD_DIR)
    return Sweep("public.record_refresh", 1, refresher.turn)
