"""Finished files, made ready to be sent: found, read, typed and given their headers.

The slow half of the record server: it runs once per file and change, never per request.
"""

import gzip
import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import brotli

from sunshine.public.addresses import ENCODINGS, FILES_PREFIX, file_of, is_sound, split_language

Headers = list[tuple[str, str]]

# Larger files are read from the disk for every request and not kept in memory.
KEPT_BYTES = 1024 * 1024
STATIC_PREFIX = "/static/"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".zip": "application/zip",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_COMPRESSED_HERE = frozenset({".css", ".js", ".svg", ".txt", ".webmanifest"})
_SHOWN_IN_PLACE = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
# What was taken down must be gone everywhere within five minutes, so nobody may keep
# a copy without asking whether it still stands.
_ASK_AGAIN = "public, max-age=0, must-revalidate"
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(slots=True)
class Held:
    """A file ready to be sent: its headers and, if it is small, its bytes."""

    file: str
    signature: tuple[int, int, int]
    etag: str
    headers: Headers
    not_modified: Headers
    body: bytes | None
    size: int
    modified: str
    ranges: bool
    checked: float = 0.0
    used: bool = False
    # Style sheets and scripts come with every page and are not counted.
    counted: bool = True

    @property
    def chunks(self) -> Sequence[bytes]:
        """Return the body as WSGI wants it; raise TypeError for a file not held in memory."""
        if self.body is None:
            raise TypeError("this file is read from the disk")
        return (self.body,)

    def is_current(self) -> bool:
        """Return whether the file is still the one that was read; one ``stat``."""
        try:
            return _signature(os.stat(self.file)) == self.signature  # noqa: PTH116 - per request
        except OSError:
            return False


class Shelf:
    """Where finished files stand: the record, and the collected static files."""

    def __init__(self, record: Path, static: Path, security: Sequence[tuple[str, str]]) -> None:
        self._record = os.path.realpath(record)
        self._static = os.path.realpath(static)
        self._security = list(security)

    def fetch(self, path: str, encoding: str, *, elder: bool) -> Held | None:
        """Return what stands at ``path`` (as WSGI gives it), None if nothing does.

        ``encoding`` is what the reader takes: "br", "gzip" or "" for neither.
        """
        try:
            path = path.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return None
        if path.startswith(STATIC_PREFIX):
            return self._fetch_static(path, encoding)
        name = file_of(path, elder=elder)
        if name is None:
            return None
        file = f"{self._record}/{name}"
        found = _open(file)
        if found is None:
            return None
        handle, status = found
        attached = path.startswith(FILES_PREFIX)
        with os.fdopen(handle, "rb") as stream:
            body = stream.read() if status.st_size <= KEPT_BYTES else None
        used = ""
        if not attached:
            body, used = _encoded(file, body, encoding, status.st_mtime_ns)
        headers = self._headers(path, file, status, attached=attached, encoding=used)
        return _held(file, status, headers, body, ranges=attached)

    def _fetch_static(self, path: str, encoding: str) -> Held | None:
        name = path[len(STATIC_PREFIX) :]
        if not is_sound(path) or not name:
            return None
        file = f"{self._static}/{name}"
        found = _open(file)
        if found is None:
            return None
        handle, status = found
        with os.fdopen(handle, "rb") as stream:
            body = stream.read()
        suffix = PurePosixPath(name).suffix.lower()
        used = encoding if encoding and suffix in _COMPRESSED_HERE else ""
        if used:
            body = _compressed(body, used)
        headers = [
            ("Content-Type", TYPES.get(suffix, "application/octet-stream")),
            ("Cache-Control", _FOR_EVER if _is_hashed(name) else _ASK_AGAIN),
            ("Vary", "Accept-Encoding"),
            *self._security,
        ]
        if used:
            headers.append(("Content-Encoding", used))
        held = _held(file, status, headers, body, ranges=False)
        held.counted = False
        return held

    def _headers(
        self, path: str, file: str, status: os.stat_result, *, attached: bool, encoding: str
    ) -> Headers:
        suffix = PurePosixPath(file).suffix.lower()
        headers = [
            ("Content-Type", TYPES.get(suffix, "application/octet-stream")),
            ("Cache-Control", _ASK_AGAIN),
            ("Last-Modified", formatdate(status.st_mtime, usegmt=True)),
        ]
        if attached:
            headers += self._attached(file, suffix)
        else:
            headers += self._security
            page = path.endswith("/")
            headers.append(("Vary", "Accept-Encoding, Cookie" if page else "Accept-Encoding"))
            if page:
                language = "en" if split_language(path)[0] == "en" else "zh-Hans"
                headers.append(("Content-Language", language))
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return headers

    def _attached(self, file: str, suffix: str) -> Headers:
        """Return the headers of an attachment: whatever it holds, it runs nowhere."""
        shown = "inline" if suffix in _SHOWN_IN_PLACE else "attachment"
        name = quote(PurePosixPath(file).name)
        kept = [(key, value) for key, value in self._security if key != "Content-Security-Policy"]
        return [
            *kept,
            ("Content-Security-Policy", "default-src 'none'; sandbox"),
            ("Content-Disposition", f"{shown}; filename*=UTF-8''{name}"),
            ("Accept-Ranges", "bytes"),
        ]


def _signature(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _open(file: str) -> tuple[int, os.stat_result] | None:
    """Open a regular file that no link leads to; None if there is none."""
    if os.path.realpath(os.path.dirname(file)) != os.path.dirname(file):  # noqa: PTH120 - hot
        return None
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError):
        return None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        return None
    return handle, status


def _encoded(
    file: str, plain: bytes | None, encoding: str, written: int
) -> tuple[bytes | None, str]:
    """Return the body in ``encoding`` if the file beside it belongs to the plain one.

    All three are given the same time of writing; another time means that a write was
    interrupted, and the plain file is the truth.
    """
    for name in ("br", "gzip") if encoding == "br" else (encoding,):
        suffix = ENCODINGS.get(name)
        if suffix is None:
            break
        found = _open(file + suffix)
        if found is None:
            continue
        handle, status = found
        with os.fdopen(handle, "rb") as stream:
            if status.st_mtime_ns == written and status.st_size <= KEPT_BYTES:
                return stream.read(), name
    return plain, ""


def _compressed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=9))
    return gzip.compress(body, 9, mtime=0)


def _is_hashed(name: str) -> bool:
    """Return whether the name bears the hash of its content: ``sunshine.0123456789ab.css``."""
    parts = PurePosixPath(name).name.split(".")
    return any(len(part) == 12 and set(part) <= set("0123456789abcdef") for part in parts[1:-1])


def _held(
    file: str, status: os.stat_result, headers: Headers, body: bytes | None, *, ranges: bool
) -> Held:
    if body is None:
        etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    else:
        etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    size = status.st_size if body is None else len(body)
    headers = [*headers, ("ETag", etag), ("Content-Length", str(size))]
    kept = {"ETag", "Cache-Control", "Vary", "Last-Modified", "Content-Language"}
    modified = next((value for key, value in headers if key == "Last-Modified"), "")
    return Held(
        file=file,
        signature=_signature(status),
        etag=etag,
        headers=headers,
        not_modified=[header for header in headers if header[0] in kept],
        body=body,
        size=size,
        modified=modified,
        ranges=ranges,
    )
