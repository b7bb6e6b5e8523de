"""The WSGI layer that answers screens before Django is asked, from memory.

Thousands of screens ask every few seconds whether anything is new, almost always in vain: the
answer is 304 and costs no database, no session and no file but one ``stat`` in a while.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import parse_qs

import brotli

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]

PREFIX = "/screens/"
# What was taken down is gone from a running server after this time.
CHECK_SECONDS = 0.25
CACHE_BYTES = 64 * 1024 * 1024
_PATHS = re.compile(
    r"/screens/(?:parts/[a-z0-9-]+\.json|pictures/[0-9a-f]{64}|halls/[a-z0-9-]+/state\.json)"
)
_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_PICTURES = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif"))


@dataclass(slots=True)
class _Held:
    """A file in memory, ready to be sent."""

    file: str
    signature: tuple[int, int, int]
    etag: str
    headers: Headers
    plain: bytes
    small: bytes | None = None
    checked: float = 0.0

    @property
    def weight(self) -> int:
        return len(self.plain) + len(self.small or b"") + 1024


class ScreensDoor:
    """Answers GET and HEAD below ``/screens/``, everything else by ``inner``."""

    def __init__(
        self,
        inner: Application,
        root: Path,
        security: Sequence[tuple[str, str]],
        note: Callable[[str, int, str], None],
    ) -> None:
        """``note`` is told code, age of content and version of each screen that asks."""
        self._inner = inner
        self._root = str(root)
        self._security = list(security)
        self._note = note
        self._held: dict[str, _Held] = {}
        self._bytes = 0
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        path: str = environ["PATH_INFO"]
        if not path.startswith(PREFIX) or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._inner(environ, start_response)
        held = self._held.get(path)
        if held is None or held.checked < monotonic() - CHECK_SECONDS:
            held = self._look(path, held)
        if held is None:
            return self._inner(environ, start_response)
        query = environ.get("QUERY_STRING")
        if query:
            self._see(query)
        if environ.get("HTTP_IF_NONE_MATCH") == held.etag:
            start_response("304 Not Modified", [("ETag", held.etag), ("Cache-Control", "no-cache")])
            return ()
        return self._send(held, environ, start_response)

    def _see(self, query: str) -> None:
        asked = parse_qs(query, max_num_fields=8) if query.count("&") < 8 else {}
        code = asked.get("s", [""])[0]
        if len(code) != 10 or not set(code) <= _SIGNS:
            return
        shown = asked.get("c", ["0"])[0]
        seconds = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 12 else 0
        self._note(code, seconds, asked.get("v", [""])[0][:16])

    def _send(
        self, held: _Held, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        body, headers = held.plain, held.headers
        if held.small is not None and "br" in environ.get("HTTP_ACCEPT_ENCODING", ""):
            body, headers = held.small, [*headers, ("Content-Encoding", "br")]
        start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
        return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)

    def _look(self, path: str, held: _Held | None) -> _Held | None:
        """Return what stands there now; from memory if the file is the same."""
        if held is not None:
            if _signature(held.file) == held.signature:
                held.checked = monotonic()
                return held
            self._forget(path)
        file = self._file(path)
        signature = _signature(file) if file else None
        if not file or signature is None:
            return None
        try:
            content = Path(file).read_bytes()
        except OSError:
            return None
        found = self._made(path, file, signature, content)
        with self._lock:
            self._held[path] = found
            self._bytes += found.weight
            while self._bytes > CACHE_BYTES and len(self._held) > 1:
                self._bytes -= self._held.pop(next(iter(self._held))).weight
        return found

    def _file(self, path: str) -> str:
        """Return the file behind an address, "" where the address can have none."""
        return f"{self._root}{path[len(PREFIX) - 1 :]}" if _PATHS.fullmatch(path) else ""

    def _made(self, path: str, file: str, signature: tuple[int, int, int], content: bytes) -> _Held:
        etag = f'"{sha256(content).hexdigest()[:24]}"'
        is_picture = path.startswith(f"{PREFIX}pictures/")
        kind = _picture_type(content) if is_picture else "application/json; charset=utf-8"
        # What was taken down must be gone within five minutes: nobody keeps it without asking.
        headers = [
            ("Content-Type", kind),
            ("ETag", etag),
            ("Cache-Control", "no-cache"),
            ("Vary", "Accept-Encoding"),
            *self._security,
        ]
        small = None if is_picture else brotli.compress(content, quality=5)
        return _Held(file, signature, etag, headers, content, small, monotonic())

    def _forget(self, path: str) -> None:
        with self._lock:
            gone = self._held.pop(path, None)
            if gone is not None:
                self._bytes -= gone.weight


def _signature(file: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(file, follow_symlinks=False)  # noqa: PTH116 - many times a second
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _picture_type(content: bytes) -> str:
    if content[8:12] == b"WEBP":
        return "image/webp"
    found = (kind for head, kind in _PICTURES if content.startswith(head))
    return next(found, "application/octet-stream")
