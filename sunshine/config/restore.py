"""Putting a backup in place: checked whole before anything is touched, and nothing is lost."""

import hashlib
import json
import shutil
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from sunshine.config.backup import FORMAT, MANIFEST, Manifest
from sunshine.config.dumps import dump_name, other_sessions, put_back
from sunshine.files.models import StoredFile
from sunshine.files.store import make_private, place_of, sealed_place_of
from sunshine.jobs.locks import HomeLock

_REPLACED = ("files", "imports", "mail", "law", "record", "secret.key", "sealing.key")
_PIECE = 1 << 20


class RestoreError(Exception):
    """Nothing was restored; says why and what to do."""


def restore_backup(source: Path, *, at: datetime) -> tuple[Manifest, Path]:
    """Replace what SUNSHINE_HOME and the database hold by the backup ``source``.

    Returns what the backup holds and the directory in which the old state is kept.
    Raises RestoreError before anything is touched: archive damaged or of another kind of
    database, or a server still running. The record is left to be rebuilt.
    """
    home = Path(settings.HOME)
    locks = [HomeLock(home / "serve.lock"), HomeLock(home / "worker.lock")]
    try:
        if not all(lock.acquire() for lock in locks):
            raise RestoreError("Sunshine is running in this home. Stop it first, then restore.")
        with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as name:
            place = Path(name)
            manifest = _unpack(source, place)
            _refuse_unfit(manifest)
            aside = home / f"before-restore-{at:%Y%m%d-%H%M%S}"
            make_private(aside)
            _replace(place, home, aside, at)
    finally:
        for lock in locks:
            lock.release()
    return manifest, aside


def _unpack(source: Path, place: Path) -> Manifest:
    """Unpack into ``place`` and hold every entry against its hash; return the manifest."""
    try:
        with tarfile.open(source) as archive:
            members = {member.name: member for member in archive.getmembers()}
            if MANIFEST not in members:
                raise RestoreError(f"{source} is not a complete backup. Use another one.")
            stream = archive.extractfile(members[MANIFEST])
            facts: dict[str, Any] = json.load(stream) if stream else {}
            if facts.get("format") != FORMAT:
                raise RestoreError("The backup was made by another version. Update Sunshine first.")
            manifest = Manifest(**facts)
            for name, digest in manifest.entries.items():
                _unpack_one(archive, members.get(name), place / _inside(name), digest)
    except (tarfile.TarError, EOFError, OSError, ValueError, TypeError) as error:
        raise RestoreError(f"{source} cannot be read: {error}") from error
    return manifest


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise RestoreError(f"the entry {name!r} leads out of the backup")
    return path


def _unpack_one(
    archive: tarfile.TarFile, member: tarfile.TarInfo | None, target: Path, digest: str
) -> None:
    stream = archive.extractfile(member) if member is not None and member.isfile() else None
    if stream is None:
        raise RestoreError(f"{target.name} is missing in the backup. Use another one.")
    make_private(target.parent)
    found = hashlib.sha256()
    with target.open("xb") as file:
        target.chmod(0o600)
        while piece := stream.read(_PIECE):
            found.update(piece)
            file.write(piece)
    if found.hexdigest() != digest:
        raise RestoreError(f"{target.name} is damaged in the backup. Use another one.")


def _refuse_unfit(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise RestoreError(
            f"The backup is of {manifest.database}, but SUNSHINE_DATABASE_URL says"
            f" {connection.vendor}. Set it to a database of the same kind."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if not known.issuperset(manifest.migrations):
        raise RestoreError("The backup was made by a newer version. Update Sunshine first.")
    others = other_sessions()
    if others:
        raise RestoreError(f"The database is in use by {others} others. Stop them first.")


def _replace(place: Path, home: Path, aside: Path, at: datetime) -> None:
    dump = place / dump_name()
    put_back(dump, aside, at=at)
    dump.unlink(missing_ok=True)
    for name in _REPLACED:
        if (home / name).exists():
            (home / name).rename(aside / name)
    for entry in place.iterdir():
        shutil.move(entry, home / entry.name)


def agree_on_seals() -> None:
    """Put a file back that was sealed after the database was saved, before the file was read.

    Needs tables that are up to date: runs after the migration.
    """
    for sha256 in StoredFile.objects.filter(is_sealed=False).values_list("sha256", flat=True):
        if not place_of(sha256).exists() and sealed_place_of(sha256).exists():
            make_private(place_of(sha256).parent)
            sealed_place_of(sha256).rename(place_of(sha256))
