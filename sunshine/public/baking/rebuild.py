"""Baking everything anew, in place: pages go on being served, a crash loses nothing.

A share is one of several processes that bake side by side, each its part of the keys.
How far a share has come is kept in the record, so that it goes on where it stopped.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from zlib import crc32

from sunshine.public.baking.baker import Baker
from sunshine.public.baking.keys import Key
from sunshine.public.baking.kinds import every_key
from sunshine.public.baking.pending import ALL, State, fingerprint, marks, unmark, write_state
from sunshine.public.baking.readings import has_root
from sunshine.public.baking.whole import sweep_strangers

_PROGRESS = ".rebuild"
_NOTE_EVERY = 50


@dataclass(frozen=True, slots=True)
class Share:
    """Part ``number`` of ``of``, from 1."""

    number: int = 1
    of: int = 1

    def keys(self) -> Iterator[Key]:
        """Yield the keys of this share: the same ones in every process."""
        for key in every_key():
            if crc32("\0".join(key).encode()) % self.of == self.number - 1:
                yield key

    def note(self, root: Path) -> Path:
        """Return the file that says how far this share has come."""
        return root / _PROGRESS / f"{self.number}-of-{self.of}.json"


def bake_share(root: Path, share: Share, *, on: date) -> Iterator[tuple[int, int]]:
    """Bake the keys of a share; yield (keys done, files written since the start) after each."""
    done = _done(root, share)
    baker = Baker(root)
    try:
        for key in islice(share.keys(), done, None):
            baker.bake_one(key, on=on)
            done += 1
            if done % _NOTE_EVERY == 0:
                _note(root, share, done)
            yield done, baker.writer.changed
        _note(root, share, done)
    finally:
        baker.close()


def purpose_of(root: Path) -> str:
    """Return what a rebuild that begins now is for: only one for the same thing goes on."""
    return fingerprint() + marks(root).get(ALL, b"").hex()


def _done(root: Path, share: Share) -> int:
    try:
        noted = json.loads(share.note(root).read_text(encoding="utf-8"))
        return int(noted["done"]) if noted["purpose"] == purpose_of(root) else 0
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _note(root: Path, share: Share, done: int) -> None:
    file = share.note(root)
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(".new")
    noted = {"purpose": purpose_of(root), "done": done}
    temporary.write_text(json.dumps(noted), encoding="utf-8")
    temporary.replace(file)


def is_begun(root: Path) -> bool:
    """Return whether an earlier rebuild stopped half-way and is to go on."""
    return (root / _PROGRESS).exists()


def forget_progress(root: Path) -> None:
    """Begin the next rebuild from the start."""
    shutil.rmtree(root / _PROGRESS, ignore_errors=True)


def finish(root: Path, *, on: date, purpose: str) -> int:
    """Close a rebuild of every share; return how many strangers were removed."""
    removed = sweep_strangers(root)
    os.sync()
    if has_root():
        write_state(root, State(fingerprint(), on.isoformat()))
    if purpose == purpose_of(root):
        unmark(root, ALL, marks(root).get(ALL, b""))
    forget_progress(root)
    return removed


def rebuild(root: Path, *, on: date) -> Iterator[tuple[int, int]]:
    """Bake everything in this process; yield (keys done, files written) after each key."""
    purpose = purpose_of(root)
    yield from bake_share(root, Share(), on=on)
    finish(root, on=on, purpose=purpose)
