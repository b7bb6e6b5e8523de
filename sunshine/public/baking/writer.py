"""Putting finished files down so that nobody ever sees half of one.

A file is written beside its place and renamed into it. The compressed files go first,
the plain one last, and all three bear the same time: a reader who finds a compressed
file of another time knows that a write was interrupted. Removal begins with the plain
one. What is already there, byte for byte, is left alone and keeps its time.
"""

import contextlib
import gzip
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from time import time_ns

import brotli

from sunshine.public.addresses import ENCODINGS

# For the account of nginx; what may not be read is not in the record.
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
_TEMPORARY = ".new-"
# Measured on our pages: higher levels cost much and save little.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6


def compressed(content: bytes) -> dict[str, bytes]:
    """Return what lies beside a plain file, by suffix; the same bytes for the same content."""
    return {
        ENCODINGS["gzip"]: gzip.compress(content, GZIP_LEVEL, mtime=0),
        ENCODINGS["br"]: brotli.compress(content, quality=BROTLI_QUALITY),
    }


@dataclass(slots=True)
class Writer:
    """Writes into one record; ``changed`` counts the files written or removed, forms included.

    ``durable``: ``settle`` waits until the disk has them.
    """

    root: Path
    durable: bool = False
    changed: int = 0
    _unsettled: set[Path] = field(default_factory=set)

    def write(self, name: str, content: bytes) -> bool:
        """Put ``content`` and its compressed forms at ``name``; return whether it was new."""
        file = self.root / name
        if self.holds(name, content):
            return False
        make_folder(file.parent)
        now = time_ns()
        for suffix, form in compressed(content).items():
            self._put(_beside(file, suffix), form, now)
        self._put(file, content, now)
        return True

    def copy(self, name: str, source: Path) -> bool:
        """Put a copy of ``source`` at ``name``; return whether it was new.

        Stored files never change, so one of the same size and time is the same.
        Raises OSError if the source cannot be read.
        """
        file, status = self.root / name, source.stat()
        if times_of(file) == (status.st_mtime_ns, status.st_size):
            return False
        make_folder(file.parent)
        temporary = _temporary(file)
        try:
            shutil.copyfile(source, temporary)
            self._place(temporary, file, status.st_mtime_ns)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return True

    def remove(self, name: str) -> bool:
        """Remove what is at ``name`` in every form; return whether anything was there."""
        file = self.root / name
        count = 0
        for suffix in ("", *ENCODINGS.values()):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                _beside(file, suffix).unlink()
                count += 1
        if count:
            self.changed += count
            self._prune(file.parent)
        return count > 0

    def holds(self, name: str, content: bytes) -> bool:
        """Return whether the plain file is ``content`` and its forms were written with it."""
        file = self.root / name
        try:
            if file.read_bytes() != content:
                return False
        except OSError:
            return False
        written = times_of(file)
        beside = (times_of(_beside(file, suffix)) for suffix in ENCODINGS.values())
        return written is not None and all(
            times is not None and times[0] == written[0] for times in beside
        )

    def settle(self) -> None:
        """Bring to the disk what was written; only then may a cursor move on."""
        for place in self._unsettled if self.durable else ():
            with contextlib.suppress(FileNotFoundError):
                handle = os.open(place, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
        self._unsettled.clear()

    def _put(self, file: Path, content: bytes, written: int) -> None:
        temporary = _temporary(file)
        try:
            temporary.write_bytes(content)
            self._place(temporary, file, written)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def _place(self, temporary: Path, file: Path, written: int) -> None:
        temporary.chmod(_FILE_MODE)
        os.utime(temporary, ns=(written, written))
        temporary.replace(file)
        self.changed += 1
        if self.durable:
            self._unsettled |= {file, file.parent}

    def _prune(self, folder: Path) -> None:
        """Remove ``folder`` and the empty ones above it, up to the language."""
        while folder.parent not in {self.root, folder}:
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass
            except OSError:
                break
            folder = folder.parent
        if self.durable:
            self._unsettled.add(folder)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, readable for the account of nginx."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(_FOLDER_MODE)


def times_of(file: Path) -> tuple[int, int] | None:
    """Return when the file was written (nanoseconds) and its size, None if there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def is_temporary(name: str) -> bool:
    """Return whether a file name is that of an unfinished write."""
    return name.startswith(_TEMPORARY)


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix) if suffix else file


def _temporary(file: Path) -> Path:
    return file.with_name(f"{_TEMPORARY}{os.getpid()}")
