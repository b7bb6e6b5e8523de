"""Papers bound into one PDF: contents in front, every page numbered, a bookmark for each.

Runs in a process of its own (``bound_apart``): it opens files that somebody handed in. What
cannot be opened is not left out: a page in its place says so, with the digest of the file.
"""

import base64
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_COMMAND = (sys.executable, "-E", "-s", "-B", "-X", "utf8", "-m", "sunshine.kit.papers.binder")
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a sheet; ``widths`` are shares, one a column, or none for equal ones."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record that is set here: lines of text and tables in their order."""

    title: str
    blocks: Sequence[str | Grid]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the bundle: a sheet to be set, or a PDF, PNG or JPEG as it is."""

    title: str
    day: str = ""
    sheet: Sheet | None = None
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is bound: the words on its first page, the words of its footer, and the parts."""

    title: str
    note: str
    heads: Sequence[str]  # of the contents: number, paper, day, pages
    footer: str  # "{page}" and "{pages}" in it
    unreadable: str  # said on the page of what cannot be opened; "{digest}" in it
    parts: Sequence[Part]


class CannotBeBound(Exception):
    """The child that binds failed; the message is its own."""


def bound_apart(bundle: Bundle, *, fonts: Path) -> bytes:
    """Return the bundle as one PDF; ``fonts`` is the folder with the office's own fonts.

    Raises CannotBeBound if no font can show it, or it takes longer than two minutes.
    """
    given = json.dumps(as_data(bundle) | {"fonts": str(fonts)}, ensure_ascii=False).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the papers on its standard input
            _COMMAND, input=given, capture_output=True, check=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise CannotBeBound("timeout") from error
    except subprocess.CalledProcessError as error:
        raise CannotBeBound(error.stderr.decode("utf-8", "replace")[-500:]) from error
    return done.stdout


def as_data(bundle: Bundle) -> dict[str, Any]:
    """Return the bundle as data for JSON, the bytes in base64."""
    return asdict(bundle) | {
        "parts": [
            {
                "title": part.title,
                "day": part.day,
                "sheet": None if part.sheet is None else sheet_data(part.sheet),
                "content": base64.b64encode(part.content).decode(),
                "digest": hashlib.sha256(part.content).hexdigest() if part.content else "",
            }
            for part in bundle.parts
        ]
    }


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """Return a sheet as data for the template."""
    blocks = [one if isinstance(one, str) else asdict(one) for one in sheet.blocks]
    return {"title": sheet.title, "note": sheet.note, "blocks": blocks}


def bytes_of(text: str) -> io.BytesIO:
    """Return what stands in base64 as a stream."""
    return io.BytesIO(base64.b64decode(text))
