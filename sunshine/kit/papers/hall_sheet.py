"""Sheets that hang or lie in a hall: boards, posters, leaflets, guides, the handbook.

A sheet knows no law and no database. The same sheet always gives the same bytes.
"""

import dataclasses
import functools
import importlib.resources
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from sunshine.kit.papers.typesetting import qr_svg, typeset

Size = Literal["a4", "a3", "leaflet"]


@dataclasses.dataclass(frozen=True, slots=True)
class Heading:
    """A heading; one of the first level begins a new page in a book."""

    text: str
    level: int = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Rows:
    """Cells in rows under ``heads``, which may be empty."""

    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Steps:
    """Steps drawn one after the other: each a name, and who does it or how long it takes."""

    steps: tuple[tuple[str, str], ...]


Piece = Heading | Paragraph | Rows | Steps
_KINDS: Mapping[str, type[Heading | Paragraph | Rows | Steps]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "rows": Rows,
    "steps": Steps,
}


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet; ``note``: edition and stock; ``address``: drawn as QR code."""

    issuer: str
    title: str
    day: date
    pieces: tuple[Piece, ...]
    note: str = ""
    address: str = ""
    is_book: bool = False

    def as_data(self) -> dict[str, Any]:
        """Return the sheet as plain data for JSON."""
        plain = dataclasses.asdict(self)
        names = {kind: name for name, kind in _KINDS.items()}
        plain["pieces"] = [
            {"kind": names[type(piece)], **dataclasses.asdict(piece)} for piece in self.pieces
        ]
        return {**plain, "day": self.day.isoformat()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return the sheet that ``as_data`` wrote, also after it has been JSON."""
        pieces = tuple(_piece(one) for one in data["pieces"])
        return cls(**{**data, "day": date.fromisoformat(data["day"]), "pieces": pieces})


def sheet_pdf(
    sheet: Sheet, *, size: Size = "a4", large: bool = False, fonts: Path | None = None
) -> bytes:
    """Return ``sheet`` as PDF; ``large``: in type half as large again.

    Raises NoChineseFont if nothing here can show Chinese, CannotBeSet for a character in no font.
    """
    day = f"{sheet.day.year}年{sheet.day.month}月{sheet.day.day}日"
    data = {
        **sheet.as_data(),
        "day-text": day,
        "qr": qr_svg(sheet.address) if sheet.address else "",
        "size": size,
        "large": large,
    }
    return typeset(_template(), {"sheet": data}, day=sheet.day, fonts=fonts)


@functools.cache
def _template() -> bytes:
    return importlib.resources.files(__package__).joinpath("hall_sheet.typ").read_bytes()


def _piece(data: Mapping[str, Any]) -> Piece:
    given = {name: _tuples(value) for name, value in data.items() if name != "kind"}
    return _KINDS[data["kind"]](**given)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value
