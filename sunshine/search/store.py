"""Where the index lies: generations under one directory, of which one is current.

A generation is two indexes: ``open`` holds what everybody may read, ``inside`` all else, so
that a search by the public never touches what it may not find. Made anew, an index is a new
generation; the file ``current`` leads to it by one rename.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from sunshine.kit.opaque import LENGTH, opaque_code
from sunshine.search.fields import FORM, TERMS, schema, terms_analyzer

OPEN, INSIDE = "open", "inside"
HALVES = (OPEN, INSIDE)


class IndexUnusable(Exception):
    """There is no index, or it cannot be read: it is to be made anew."""


def current(root: Path) -> Path:
    """Return the directory of the current generation; raise IndexUnusable if there is none."""
    try:
        name = (root / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise IndexUnusable("no index") from error
    path = root / name
    if not name.isalnum() or not path.is_dir():
        raise IndexUnusable("the current index is gone")
    return path


def open_half(generation: Path, half: str) -> tantivy.Index:
    """Return one of the indexes of a generation; raise IndexUnusable if it is damaged."""
    try:
        about = json.loads((generation / "about.json").read_text(encoding="ascii"))
        if about != {"form": FORM}:
            raise IndexUnusable("of another form")
        index = tantivy.Index(schema(), str(generation / half), reuse=True)
        index.config_reader("manual")
    except (OSError, ValueError) as error:
        raise IndexUnusable(str(error)) from error
    index.register_tokenizer(TERMS, terms_analyzer())
    return index


def begin(root: Path) -> Path:
    """Return a new, empty generation that is not current yet. Raises OSError."""
    generation = root / opaque_code()
    for half in HALVES:
        (generation / half).mkdir(parents=True)
        tantivy.Index(schema(), str(generation / half))
    (generation / "about.json").write_text(json.dumps({"form": FORM}), encoding="ascii")
    return generation


def install(root: Path, generation: Path) -> None:
    """Make ``generation`` the current one, and remove all others. Raises OSError."""
    new = root / "current.new"
    with new.open("w", encoding="ascii") as file:
        file.write(generation.name)
        file.flush()
        os.fsync(file.fileno())
    new.replace(root / "current")
    clear(root, keep=generation)


def clear(root: Path, *, keep: Path) -> None:
    """Remove every generation but ``keep``: finished ones, and those a fall left unfinished."""
    for path in generations(root):
        if path != keep:
            shutil.rmtree(path, ignore_errors=True)


def generations(root: Path) -> list[Path]:
    """Return every generation, finished or not; none where there is no such directory."""
    if not root.is_dir():
        return []
    return [path for path in root.iterdir() if path.is_dir() and len(path.name) == LENGTH]


@contextmanager
def only_one(root: Path, act: str) -> Iterator[None]:
    """Let one process at a time do ``act`` in ``root``; wait for the others. Raises OSError."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / f"{act}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_there(root: Path) -> bool:
    """Return whether an index of the present form was ever made in ``root``, whole or damaged."""
    try:
        about = (current(root) / "about.json").read_text(encoding="ascii")
        return bool(json.loads(about) == {"form": FORM})
    except (IndexUnusable, OSError, ValueError):
        return (root / "current").exists()
