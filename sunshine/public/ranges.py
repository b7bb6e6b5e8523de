"""Byte ranges of large files (RFC 9110 section 14). Pure, apart from reading the file."""

import re
from collections import deque
from threading import Lock

_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


class NotSatisfiable(Exception):
    """The range asked for lies outside the file."""


def asked(header: str, size: int) -> tuple[int, int] | None:
    """Return first and last byte asked for; None if the header is to be ignored.

    Several ranges at once are not offered: the whole file is a lawful answer.
    Raises NotSatisfiable.
    """
    match = _RANGE.match(header.strip())
    if match is None or match[0].endswith("=-"):
        return None
    first, last = match[1], match[2]
    if not first:
        start, end = max(size - int(last), 0), size - 1
        if int(last) == 0:
            raise NotSatisfiable
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start >= size:
        raise NotSatisfiable
    return start, end


def read(file: str, start: int, length: int) -> bytes:
    """Return ``length`` bytes of ``file`` from ``start``; fewer if it is shorter."""
    with open(file, "rb") as stream:  # noqa: PTH123 - a string saves a Path for every request
        stream.seek(start)
        return stream.read(length)


class Budget:
    """How many bytes of large files may be begun within a while, so that memory lasts.

    A body given out in pieces would hold a thread for as long as the slowest reader
    takes; one given out whole is the server's to send, and memory's to hold.
    """

    def __init__(self, limit: int, seconds: float) -> None:
        self._limit, self._seconds = limit, seconds
        self._begun: deque[tuple[float, int]] = deque()
        self._lock = Lock()

    def allows(self, size: int, at: float) -> bool:
        """Take ``size`` from the budget if it is there (or nothing else is under way)."""
        with self._lock:
            while self._begun and self._begun[0][0] < at - self._seconds:
                self._begun.popleft()
            spent = sum(begun for _, begun in self._begun)
            if self._begun and spent + size > self._limit:
                return False
            self._begun.append((at, size))
            return True
