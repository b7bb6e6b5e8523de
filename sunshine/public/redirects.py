"""The map of addresses that lead on, as the record holds it: one line each, nginx's own form.

``"/i/old/" "/i/new/";`` — nginx includes the file in a ``map``, the WSGI layer reads it.
"""

import re
from collections.abc import Mapping
from pathlib import Path

_LINE = re.compile(r'^"((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)";$')
_ESCAPED = re.compile(r"\\(.)")


def written(redirects: Mapping[str, str]) -> str:
    """Return the text of the map, sorted by address."""
    return "".join(
        f'"{_escape(old)}" "{_escape(new)}";\n' for old, new in sorted(redirects.items())
    )


def read(text: str) -> dict[str, str]:
    """Return the map that ``written`` wrote; lines that are none are left out."""
    found = (_LINE.match(line) for line in text.splitlines())
    return {_ESCAPED.sub(r"\1", m[1]): _ESCAPED.sub(r"\1", m[2]) for m in found if m}


def _escape(path: str) -> str:
    return path.replace("\\", "\\\\").replace('"', '\\"').replace("$", "")


class RedirectMap:
    """The map, read again when its file has changed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._signature: tuple[int, int, int] | None = None
        self._map: dict[str, str] = {}

    def target(self, path: str) -> str | None:
        """Return where ``path`` leads, None if it leads nowhere; one ``stat``."""
        try:
            status = self._file.stat()
        except FileNotFoundError:
            self._signature, self._map = None, {}
            return None
        signature = (status.st_mtime_ns, status.st_size, status.st_ino)
        if signature != self._signature:
            self._map = read(self._file.read_text(encoding="utf-8"))
            self._signature = signature
        return self._map.get(path)
