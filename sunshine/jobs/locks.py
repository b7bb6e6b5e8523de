"""Locks that end with their holder: one worker at a time, one server in one home."""

import fcntl
import os
from pathlib import Path

from django.db import connection

# Advisory locks of PostgreSQL are numbers; this one is ours: "SUN2".
_WORKER = 0x53_55_4E_32


class HomeLock:
    """A lock on a file of SUNSHINE_HOME; the system releases it when the process ends."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._handle: int | None = None

    def acquire(self) -> bool:
        """Return whether the lock is held now; never waits."""
        if self._handle is not None:
            return True
        self._file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._handle = handle
        return True

    def holder(self) -> int | None:
        """Return the number of the process that last took the lock, None if unknown."""
        try:
            return int(self._file.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def release(self) -> None:
        """Give the lock up. In a forked child this closes its copy only."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def acquire_in_database() -> bool:
    """Return whether this connection now holds the worker's lock (PostgreSQL); never waits.

    The lock lives and dies with the connection.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_WORKER])
        row = cursor.fetchone()
    return bool(row and row[0])
