"""Keeping contents on disk: whole or not at all, by their hash, readable by the server alone."""

import errno
import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.db import transaction

import sunshine.files.reasons  # noqa: F401 - the sentences of what is refused here
from sunshine.files.kinds import kind_of
from sunshine.files.models import StoredFile
from sunshine.kit.errors import Refused

_PIECE = 1 << 18
_MEGABYTE = 1 << 20


class Readable(Protocol):
    """What hands in a content: an uploaded file or an open one."""

    def read(self, size: int, /) -> bytes: ...


def store(stream: Readable, *, filename: str, limit: int | None = None) -> StoredFile:
    """Keep the content of ``stream`` and return it; the same content is kept once.

    ``filename``: as handed in, held against the content. ``limit``: most bytes, by default
    SUNSHINE_UPLOAD_LIMIT_MB. May be called in an action: if that fails, a content
    nobody refers to is swept up later. Raises Refused (reasons.py).
    """
    most = settings.UPLOAD_LIMIT_MB * _MEGABYTE if limit is None else limit
    incoming = settings.FILES_DIR / "incoming" / secrets.token_hex(16)
    make_private(incoming.parent)
    try:
        digest, size = _receive(stream, incoming, most)
        kind = kind_of(incoming, filename)
        kept = StoredFile.objects.filter(sha256=digest).first()
        if kept is not None and kept.is_sealed:
            raise Refused("file-sealed", field="file")
        _put(incoming, place_of(digest))
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Refused("file-no-room", field="file") from error
        raise
    finally:
        incoming.unlink(missing_ok=True)
    kept, _ = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"size": size, "media_type": kind.media_type}
    )
    return kept


def open_content(file: StoredFile) -> BinaryIO:
    """Return the content opened for reading; raises Refused("file-sealed") if it is sealed."""
    if file.is_sealed:
        raise Refused("file-sealed")
    return place_of(file.sha256).open("rb")


def place_of(sha256: str) -> Path:
    """Return where a content that is not sealed lies."""
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def sealed_place_of(sha256: str) -> Path:
    """Return where a sealed content lies."""
    return Path(settings.FILES_DIR) / "sealed" / sha256


def text_place_of(sha256: str) -> Path:
    """Return where the text that was read from a content lies (``sunshine.files.texts``)."""
    return Path(settings.FILES_DIR) / "texts" / sha256[:2] / sha256


def seal(file: StoredFile) -> None:
    """Give the content out to nobody from now on; it moves away when the transaction commits.

    Called in an action. If the server falls between commit and move, the sweep
    ``finish_seals`` moves it; nothing hands it out in between.
    """
    StoredFile.objects.filter(pk=file.pk).update(is_sealed=True)
    file.is_sealed = True
    transaction.on_commit(lambda: move_sealed(file.sha256), robust=True)


def move_sealed(sha256: str) -> bool:
    """Move a sealed content to its place; return whether there was something to move."""
    source, target = place_of(sha256), sealed_place_of(sha256)
    text_place_of(sha256).unlink(missing_ok=True)
    make_private(target.parent)
    try:
        source.rename(target)
    except FileNotFoundError:
        return False
    _sync_directory(target.parent)
    _sync_directory(source.parent)
    return True


def make_private(directory: Path) -> None:
    """Make ``directory`` with everything above it, for the server's account alone."""
    # Path.mkdir gives the mode to the last directory only.
    if not directory.parent.exists():
        make_private(directory.parent)
    directory.mkdir(mode=0o700, exist_ok=True)


def _receive(stream: Readable, incoming: Path, most: int) -> tuple[str, int]:
    """Write the stream to ``incoming``, synced to disk; return its hash and size."""
    digest, size = hashlib.sha256(), 0
    handle = os.open(incoming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most:
                raise Refused("file-too-big", field="file", megabytes=round(most / _MEGABYTE, 1))
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest(), size


def _put(incoming: Path, place: Path) -> None:
    make_private(place.parent)
    # Also over the same content: it is whole, and young again for the sweep of orphans.
    incoming.replace(place)
    _sync_directory(place.parent)


def _sync_directory(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
