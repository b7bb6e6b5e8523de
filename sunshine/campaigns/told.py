"""What a bulletin is compiled from, as plain values; read by ``gathering``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from: fields of a report, or of the deployment if ``report`` is empty."""

    report: str
    body: str
    fields: tuple[str, ...]

    def as_data(self) -> dict[str, object]:
        """Return the source as it is stored and printed."""
        return {"report": self.report, "body": self.body, "fields": list(self.fields)}


@dataclass(frozen=True, slots=True)
class ToldPassage:
    """A measure or a highlight of a report."""

    number: int
    is_highlight: bool
    theme: str
    title: str
    text: str

    @property
    def field(self) -> str:
        """Return how a source names it."""
        return f"passage:{self.number}"


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure of a report."""

    key: str
    label: str
    value: Decimal
    unit: str
    part_of: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the activities of a body, as recorded, come to."""

    activities: int
    people: int
    by_place: Mapping[str, int]
    by_kind: Mapping[str, int]
    questions: int
    answered: int
    pictures: tuple[tuple[str, str], ...]  # code and caption of those that may be shown


@dataclass(frozen=True, slots=True)
class ToldReport:
    """One report as it was sent, with what its body recorded."""

    code: str
    body: str
    name: str  # short name of the body
    path: str
    city: str  # short name of the city it belongs to; the body's own for city and province
    headline: str
    summary: str
    passages: tuple[ToldPassage, ...]
    figures: tuple[ToldFigure, ...]
    nothing_reason: str
    held: Held | None

    def source(self, *fields: str) -> Source:
        """Return the source that names ``fields`` of this report."""
        return Source(self.code, self.body, fields)


@dataclass(frozen=True, slots=True)
class Told:
    """Everything a bulletin is compiled from."""

    campaign: str
    body: str
    body_name: str
    title: str
    goal: str
    begins: date
    ends: date
    series: str
    ordinal: int | None
    co_host: str
    sent_to: int
    asks: tuple[str, ...]  # keys of figures, in the order in which they were asked for
    reports: tuple[ToldReport, ...]  # in the order of the tree


@dataclass(frozen=True, slots=True)
class Drafted:
    """A paragraph as it is compiled."""

    key: str
    kind: str
    text: str
    sources: tuple[Source, ...]
    body: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
