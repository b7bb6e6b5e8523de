"""Where documents come from: a folder, a ZIP archive or a JSON list, looked at as members.

Nothing is unpacked to disk but one document at a time; names are only ever shown, never used
as a path of ours.
"""

import json
import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from sunshine.imports.converting.kinds import MOST_BYTES, Unconvertible, extension_of

MOST_MEMBERS = 100_000
MOST_RATIO = 200
_SMALL = 1_000_000
_PIECE = 1 << 18
_LONGEST_NAME = 400
_RUBBISH = re.compile(r"(?:^|/)(?:__MACOSX(?:/|$)|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")
_UTF8_NAME = 0x800
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a source: its name with ``/`` between folders, its size in bytes.

    ``unfit``: why it is not even opened: a code with a sentence; empty if it may be.
    """

    name: str
    size: int
    unfit: str = ""
    key: str = field(default="", compare=False)


class Source(Protocol):
    """A folder or an archive."""

    def members(self) -> Iterator[Member]:
        """Yield the members by name, rubbish of operating systems left out."""

    def content(self, member: Member) -> bytes:
        """Return the content; raise Unconvertible if it cannot be had within the limits."""


class Folder:
    """The files below a directory; links are named but not followed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def members(self) -> Iterator[Member]:
        """Yield the files by name."""
        found = []
        for path in self.root.rglob("*"):
            name = path.relative_to(self.root).as_posix()
            if _RUBBISH.search(name):
                continue
            if path.is_symlink():
                found.append(Member(_shown(name), 0, "import-link", name))
            elif path.is_file():
                found.append(Member(_shown(name), path.stat().st_size, "", name))
        yield from _bounded(sorted(found, key=lambda one: one.name))

    def content(self, member: Member) -> bytes:
        """Return the content of a file."""
        path = self.root / member.key
        if path.stat().st_size > MOST_BYTES:
            raise Unconvertible("import-too-large", most=MOST_BYTES // 1_000_000)
        return path.read_bytes()


class Archive:
    """The members of a ZIP file."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unconvertible("import-archive-damaged") from error
        self._infos: dict[str, zipfile.ZipInfo] = {}

    def close(self) -> None:
        """Close the file."""
        self._archive.close()

    def members(self) -> Iterator[Member]:
        """Yield the members by name; one name twice is told at the second."""
        found = []
        for number, info in enumerate(self._archive.infolist()):
            name = _name_of(info)
            if info.is_dir() or _RUBBISH.search(name):
                continue
            key = str(number)
            self._infos[key] = info
            found.append(Member(_shown(name), info.file_size, _unfit(info, name), key))
        yield from _bounded(sorted(found, key=lambda one: one.name))

    def content(self, member: Member) -> bytes:
        """Return the content, no more of it than the archive says there is."""
        if not self._infos:
            for number, info in enumerate(self._archive.infolist()):
                self._infos[str(number)] = info
        info = self._infos[member.key]
        try:
            with self._archive.open(info) as stream:
                pieces, size = [], 0
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > MOST_BYTES or size > info.file_size:
                        raise Unconvertible("import-bomb")
                    pieces.append(piece)
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError) as error:
            raise Unconvertible("import-damaged") from error
        except NotImplementedError as error:
            raise Unconvertible("import-packed-oddly") from error
        except Exception as error:
            # zlib and lzma have errors of their own; what is not unpacked is damaged.
            if isinstance(error, Unconvertible):
                raise
            raise Unconvertible("import-damaged") from error
        return b"".join(pieces)


@contextmanager
def opened(path: Path, name: str = "") -> Iterator[Source]:
    """Give the folder or archive at ``path``; raise Unconvertible for anything else.

    ``name``: as an upload was called, where ``path`` does not say.
    """
    name = name or path.name
    if path.is_dir():
        yield Folder(path)
    elif zipfile.is_zipfile(path) and extension_of(name) not in {"docx", "xlsx", "pptx"}:
        archive = Archive(path)
        try:
            yield archive
        finally:
            archive.close()
    elif path.is_file():
        # A single document or list: a folder that holds nothing else.
        yield _Alone(path, name)
    else:
        raise Unconvertible("import-nothing-there")


class Gone:
    """What is left of a source that is no longer there: nothing."""

    def members(self) -> Iterator[Member]:
        """Yield nothing."""
        return iter(())

    def content(self, member: Member) -> bytes:
        """Raise Unconvertible."""
        raise Unconvertible("import-source-gone", name=member.name)


class _Alone:
    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name

    def members(self) -> Iterator[Member]:
        yield Member(_shown(self.name), self.path.stat().st_size, "", "alone")

    def content(self, member: Member) -> bytes:  # noqa: ARG002 - there is only one
        if self.path.stat().st_size > MOST_BYTES:
            raise Unconvertible("import-too-large", most=MOST_BYTES // 1_000_000)
        return self.path.read_bytes()


def entries_of(content: bytes) -> list[dict[str, Any]]:
    """Return the objects of a JSON list; empty if ``content`` is no list of objects."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Unconvertible("import-damaged") from None
    if isinstance(found, dict):
        found = next((value for value in found.values() if isinstance(value, list)), [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return []
    return found


@contextmanager
def as_file(content: bytes, name: str) -> Iterator[Path]:
    """Give ``content`` as a file that is gone afterwards, for a reader in another process."""
    suffix = f".{extension_of(name)}" if extension_of(name).isalnum() else ""
    with tempfile.NamedTemporaryFile(prefix="sunshine-import-", suffix=suffix[:8]) as file:
        file.write(content)
        file.flush()
        yield Path(file.name)


def _bounded(found: list[Member]) -> Iterator[Member]:
    if len(found) > MOST_MEMBERS:
        raise Unconvertible("import-too-many", most=MOST_MEMBERS)
    seen: set[str] = set()
    for member in found:
        if member.name in seen:
            yield Member(member.name, member.size, "import-name-twice", member.key)
        else:
            yield member
        seen.add(member.name)


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the member's name: archives of Chinese Windows write GB 18030 without saying so."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        # Two characters of GB 18030 can be valid UTF-8 by chance, but never Chinese then.
        read = [text for text in (_read_as(raw, "utf-8"), _read_as(raw, "gb18030")) if text]
        name = next(filter(_CHINESE.search, read), read[0] if read else name)
    return name.replace("\\", "/")


def _read_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _unfit(info: zipfile.ZipInfo, name: str) -> str:
    if name.startswith("/") or _DRIVE.match(name) or ".." in PurePosixPath(name).parts:
        return "import-name-leads-out"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "import-link"
    if info.flag_bits & 0x1:
        return "import-encrypted"
    packed = max(1, info.compress_size)
    if info.file_size > MOST_BYTES:
        return "import-too-large-member"
    if info.file_size > _SMALL and info.file_size / packed > MOST_RATIO:
        return "import-bomb"
    return ""


def _shown(name: str) -> str:
    """Return the name as it is kept and shown: printable, bounded, never a path of ours."""
    plain = "".join(char if char.isprintable() else "�" for char in name)
    plain = plain.encode("utf-8", "replace").decode("utf-8")
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1]}…"
