"""An account ready to be printed: plain values, without the database. Pure."""

from dataclasses import dataclass
from datetime import date

from sunshine.figures.reports import Report


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is printed: heading, paragraphs, the table that stands in it."""

    title: str
    paragraphs: tuple[str, ...]
    table: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An account ready to be printed; ``mark`` stands on every page of what is not signed."""

    title: str
    body: str
    parts: tuple[Part, ...]
    report: Report
    explanation: str = ""
    day: date | None = None
    mark: str = ""
