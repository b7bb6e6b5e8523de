"""Counting what is read, in the web process: address and number, nothing about the reader.

Counts stand in memory and go to a file of their own every few seconds; the worker adds the
files up (``publishing.access_counts``). A process that is killed loses the last seconds, two
threads at once may lose one: it is an estimate, and a reader never waits for it.
"""

import json
import logging
import os
import re
import secrets
import threading
from datetime import UTC, datetime
from pathlib import Path

from sunshine.kit.days import beijing_day

log = logging.getLogger(__name__)

SECONDS = 5.0
# Addresses between two writings; a scanner finds no more than there are finished files.
MOST_PATHS = 100_000
_MOST_AGENTS = 5_000
_BOT = re.compile(
    r"bot|spider|crawl|slurp|scan|fetch|monitor|preview|archiv|headless|lighthouse|index"
    r"|curl|wget|python|java/|okhttp|go-http|libwww|httpclient|http_request|axios|node|ruby|perl"
    r"|yisou|bingpreview|facebookexternalhit|^mozilla/[0-9.]+$",
    re.IGNORECASE,
)


def is_bot(agent: str) -> bool:
    """Return whether a User-Agent names a program; one that says nothing is one."""
    return not agent or _BOT.search(agent) is not None


class Tally:
    """The counts of one process."""

    def __init__(self, folder: Path, seconds: float = SECONDS) -> None:
        self._folder = folder
        self._seconds = seconds
        self._agents: dict[str, bool] = {}
        self._people: dict[str, int] = {}
        self._bots: dict[str, int] = {}
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        os.register_at_fork(after_in_child=self._begin_anew)

    def count(self, path: str, agent: str) -> None:
        """Count one reading of ``path``, as WSGI gives it."""
        known = self._agents.get(agent)
        if known is None:
            known = self._learn(agent)
        counts = self._bots if known else self._people
        counts[path] = counts.get(path, 0) + 1

    def write(self) -> None:
        """Write away what was counted since the last time."""
        people, self._people = self._people, {}
        bots, self._bots = self._bots, {}
        if not people and not bots:
            return
        paths = list(dict.fromkeys([*people, *bots]))[:MOST_PATHS]
        counts = {_text(path): [people.get(path, 0), bots.get(path, 0)] for path in paths}
        day = beijing_day(datetime.now(UTC))
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self._folder / f"{day}-{secrets.token_hex(8)}.json"
        hidden = file.with_suffix(".part")
        hidden.write_text(json.dumps({"day": day.isoformat(), "counts": counts}), "utf-8")
        hidden.replace(file)

    def _begin_anew(self) -> None:
        """Start with nothing counted and no thread, as in a process just forked."""
        self._people, self._bots, self._agents = {}, {}, {}
        self._thread, self._lock = None, threading.Lock()

    def _learn(self, agent: str) -> bool:
        # The first reading of a process comes here, for it knows no agent yet.
        self._start()
        if len(self._agents) > _MOST_AGENTS:
            self._agents.clear()
        known = self._agents[agent] = is_bot(agent)
        return known

    def _start(self) -> None:
        with self._lock:
            if self._thread is None and self._seconds:
                self._thread = threading.Thread(target=self._run, name="tally", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        wait = threading.Event()
        while not wait.wait(self._seconds):
            try:
                self.write()
            except OSError:
                log.warning("what was read could not be written away", exc_info=True)


def _text(path: str) -> str:
    return path.encode("latin-1", "replace").decode("utf-8", "replace")
