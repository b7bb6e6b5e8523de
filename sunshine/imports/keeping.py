"""Uploaded archives, kept privately until their batch is done with and a while longer."""

import hashlib
import os
import shutil
from pathlib import Path

from django.conf import settings

import sunshine.imports.reasons  # noqa: F401 - the sentences of what is refused here
from sunshine.files.store import Readable, make_private
from sunshine.kit.errors import Refused

_PIECE = 1 << 18
_MEGABYTE = 1 << 20


def place_of(code: str) -> Path:
    """Return where the upload of the batch ``code`` lies."""
    return Path(settings.IMPORTS_DIR) / code / "source"


def receive(stream: Readable, code: str) -> str:
    """Keep an upload for the batch ``code``, whole or not at all; return its SHA-256.

    Raises Refused("file-too-big") beyond SUNSHINE_IMPORT_LIMIT_MB.
    """
    most = settings.IMPORT_LIMIT_MB * _MEGABYTE
    place = place_of(code)
    make_private(place.parent)
    incoming = place.with_name("incoming")
    digest, size = hashlib.sha256(), 0
    handle = os.open(incoming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > most:
                    raise Refused("file-too-big", field="file", megabytes=settings.IMPORT_LIMIT_MB)
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        shutil.rmtree(place.parent, ignore_errors=True)
        raise
    if size == 0:
        shutil.rmtree(place.parent, ignore_errors=True)
        raise Refused("file-empty", field="file")
    incoming.replace(place)
    return digest.hexdigest()


def forget(code: str) -> bool:
    """Remove the upload of the batch ``code``; return whether there was one."""
    there = place_of(code).parent.exists()
    shutil.rmtree(place_of(code).parent, ignore_errors=True)
    return there
