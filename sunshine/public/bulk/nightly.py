"""When shards are written: all of them at night, at once where something was taken down."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from django.conf import settings

from sunshine.audit.models import Event
from sunshine.jobs.readers import Reader
from sunshine.jobs.sweeper import Sweep
from sunshine.kit.days import beijing_day
from sunshine.public.baking.readings import body_slugs, public_items, year_of, years_of
from sunshine.public.bulk.shards import (
    TEMPORARY,
    Shard,
    notes,
    remove_shard,
    write_manifest,
    write_shard,
)
from sunshine.publishing.models import Item

NIGHT_BEGINS = timedelta(hours=2)
SLICE_SECONDS = 0.3
# Every act on an item, and on a part of one; a new edition waits for the night.
_KINDS = ("publishing.item_", "publishing.edition_pulled", "publishing.file_pulled")


class Nightly:
    """Writes what the night owes, a slice at a time; finished shards outlast a restart."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._work: Iterator[object] | None = None
        self._day = ""

    def turn(self, at: datetime) -> int:
        """Work for a moment on what is owed at ``at``; return how many steps were made."""
        day = beijing_day(at - NIGHT_BEGINS).isoformat()
        if self._work is None or self._day != day:
            if manifest_day(self._root) == day:
                return 0
            self._work, self._day = self._owed(day), day
        end, count = monotonic() + SLICE_SECONDS, 0
        for _step in self._work:
            count += 1
            if monotonic() >= end:
                return count
        self._work = None
        return count

    def _owed(self, day: str) -> Iterator[object]:
        for left in self._root.rglob(f"{TEMPORARY}*"):
            left.unlink(missing_ok=True)
        days = {Shard(note["body"], note["year"]): note["day"] for note in notes(self._root)}
        for slug in list(body_slugs()):
            for year in years_of(public_items().filter(body__slug=slug)):
                shard = Shard(slug, year)
                if days.pop(shard, "") != day:
                    yield from write_shard(self._root, shard, day)
        for shard in days:
            remove_shard(self._root, shard)
        write_manifest(self._root, day)
        yield day


def manifest_day(root: Path) -> str:
    """Return for which night the shards were written, "" if for none."""
    try:
        return str(json.loads((root / "manifest.json").read_text(encoding="utf-8"))["day"])
    except (OSError, ValueError, KeyError):
        return ""


def take_out(events: Sequence[Event]) -> None:
    """Write the shards anew in which the items stand, as they are now."""
    root = Path(settings.OPEN_DATA_DIR)
    codes = {event.subject.removeprefix("item:").partition("/")[0] for event in events}
    items = Item.objects.filter(code__in=codes, published_here__isnull=False)
    rows = items.values_list("body__slug", "published_here")
    touched = {Shard(slug, year_of(moment)) for slug, moment in rows if moment}
    days = {Shard(note["body"], note["year"]): note["day"] for note in notes(root)}
    there = sorted((shard for shard in touched if shard in days), key=lambda one: one.body)
    for shard in there:
        for _step in write_shard(root, shard, days[shard]):
            pass
    if there:
        write_manifest(root, manifest_day(root))


BULK_READER = Reader("public.bulk", take_out, kinds=_KINDS, strict=True)


def bulk_sweep() -> Sweep:
    """Return the sweep that writes the bulk files at night, and where there are none yet."""
    return Sweep("public.bulk", 1, Nightly(Path(settings.OPEN_DATA_DIR)).turn)
