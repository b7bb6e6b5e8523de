"""How cells look, as far as it decides whether and as what their values are seen."""

import datetime as dt
import re
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from sunshine.scanning.reading.markup import Element, attribute, child, each
from sunshine.scanning.reading.word_styles import is_near_white

# A format of empty sections shows nothing whatever the value.
_NOTHING = re.compile(r'^\s*(;+|"";?("";?)*)\s*$')


@dataclass(frozen=True, slots=True)
class CellStyle:
    """The looks of a cell: whether its value is a date, shows nothing, or is as its ground."""

    is_date: bool = False
    shows_nothing: bool = False
    is_white: bool = False


_PLAIN = CellStyle()


class CellStyles:
    """The styles of a workbook by number."""

    def __init__(self, root: Element | None) -> None:
        self._styles: list[CellStyle] = []
        if root is None:
            return
        formats = dict(BUILTIN_FORMATS)
        for form in each(root, "numFmt"):
            if attribute(form, "numFmtId").isdigit():
                formats[int(attribute(form, "numFmtId"))] = attribute(form, "formatCode")
        fonts = [_colour(child(font, "color")) for font in _all(root, "fonts")]
        fills = [_fill(fill) for fill in _all(root, "fills")]
        for style in _all(root, "cellXfs"):
            code = formats.get(_number(style, "numFmtId"), "General")
            font = _at(fonts, _number(style, "fontId"))
            fill = _at(fills, _number(style, "fillId"))
            white = (is_near_white(font) and fill in {"", "FFFFFF"}) or (
                bool(font) and font == fill
            )
            shows_nothing = bool(_NOTHING.match(code)) and bool(code.strip())
            self._styles.append(CellStyle(is_date_format(code), shows_nothing, white))

    def __getitem__(self, number: int) -> CellStyle:
        return self._styles[number] if number < len(self._styles) else _PLAIN


def shown_date(value: str, *, since_1904: bool) -> str:
    """Return a number that is shown as a date or time as a reader sees it, else ``value``."""
    epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    try:
        moment = from_excel(float(value), epoch)
    except (ValueError, OverflowError, TypeError):
        return value
    if isinstance(moment, dt.datetime):
        midnight = moment.time() == dt.time(0)
        return moment.date().isoformat() if midnight else moment.isoformat(" ", "seconds")
    return str(moment)


def _all(root: Element, group: str) -> list[Element]:
    found = child(root, group)
    return [] if found is None else list(found)


def _colour(color: Element | None) -> str:
    """Return a colour as RRGGBB, "" if it is none, "theme" if the theme decides it."""
    if color is None:
        return ""
    if attribute(color, "theme"):
        # Number 0 is the paper of the theme: white in every theme that offices use.
        return "FFFFFF" if attribute(color, "theme") == "0" else "theme"
    if attribute(color, "indexed") in {"1", "9"}:
        return "FFFFFF"
    return attribute(color, "rgb")[-6:].upper()


def _fill(fill: Element) -> str:
    pattern = child(fill, "patternFill")
    if pattern is None:
        return "theme"  # a gradient: never the colour of the font
    if attribute(pattern, "patternType") in {"", "none"}:
        return ""
    return _colour(child(pattern, "fgColor")) or "theme"


def _at(found: list[str], number: int) -> str:
    return found[number] if number < len(found) else ""


def _number(style: Element, wanted: str) -> int:
    value = attribute(style, wanted)
    return int(value) if value.isdigit() and len(value) < 7 else 0
