"""What every reader is given beside its file."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sunshine.scanning.reading.budget import Budget
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Reading, Unreadable

# A file on disk, or what was packed in another one.
Source = Path | bytes


@dataclass(frozen=True, slots=True)
class Context:
    """The budget of the outermost file, and how to read what is packed within."""

    budget: Budget
    read_within: Callable[[bytes, str], Reading]
    is_outermost: bool = True

    def read_again(self, content: bytes, name: str) -> Reading:
        """Return the reading of an older state of the same file."""
        with self.budget.deeper():
            return self.read_within(content, name)

    def tuck(self, transcript: Transcript, what: str, content: bytes, name: str) -> None:
        """Add a document that hides in another one; what cannot be read is named."""
        try:
            with self.budget.deeper():
                inner = self.read_within(content, name)
        except Unreadable as error:
            if error.code in {"expands-too-much", "too-long"}:
                raise
            transcript.hide(what, name, why=error.code)
            return
        transcript.tuck(what, name, inner)


def opened(source: Source) -> BinaryIO:
    """Return the content opened for reading."""
    return source.open("rb") if isinstance(source, Path) else io.BytesIO(source)


def whole(source: Source) -> bytes:
    """Return the content in memory."""
    return source.read_bytes() if isinstance(source, Path) else source
