"""One baker at a time for one key: the worker and a rebuild may run side by side.

Whoever takes the lock reads the database afterwards, so the last to write has seen the
newest state. The system releases the locks of a process that dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from sunshine.public.baking.keys import Key
from sunshine.public.baking.writer import make_folder

_STRIPES = 1 << 20


class KeyLocks:
    """Locks on single bytes of one file; two keys on one byte only wait for each other."""

    def __init__(self, root: Path) -> None:
        make_folder(root)
        self._handle = os.open(root / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    @contextmanager
    def holding(self, key: Key) -> Iterator[None]:
        """Hold the lock of ``key``; waits for whoever bakes it now."""
        place = crc32("\0".join(key).encode()) % _STRIPES
        fcntl.lockf(self._handle, fcntl.LOCK_EX, 1, place)
        try:
            yield
        finally:
            fcntl.lockf(self._handle, fcntl.LOCK_UN, 1, place)

    def close(self) -> None:
        """Give up every lock."""
        os.close(self._handle)
