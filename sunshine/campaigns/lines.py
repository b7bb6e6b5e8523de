"""A bulletin line by line, stored or just compiled, for whoever sets it out."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sunshine.campaigns.compiling import compile_bulletin
from sunshine.campaigns.gathering import gather
from sunshine.campaigns.models import Bulletin, Campaign
from sunshine.campaigns.models.activities import PHOTOGRAPHS


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as it is to be shown."""

    key: str
    kind: str
    text: str
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[dict[str, Any], ...]
    is_away: bool

    @property
    def picture(self) -> str:
        """Return the code of the photograph that stands here, "" where none does."""
        named = (field for source in self.sources for field in source["fields"])
        found = (one.removeprefix(PHOTOGRAPHS) for one in named if one.startswith(PHOTOGRAPHS))
        return next(found, "") if self.kind == "picture" else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole bulletin as it is to be set out."""

    campaign: Campaign
    title: str
    day: date
    is_approved: bool
    lines: tuple[Line, ...]


def stored_sheet(bulletin: Bulletin, *, day: date) -> Sheet:
    """Return the bulletin as it was edited; what is left out is not in it; two queries.

    ``day``: the date it bears while nobody has approved it.
    """
    lines = tuple(
        Line(
            one.key,
            one.kind,
            one.text,
            tuple(tuple(row) for row in one.rows),
            tuple(one.sources),
            one.is_away,
        )
        for one in bulletin.paragraphs.filter(left_out="")
    )
    at = bulletin.approved_at
    signed = day if at is None else at.date()
    return Sheet(bulletin.campaign, bulletin.title, signed, at is not None, lines)


def fresh_sheet(campaign: Campaign, *, title: str, day: date) -> Sheet:
    """Return the bulletin as the reports give it now; nothing is stored."""
    lines = tuple(
        Line(
            one.key,
            one.kind,
            one.text,
            one.rows,
            tuple(source.as_data() for source in one.sources),
            False,
        )
        for one in compile_bulletin(gather(campaign))
    )
    return Sheet(campaign, title, day, False, lines)


def digest_of(title: str, lines: Iterable[Line]) -> str:
    """Return the SHA-256 of all that a reader sees of a bulletin, in hexadecimal."""
    said = [title, *([one.kind, one.text, [list(row) for row in one.rows]] for one in lines)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
