"""Which screens were seen: kept in memory by each web process, written away once a minute.

A screen asks every few seconds, thousands of times a day: no database is asked for that.
Every web process writes a file of its own; the worker folds them into the register.
"""

import json
import logging
import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

log = logging.getLogger(__name__)

SECONDS = 60.0
# Codes that were never registered are passed over when the files are folded.
MOST_SCREENS = 20_000


@dataclass(frozen=True, slots=True)
class Sighting:
    """When a screen asked, how new its content was (seconds since 1970), which program it ran."""

    seen: float
    shown: int
    version: str


class Sightings:
    """What one web process has seen."""

    def __init__(self, folder: Path, clock: Callable[[], float], seconds: float = SECONDS) -> None:
        """``clock`` returns the seconds since 1970; ``seconds`` 0: written away by hand only."""
        self._folder = folder
        self._clock = clock
        self._seconds = seconds
        self._seen: dict[str, Sighting] = {}
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        os.register_at_fork(after_in_child=self._begin_anew)

    def note(self, code: str, shown: int, version: str) -> None:
        """Keep that the screen ``code`` has asked now."""
        if self._thread is None:
            self._start()
        if len(self._seen) < MOST_SCREENS or code in self._seen:
            self._seen[code] = Sighting(self._clock(), shown, version)

    def write(self) -> None:
        """Write away what was seen since the last time."""
        seen, self._seen = self._seen, {}
        if not seen:
            return
        rows = {code: [one.seen, one.shown, one.version] for code, one in seen.items()}
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self._folder / f"{secrets.token_hex(8)}.json"
        hidden = file.with_suffix(".part")
        hidden.write_text(json.dumps(rows), "utf-8")
        hidden.replace(file)

    def _begin_anew(self) -> None:
        """Start with nothing seen and no thread, as in a process just forked."""
        self._seen, self._thread, self._lock = {}, None, threading.Lock()

    def _start(self) -> None:
        with self._lock:
            if self._thread is None and self._seconds:
                self._thread = threading.Thread(target=self._run, name="sightings", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        wait = threading.Event()
        while not wait.wait(self._seconds):
            try:
                self.write()
            except OSError:
                log.warning("the screens seen could not be written away", exc_info=True)


def read_sightings(file: Path) -> dict[str, Sighting]:
    """Return what one file says; nothing where it is unreadable."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        return {
            str(code): Sighting(float(seen), int(shown), str(version)[:16])
            for code, (seen, shown, version) in rows.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        log.warning("%s holds no sightings", file.name)
        return {}


def moment(seconds: float) -> datetime | None:
    """Return ``seconds`` since 1970 as a moment, None for 0 and for what is none."""
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (OverflowError, OSError, ValueError):
        return None
