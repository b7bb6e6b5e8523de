"""Clean copies (净本): asked for in an owner's act, made by the worker behind the door.

The result is read again by the cleaning itself and looked through anew like any file.
"""

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sunshine.files.kinds import BY_MEDIA_TYPE
from sunshine.files.models import StoredFile
from sunshine.files.store import place_of, store
from sunshine.gate.models import Cleaning, Finding
from sunshine.jobs.aside import Aside
from sunshine.kit.errors import Reason, Refused
from sunshine.orgs.models import Person
from sunshine.scanning.clean_copies import Box, CleanReport, Mask, Uncleanable, clean

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 0.2
_MEGABYTE = 1 << 20
_LARGEST_MEGABYTES = 1024
# The copy, open, and what was done for it.
Made = tuple[BinaryIO, CleanReport]


def why_not_ask(
    subject: str,
    part: str,
    *,
    strip: Sequence[str] | None,
    masks: Sequence[Finding],
    boxes: Sequence[Box],
) -> list[Reason]:
    """Return why no clean copy can be asked for."""
    reasons = []
    if strip is not None and not strip and not masks and not boxes:
        reasons.append(Reason("cleaning-nothing"))
    if under_way(subject, part):
        reasons.append(Reason("cleaning-under-way"))
    return reasons


def under_way(subject: str, part: str) -> bool:
    """Return whether a clean copy is being made; one query."""
    states = [Cleaning.State.WAITING, Cleaning.State.MADE]
    return Cleaning.objects.filter(subject=subject, part=part, state__in=states).exists()


def ask(
    subject: str,
    part: str,
    source: StoredFile,
    *,
    strip: Sequence[str] | None,
    masks: Sequence[Finding],
    boxes: Sequence[Box],
    by: Person,
    at: datetime,
) -> Cleaning:
    """Ask the worker for a clean copy; called in an act of the owner."""
    wanted = [
        Mask(one.kind, one.text, one.page, one.suggestion, one.start, one.end) for one in masks
    ]
    return Cleaning.objects.create(
        subject=subject,
        part=part,
        source=source,
        strip=None if strip is None else sorted(strip),
        masks=[asdict(one) for one in wanted],
        boxes=[asdict(one) for one in boxes],
        asked_by=by,
        asked_at=at,
    )


class Cleaner:
    """Makes the clean copies that wait, one at a time beside the worker's own thread."""

    def __init__(self) -> None:
        self._running: dict[int, Aside[Made]] = {}

    def run(self, at: datetime) -> int:
        """Keep what was made and begin what waits; return how many were done."""
        if not self._running:
            waiting = Cleaning.objects.filter(state=Cleaning.State.WAITING)
            for one in waiting.select_related("source").order_by("pk")[:1]:
                self._running[one.pk] = _begin(one)
        ready = [key for key, one in self._running.items() if one.is_done(_PATIENCE_SECONDS)]
        for key in ready:
            _settle(key, self._running.pop(key), at)
        return len(ready)


def make_now(cleaning: Cleaning, at: datetime) -> Cleaning:
    """Make one clean copy in this process's time and return how it ended."""
    work = _begin(cleaning)
    work.is_done(None)
    _settle(cleaning.pk, work, at)
    cleaning.refresh_from_db()
    return cleaning


def fail(cleaning: Cleaning, code: str, *, at: datetime) -> None:
    """Note that the copy cannot be used; what was to be masked is forgotten."""
    cleaning.state, cleaning.code, cleaning.done_at = Cleaning.State.FAILED, code, at
    cleaning.masks = []
    cleaning.save()


def _begin(cleaning: Cleaning) -> Aside[Made]:
    source, media_type = place_of(cleaning.source.sha256), cleaning.source.media_type
    strip = cleaning.strip
    masks = [Mask(**one) for one in cleaning.masks]
    boxes = [Box(**one) for one in cleaning.boxes]

    def make() -> Made:
        with tempfile.TemporaryDirectory(prefix="clean-") as folder:
            target = Path(folder) / "copy"
            report = clean(source, target, media_type, strip=strip, masks=masks, boxes=boxes)
            # Opened before its name goes: nothing of it is left behind by a fall.
            return target.open("rb"), report

    return Aside(make)


def _settle(key: int, work: Aside[Made], at: datetime) -> None:
    cleaning = Cleaning.objects.get(pk=key)
    if cleaning.state != Cleaning.State.WAITING:
        return
    try:
        kind = BY_MEDIA_TYPE[cleaning.source.media_type]
        copy, report = work.result()
        with copy as made:
            limit = _LARGEST_MEGABYTES * _MEGABYTE
            cleaning.result = store(made, filename=f"copy.{kind.extensions[0]}", limit=limit)
    except Uncleanable as uncleanable:
        cleaning.facts = dict(uncleanable.facts)
        fail(cleaning, uncleanable.code, at=at)
        return
    except Refused as refused:
        fail(cleaning, refused.reasons[0].code, at=at)
        return
    cleaning.state, cleaning.masks = Cleaning.State.MADE, []
    cleaning.report = asdict(report)
    cleaning.save()
