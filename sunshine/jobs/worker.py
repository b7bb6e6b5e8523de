"""The worker: follows the log, runs the sweeps, and gives a sign of life.

One process in one thread. Only one worker is active at a time; a second stands by and
takes over when the first is gone. Nothing is kept in memory that a restart would lose.
"""

import logging
import os
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import DatabaseError, connection, connections

from sunshine.jobs.locks import HomeLock, acquire_in_database
from sunshine.jobs.models import WorkerBeat
from sunshine.jobs.readers import DatabaseGone, Reader, head, run_once
from sunshine.jobs.sweeper import Sweep, Sweeper

log = logging.getLogger(__name__)

POLL_SECONDS = 0.1
_TICK = timedelta(seconds=1)
_BEAT = timedelta(seconds=5)
_DATABASE_WAIT_SECONDS = 1.0


@dataclass(slots=True)
class Worker:
    """One worker process; ``run`` returns when ``stop`` is set."""

    readers: Sequence[Reader]
    sweeps: Sequence[Sweep]
    clock: Callable[[], datetime]
    lock_file: Path
    stop: threading.Event = field(default_factory=threading.Event)
    _lock: HomeLock = field(init=False)
    _sweeper: Sweeper = field(init=False)
    _active: bool = field(init=False, default=False)
    _seen: int = field(init=False, default=-1)
    _next_tick: datetime | None = field(init=False, default=None)
    _next_beat: datetime | None = field(init=False, default=None)
    _started: datetime = field(init=False)

    def __post_init__(self) -> None:
        self._lock = HomeLock(self.lock_file)
        self._sweeper = Sweeper(self.sweeps)
        self._started = self.clock()

    def run(self) -> None:
        """Work until told to stop; outlives restarts of the database."""
        try:
            while not self.stop.is_set():
                try:
                    busy = self._turn()
                except (DatabaseError, DatabaseGone):
                    log.exception("the database does not answer; trying again")
                    self._let_go()
                    self.stop.wait(_DATABASE_WAIT_SECONDS)
                    continue
                if not busy:
                    self.stop.wait(POLL_SECONDS if self._active else _TICK.total_seconds())
        finally:
            self._farewell()

    def _turn(self) -> bool:
        """Do what there is to do now; return whether there may be more at once."""
        if not self._active:
            self._active = self._acquire()
            if self._active:
                log.info("worker is active")
                self._seen = -1
        now = self.clock()
        if self._next_beat is None or now >= self._next_beat or now < self._next_beat - _BEAT:
            self._beat(now)
        if not self._active:
            return False
        due = self._next_tick is None or now >= self._next_tick or now < self._next_tick - _TICK
        if due:
            self._next_tick = now + _TICK
            self._sweeper.run_due(at=now)
        return self._follow(now, again=due)

    def _follow(self, now: datetime, *, again: bool) -> bool:
        """Give every reader one batch; ``again``: those that wait after a failure are due too."""
        last = head()
        if last == self._seen and not again:
            return False
        passed = 0
        for reader in self.readers:
            if self.stop.is_set():
                return False
            passed += run_once(reader, at=now)
        if passed == 0:
            self._seen = last
        return passed > 0

    def _acquire(self) -> bool:
        if connection.vendor == "postgresql":
            return acquire_in_database()
        return self._lock.acquire()

    def _let_go(self) -> None:
        """Drop the connection, and with it PostgreSQL's lock: another may be active by now."""
        connections.close_all()
        self._active = self._active and connection.vendor != "postgresql"
        self._next_beat = None

    @property
    def _process(self) -> str:
        return f"{socket.gethostname()}:{os.getpid()}"

    def _beat(self, now: datetime) -> None:
        if self._next_beat is None:
            WorkerBeat.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()
        WorkerBeat.objects.update_or_create(
            process=self._process,
            defaults={"active": self._active, "started_at": self._started, "beat_at": now},
        )
        self._next_beat = now + _BEAT

    def _farewell(self) -> None:
        try:
            WorkerBeat.objects.filter(process=self._process).delete()
        except DatabaseError:
            log.warning("the database does not answer; leaving without a farewell")
        connections.close_all()
        self._lock.release()
