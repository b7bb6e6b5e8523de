"""A backup: one archive with the database, the files, the mail and the key, checked by hashes.

The database is taken first. Files are kept by their content and never change, so that
whatever the database names at that moment is still there when the files are read.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from sunshine.config.dumps import take_snapshot

FORMAT = 1
MANIFEST = "manifest.json"
# The record and the static files are made again from what is kept.
_KEPT = ("files", "imports", "mail", "law", "secret.key", "sealing.key")


@dataclass(slots=True)
class Manifest:
    """What a backup holds; the last entry of the archive, so that half a backup has none."""

    made_at: str
    database: str
    last_event: int
    last_digest: str
    migrations: list[str]
    entries: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


def write_backup(target: Path, *, at: datetime) -> Manifest:
    """Write a backup to ``target``, whole or not at all, and return what it holds.

    Raises FileExistsError if ``target`` is there, DumpError if the database cannot be
    saved. The archive holds keys and personal data: it is readable by its owner alone.
    """
    if target.exists():
        raise FileExistsError(target)
    partial = target.with_name(f".{target.name}.partial")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sunshine-") as place:
            manifest = _write(partial, Path(place), at)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def _write(partial: Path, place: Path, at: datetime) -> Manifest:
    snapshot = take_snapshot(place)
    manifest = Manifest(
        made_at=at.isoformat(),
        database=connection.vendor,
        last_event=snapshot.last_event,
        last_digest=snapshot.last_digest,
        migrations=sorted(f"{app}.{name}" for app, name in _applied()),
    )
    handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w+b") as raw:
        with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
            _add(archive, manifest, snapshot.file.name, snapshot.file)
            for name, path in _kept_files():
                _add(archive, manifest, name, path)
            content = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


def _kept_files() -> Iterator[tuple[str, Path]]:
    """Yield what to keep; sealed files last, for one may be sealed while they are read."""
    home = Path(settings.HOME)
    for name in _KEPT:
        entry = home / name
        found = sorted(path for path in entry.rglob("*") if path.is_file())
        for path in [entry] if entry.is_file() else sorted(found, key=_is_sealed):
            yield str(path.relative_to(home)), path


def _is_sealed(path: Path) -> bool:
    return path.parent.name == "sealed"


class _Hashing:
    """Reads a file and keeps the hash of what was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next piece of the file."""
        piece = self._stream.read(size)
        self.digest.update(piece)
        return piece


def _add(archive: tarfile.TarFile, manifest: Manifest, name: str, path: Path) -> None:
    try:
        stream = path.open("rb")
    except FileNotFoundError:  # sealed or swept up a moment ago
        return
    with stream:
        entry = archive.gettarinfo(arcname=name, fileobj=stream)
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        hashing = _Hashing(stream)
        archive.addfile(entry, hashing)
    manifest.entries[name] = hashing.digest.hexdigest()
