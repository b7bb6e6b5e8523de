"""What the record still owes, noted in the record itself: marks, and the state it is in.

A mark is laid down before the cursor of the reader moves on, and taken away when the
work is done, so that no crash loses one. The state says for which program and day the
record was made; a record without one owes everything.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from sunshine.public.baking.writer import make_folder

# Marks bear the slug of a body, or ask for everything, or for the own pages of all bodies, or
# for what the bodies below one show of it.
ALL, BODIES, BELOW = "*", "+bodies", "+below-"
_MARKS = ".later"
_STATE = ".state.json"
_SOURCES = frozenset({".py", ".html", ".txt", ".toml", ".mo", ".xml", ".svg"})
PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class State:
    """For which program, and for which day in Beijing, the record was made."""

    fingerprint: str = ""
    day: str = ""


def read_state(root: Path) -> State:
    """Return the state of the record; an empty one if it has none or it cannot be read."""
    try:
        return State(**json.loads((root / _STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return State()


def write_state(root: Path, state: State) -> None:
    """Keep the state, as a whole or not at all."""
    make_folder(root)
    temporary = root / f"{_STATE}.{os.getpid()}"
    temporary.write_text(json.dumps(asdict(state)), encoding="utf-8")
    temporary.replace(root / _STATE)


def mark(root: Path, name: str) -> None:
    """Note that every page of a body is to be baked again, or all that ALL or BODIES name."""
    folder = root / _MARKS
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(os.urandom(8))


def marks(root: Path) -> dict[str, bytes]:
    """Return what is marked, and what each mark holds: a later mark holds something else."""
    folder = root / _MARKS
    try:
        return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
    except FileNotFoundError:
        return {}


def unmark(root: Path, name: str, held: bytes) -> None:
    """Take a mark away, unless it was laid down again meanwhile."""
    file = root / _MARKS / name
    if file.exists() and file.read_bytes() == held:
        file.unlink()


@cache
def fingerprint() -> str:
    """Return what tells this program's pages from another's: code, templates, words, address."""
    digest = hashlib.sha256(settings.SITE_URL.encode())
    for file in _sources():
        digest.update(file.as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists():
        yield manifest
    for file in sorted(PACKAGE.rglob("*")):
        if file.suffix in _SOURCES and "__pycache__" not in file.parts:
            yield file
