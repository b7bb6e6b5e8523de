"""Reading files behind the door, in the worker: once for each content, in a thread of its own.

The state stands in the database; a worker that is killed in the middle leaves the
inspection waiting, and the next one begins it again.
"""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from sunshine.files.models import StoredFile
from sunshine.files.store import place_of
from sunshine.files.texts import keep_text, text_of
from sunshine.gate.models import FileInspection
from sunshine.gate.serving import ask_for_inspection
from sunshine.jobs.aside import Aside
from sunshine.scanning.clamd import Infected, Unscanned, refuse_infected
from sunshine.scanning.door import look_through
from sunshine.scanning.findings import Sighting
from sunshine.scanning.readings import Reading, Unreadable

log = logging.getLogger(__name__)

AT_ONCE = 2
# How long a turn of the worker waits for quick readings before it goes on with other work.
_PATIENCE_SECONDS = 0.4
_LONGEST_WAIT = timedelta(minutes=10)
Look = Callable[[Path, str], Reading]


class Inspector:
    """Reads what waits, beside the worker's own thread; no more than AT_ONCE at a time."""

    def __init__(self, look: Look = look_through) -> None:
        self._look = look
        self._running: dict[int, Aside[Reading]] = {}

    def run(self, at: datetime) -> int:
        """Keep what was read and begin what waits; return how many were done."""
        due = FileInspection.objects.filter(
            state=FileInspection.State.WAITING, next_try__lte=at
        ).exclude(pk__in=self._running)
        free = AT_ONCE - len(self._running)
        for inspection in due.select_related("file").order_by("pk")[:free]:
            self._running[inspection.pk] = _begin(inspection.file, self._look)
        patience = _PATIENCE_SECONDS / AT_ONCE
        ready = [key for key, one in self._running.items() if one.is_done(patience)]
        for key in ready:
            _settle(key, self._running.pop(key), at)
        return len(ready)


def _begin(file: StoredFile, look: Look) -> Aside[Reading]:
    path, media_type, sha256 = place_of(file.sha256), file.media_type, file.sha256

    def read() -> Reading:
        if settings.CLAMD:
            refuse_infected(path, settings.CLAMD)
        reading = look(path, media_type)
        keep_text(sha256, reading.text)
        return reading

    return Aside(read)


def inspection_of(sha256: str, at: datetime) -> FileInspection:
    """Return the inspection of a content, asked for if nobody has yet."""
    return ask_for_inspection(sha256, at)


def inspect_now(sha256: str, at: datetime) -> FileInspection:
    """Read a content at once, in this process's time, and return its inspection."""
    inspection = inspection_of(sha256, at)
    if inspection.state == FileInspection.State.WAITING:
        reading = _begin(inspection.file, look_through)
        reading.is_done(None)
        _settle(inspection.pk, reading, at)
        inspection.refresh_from_db()
    return inspection


def reading_of(inspection: FileInspection) -> Reading:
    """Return what was read; the hidden places of a file whose text is no more, alone."""
    return Reading(
        text=text_of(inspection.file.sha256) or "",
        pages=tuple((start, end) for start, end in inspection.pages),
        hidden=tuple(Sighting(**one) for one in inspection.hidden),
    )


def _settle(key: int, reading: Aside[Reading], at: datetime) -> None:
    inspection = FileInspection.objects.get(pk=key)
    if inspection.state != FileInspection.State.WAITING:
        return
    try:
        result = reading.result()
    except Unreadable as unreadable:
        inspection.state, inspection.done_at = FileInspection.State.UNREADABLE, at
        inspection.code, inspection.facts = unreadable.code, dict(unreadable.facts)
    except Infected as infected:
        log.warning("the file of inspection %s is infected: %s", key, infected.name)
        inspection.state, inspection.done_at = FileInspection.State.INFECTED, at
        inspection.code, inspection.facts = "", {"name": infected.name}
    except Unscanned as unscanned:
        log.warning("the file of inspection %s waits for clamd: %s", key, unscanned)
        _put_off(inspection, at, FileInspection.SCANNER_AWAY)
    except Exception:
        # Of the disk, not of the file: tried again later.
        log.exception("the file of inspection %s could not be inspected", key)
        _put_off(inspection, at, "")
    else:
        inspection.state, inspection.done_at, inspection.code = FileInspection.State.READ, at, ""
        inspection.pages = [list(page) for page in result.pages]
        inspection.hidden = [asdict(one) for one in result.hidden]
    inspection.save()


def _put_off(inspection: FileInspection, at: datetime, code: str) -> None:
    inspection.code = code
    inspection.tries += 1
    wait = timedelta(seconds=2 ** min(inspection.tries, 10))
    inspection.next_try = at + min(wait, _LONGEST_WAIT)
