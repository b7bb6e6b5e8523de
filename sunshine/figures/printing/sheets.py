"""An account as PDF/A: tagged, fonts embedded, the same bytes for the same account."""

import functools
import importlib.resources
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from sunshine.figures.documents import Document, Part
from sunshine.figures.editions import APPLICATIONS
from sunshine.figures.grid_cells import grid_of, width_of
from sunshine.figures.printing.drawing import pictures_of
from sunshine.kit.errors import Refused
from sunshine.kit.papers.fonts import NoChineseFont
from sunshine.kit.papers.typesetting import CannotBeSet, typeset


def account_pdf(document: Document) -> bytes:
    """Return ``document`` as PDF; raise Refused if no font here can show it."""
    day = document.day or date(document.report.year or 1, 12, 31)
    fonts = Path(settings.HOME) / "fonts"
    try:
        return typeset(_template(), {"paper": _for_typst(document)}, day=day, fonts=fonts)
    except NoChineseFont as error:
        raise Refused("account-without-font") from error
    except CannotBeSet as error:
        raise Refused("account-strange-character", problem=str(error)) from error


def _for_typst(document: Document) -> dict[str, Any]:
    day = document.day
    return {
        "title": document.title,
        "body": document.body,
        "mark": document.mark,
        "day": f"{day.year}年{day.month}月{day.day}日" if day else "",
        "explanation": [line for line in document.explanation.splitlines() if line.strip()],
        "parts": [_part(part, document) for part in document.parts],
    }


def _part(part: Part, document: Document) -> dict[str, Any]:
    grid = grid_of(document.report, part.table) if part.table else None
    return {
        "title": part.title,
        "paragraphs": list(part.paragraphs),
        "grid": None
        if grid is None
        else [
            [
                {"text": cell.text, "down": cell.down, "across": cell.across, "head": cell.is_head}
                for cell in line
            ]
            for line in grid
        ],
        "width": width_of(grid) if grid else 0,
        "pictures": [
            {"title": picture.title, "svg": picture.svg, "told": picture.told}
            for picture in (pictures_of(document.report) if part.table == APPLICATIONS else ())
        ],
    }


@functools.cache
def _template() -> bytes:
    return importlib.resources.files(__package__).joinpath("account.typ").read_bytes()
