"""The WSGI layer before Django: finished files first, from memory (docs/adr/0004-record.md).

A reader of the record costs no database, no session and no middleware. What is not in
the record goes to Django untouched.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from csp.utils import build_policy
from django.conf import settings

from sunshine.public.addresses import REDIRECTS, file_of
from sunshine.public.ranges import Budget, NotSatisfiable, asked
from sunshine.public.ranges import read as read_range
from sunshine.public.redirects import RedirectMap
from sunshine.public.shelf import Held, Shelf

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[str, str, bool]

# What was taken down is gone from a running server after this time.
CHECK_SECONDS = 0.05
CACHE_BYTES = 32 * 1024 * 1024
_ENTRY_BYTES = 2048
LARGE_BYTES, LARGE_SECONDS = 256 * 1024 * 1024, 30
_BUSY = [("Retry-After", "5"), ("Cache-Control", "no-store"), ("Content-Length", "0")]


def security_headers() -> list[tuple[str, str]]:
    """Return the headers that Django's middleware puts on every answer, for ours."""
    headers = [
        ("Content-Security-Policy", build_policy()),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
    ]
    if settings.SECURE_HSTS_SECONDS:
        headers.append(("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"))
    return headers


def encoding_for(accepted: str) -> str:
    """Return the best encoding of ours that an Accept-Encoding header takes: br, gzip or ""."""
    taken = set()
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if weight.strip().replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            taken.add(name.strip())
    return next((name for name in ("br", "gzip") if name in taken), "")


def is_elder(cookies: str) -> bool:
    """Return whether the Cookie header asks for the elder variant."""
    return any(cookie.strip() == "variant=elder" for cookie in cookies.split(";"))


class RecordApplication:
    """Answers GET and HEAD from the record, everything else by ``django``."""

    def __init__(
        self,
        django: Application,
        record: Path,
        static: Path,
        count: Callable[[str, str], None] | None = None,
    ) -> None:
        """``count`` is told the address and the User-Agent of every file that is read."""
        self._django = django
        self._count = count or _count_nothing
        self._shelf = Shelf(record, static, security_headers())
        self._redirects = RedirectMap(record / REDIRECTS)
        self._security = security_headers()
        self._held: dict[Key, Held] = {}
        self._encodings: dict[str, str] = {}
        self._bytes = 0
        self._lock = Lock()
        self._large = Budget(LARGE_BYTES, LARGE_SECONDS)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":  # noqa: PLR1714 - this line runs for every page
            return self._django(environ, start_response)
        query = environ.get("QUERY_STRING")
        if query and (query.startswith("on=") or "&on=" in query):
            # A question about one day is not in the record.
            return self._django(environ, start_response)
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        encoding = self._encodings.get(accepted)
        if encoding is None:
            encoding = self._learn(accepted)
        cookies = environ.get("HTTP_COOKIE")
        elder = cookies is not None and "variant=elder" in cookies and is_elder(cookies)
        key = (environ["PATH_INFO"], encoding, elder)
        held = self._held.get(key)
        if held is None or held.checked < monotonic() - CHECK_SECONDS:
            held = self._look(key, held)
            if held is None:
                return self._elsewhere(environ, start_response)
        held.used = True
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and _names(known, held.etag):
            start_response("304 Not Modified", held.not_modified)
            if held.counted:
                self._count(key[0], environ.get("HTTP_USER_AGENT", ""))
            return ()
        if method == "GET" and held.body is not None and not held.ranges:
            start_response("200 OK", held.headers)
            if held.counted:
                self._count(key[0], environ.get("HTTP_USER_AGENT", ""))
            return held.chunks
        return self._send(held, environ, start_response)

    def _learn(self, accepted: str) -> str:
        if len(self._encodings) > 500:
            self._encodings.clear()
        encoding = self._encodings[accepted] = encoding_for(accepted)
        return encoding

    def _look(self, key: Key, held: Held | None) -> Held | None:
        """Return what stands there now; from memory if the file is the same."""
        now = monotonic()
        if held is not None and held.is_current():
            held.checked = now
            return held
        if held is not None:
            self._forget(key)
        path, encoding, elder = key
        found = self._shelf.fetch(path, encoding, elder=elder)
        if found is None:
            return None
        found.checked = now
        self._keep(key, found)
        return found

    def _keep(self, key: Key, held: Held) -> None:
        with self._lock:
            self._held[key] = held
            self._bytes += _weight(held)
            # Second chance: what was used since it was last passed over stays once more.
            while self._bytes > CACHE_BYTES:
                oldest = next(iter(self._held))
                passed = self._held.pop(oldest)
                if passed.used:
                    passed.used = False
                    self._held[oldest] = passed
                else:
                    self._bytes -= _weight(passed)

    def _forget(self, key: Key) -> None:
        with self._lock:
            gone = self._held.pop(key, None)
            if gone is not None:
                self._bytes -= _weight(gone)

    def _elsewhere(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if file_of(path, elder=False) is not None:
            target = self._redirects.target(path.encode("latin-1").decode("utf-8", "replace"))
            if target is not None:
                start_response("301 Moved Permanently", self._leading_to(target))
                return ()
        return self._django(environ, start_response)

    def _leading_to(self, target: str) -> list[tuple[str, str]]:
        return [
            ("Location", target),
            ("Cache-Control", "public, max-age=0, must-revalidate"),
            ("Content-Length", "0"),
            *self._security,
        ]

    def _send(self, held: Held, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer HEAD, byte ranges, and files that are not held in memory."""
        if environ["REQUEST_METHOD"] == "HEAD":
            start_response("200 OK", held.headers)
            return ()
        try:
            span = _span(held, environ)
        except NotSatisfiable:
            none = [("Content-Range", f"bytes */{held.size}"), ("Content-Length", "0")]
            start_response("416 Range Not Satisfiable", _without_length(held) + none)
            return ()
        start, end = span or (0, held.size - 1)
        length = end - start + 1
        if held.body is None and not self._large.allows(length, monotonic()):
            start_response("503 Service Unavailable", [*_BUSY, *self._security])
            return ()
        if start == 0:
            # A viewer fetches the rest of the same file in further ranges.
            self._count(environ["PATH_INFO"], environ.get("HTTP_USER_AGENT", ""))
        if span is None:
            start_response("200 OK", held.headers)
        else:
            place = ("Content-Range", f"bytes {start}-{end}/{held.size}")
            part = [place, ("Content-Length", str(length))]
            start_response("206 Partial Content", _without_length(held) + part)
        if held.body is not None:
            return (held.body[start : end + 1],)
        return (read_range(held.file, start, length),)


def _count_nothing(_path: str, _agent: str) -> None:
    """Count nothing: where no count is kept."""


def _weight(held: Held) -> int:
    return _ENTRY_BYTES + len(held.body or b"")


def _names(header: str, etag: str) -> bool:
    """Return whether an If-None-Match header names ``etag``."""
    if header == etag:
        return True
    if header.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag for part in header.split(","))


def _span(held: Held, environ: Environ) -> tuple[int, int] | None:
    """Return the bytes asked for, None for all of them; raises NotSatisfiable."""
    header = environ.get("HTTP_RANGE")
    fresh = environ.get("HTTP_IF_RANGE", held.etag) in {held.etag, held.modified}
    return asked(header, held.size) if held.ranges and header is not None and fresh else None


def _without_length(held: Held) -> list[tuple[str, str]]:
    return [header for header in held.headers if header[0] != "Content-Length"]
