"""The record as a whole: compared with the database, and baked anew, key by key.

Both stream: a hundred thousand items need no more memory than a hundred, apart from
eight bytes for each address.
"""

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import time_ns

import brotli

from sunshine.public.addresses import ENCODINGS, LANGUAGES, NEUTRAL
from sunshine.public.baking.baker import due_files, owned_files
from sunshine.public.baking.keys import Key
from sunshine.public.baking.kinds import KINDS, every_key
from sunshine.public.baking.writer import Writer, is_temporary

_TREES = (NEUTRAL, *LANGUAGES)


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as the database has it: missing, extra, different, stale."""

    what: str
    name: str
    key: Key | None = None

    def __str__(self) -> str:
        return f"{self.what}: {self.name}"


def differences(root: Path, keys: Iterable[Key], *, on: date) -> Iterator[Difference]:
    """Yield how the files of the keys differ from what they should be."""
    for key in keys:
        due = due_files(key, on)
        for name, held in due.items():
            yield from _compare(root, name, held, key)
        for name in sorted(owned_files(key, root) - due.keys()):
            if _is_there(root, name):
                yield Difference("extra", name, key)


def _is_there(root: Path, name: str) -> bool:
    return any((root / f"{name}{suffix}").exists() for suffix in ("", *ENCODINGS.values()))


def _compare(root: Path, name: str, held: bytes | Path, key: Key) -> Iterator[Difference]:
    file = root / name
    content = held.read_bytes() if isinstance(held, Path) else held
    try:
        found = file.read_bytes()
    except OSError:
        yield Difference("missing", name, key)
        return
    if found != content:
        yield Difference("different", name, key)
        return
    if isinstance(held, Path):
        return
    if not Writer(root).holds(name, content):
        yield Difference("stale encoding", name, key)
        return
    for suffix, opened in ((".gz", gzip.decompress), (".br", brotli.decompress)):
        if _opened(Path(f"{file}{suffix}"), opened) != content:
            yield Difference("stale encoding", f"{name}{suffix}", key)


def _opened(file: Path, open_with: Callable[[bytes], bytes]) -> bytes | None:
    try:
        return open_with(file.read_bytes())
    except (OSError, EOFError, brotli.error):
        return None


class Ownership:
    """Which files have an owner, kept as eight bytes each."""

    def __init__(self) -> None:
        self._files: set[int] = set()
        self._folders: set[int] = set()

    def add(self, key: Key) -> None:
        """Note what ``key`` owns."""
        owned = KINDS[key.kind].owns(key)
        self._files.update(hash(name) for name in owned.files())
        if owned.folder:
            self._folders.add(hash(f"{NEUTRAL}{owned.folder}"))

    def has(self, name: str) -> bool:
        """Return whether the file, or the one it lies beside, or its folder has an owner."""
        if hash(f"{os.path.dirname(name)}/") in self._folders:  # noqa: PTH120 - names, not paths
            return True
        plain = next(
            (name.removesuffix(suffix) for suffix in ENCODINGS.values() if name.endswith(suffix)),
            name,
        )
        return hash(name) in self._files or hash(plain) in self._files


def strangers(root: Path) -> Iterator[str]:
    """Yield the files of the record that nothing in the database owns.

    What was put down since it began to ask is left out: its owner may be as new.
    """
    began = time_ns()
    owners = Ownership()
    for key in every_key():
        owners.add(key)
    for name in _walk(root):
        if is_temporary(name.rpartition("/")[2]) or not owners.has(name):
            changed = _changed(root / name)
            if changed is not None and changed < began:
                yield name


def _changed(file: Path) -> int | None:
    try:
        return file.stat().st_ctime_ns
    except OSError:
        return None


def _walk(root: Path) -> Iterator[str]:
    for tree in _TREES:
        for folder, _, names in os.walk(root / tree):
            base = os.path.relpath(folder, root)
            for name in sorted(names):
                yield f"{base}/{name}"


def sweep_strangers(root: Path) -> int:
    """Remove what nothing owns; return how many files went."""
    count = 0
    for name in list(strangers(root)):
        (root / name).unlink(missing_ok=True)
        count += 1
    return count
