"""Byte ranges of large files (RFC 9110 section 14). Pure, apart from reading the file."""

import re
from collections.abc import Iterator

_RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")
_CHUNK = 256 * 1024


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


def read(file: str, start: int, length: int) -> Iterator[bytes]:
    """Yield ``length`` bytes of ``file`` from ``start``, in pieces; fewer if it is shorter."""
    with open(file, "rb") as stream:  # noqa: PTH123 - a string saves a Path for every request
        stream.seek(start)
        left = length
        while left > 0 and (piece := stream.read(min(_CHUNK, left))):
            left -= len(piece)
            yield piece
