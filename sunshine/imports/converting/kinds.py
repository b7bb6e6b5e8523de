"""What a reader is asked, and what it answers. Pure, and light: the parent imports it too."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

DOCUMENTS = {
    "md": "markdown",
    "markdown": "markdown",
    "txt": "plain",
    "html": "web",
    "htm": "web",
    "shtml": "web",
    "docx": "word",
    "pdf": "pdf",
}
TABLES = frozenset({"csv", "xlsx"})
MOST_BYTES = 100_000_000
MOST_TEXT = 4_000_000
MOST_TABLE_ROWS = 100_000


class Unconvertible(Exception):
    """A document that cannot be read: a code with a sentence in ``imports.reasons``, and facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(slots=True)
class Converted:
    """One document as read: ``html`` not yet cleaned, ``text`` a line per paragraph.

    ``facts``: what the page says beside its text, by heads as they stand there. ``links``: what
    it points to, as written. ``trail``: its place in the old site, the outermost first.
    ``pictures``: how many stood in the text of a document and are left out.
    """

    html: str = ""
    text: str = ""
    heading: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    trail: list[str] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    pictures: int = 0


def extension_of(name: str) -> str:
    """Return what follows the last dot of ``name``, in small letters, "" if nothing does."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()
