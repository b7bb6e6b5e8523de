"""What a file and all that is packed in it may unpack to, together."""

from collections.abc import Iterator
from contextlib import contextmanager

from sunshine.scanning.reading.limits import (
    DEEPEST,
    FREE,
    MEGABYTE,
    MOST_PART,
    MOST_UNPACKED,
    RATIO,
)
from sunshine.scanning.readings import Unreadable


class Budget:
    """Counts what is unpacked while it streams; raises Unreadable before it becomes too much."""

    def __init__(self, packed: int) -> None:
        self._most = min(MOST_UNPACKED, max(FREE, packed * RATIO))
        self._spent = 0
        self._depth = 0

    def foresee(self, unpacked: int) -> None:
        """Refuse what says beforehand that it is too much."""
        if self._spent + unpacked > self._most:
            raise Unreadable("expands-too-much")

    def spend(self, unpacked: int) -> None:
        """Count what has been unpacked."""
        self._spent += unpacked
        if self._spent > self._most:
            raise Unreadable("expands-too-much")

    def hold_part(self, size: int) -> None:
        """Refuse a part that is too large to be held in memory whole."""
        if size > MOST_PART:
            raise Unreadable("too-big", most=MOST_PART // MEGABYTE)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Step into something packed within; raise Unreadable("too-deep") at the fourth."""
        if self._depth >= DEEPEST:
            raise Unreadable("too-deep", most=DEEPEST)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
