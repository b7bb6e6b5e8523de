"""The rows of one sheet, read while they stream."""

import re
from dataclasses import dataclass, field
from typing import IO

from openpyxl.utils.cell import column_index_from_string

from sunshine.scanning.reading.limits import MOST_ROWS
from sunshine.scanning.reading.markup import Element, attribute, each, name, stream
from sunshine.scanning.reading.sheet_styles import CellStyle, CellStyles, shown_date
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_REFERENCE = re.compile(r"([A-Z]{1,3})\d+")
_WHOLE = re.compile(r"-?\d+\.0+")
_LONG = re.compile(r"-?\d(?:\.\d+)?[Ee]\+?\d{1,2}")
_YES = {"1", "true"}
# Codes of fonts and fields within a header: &C &"宋体" &12 &P.
_HEADER_CODES = re.compile(r'&(?:[LCRPNDTAFZGBIUESXY+\-]|"[^"]*"|K[0-9A-Fa-f+\-]{5,6}|\d{1,3})')
_WITHIN_ROWS = {"c", "v", "f", "is", "t", "r"}
_EDGES = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the sheets of a workbook share."""

    strings: list[str]
    styles: CellStyles
    since_1904: bool


@dataclass(slots=True)
class _Gathered:
    """Cells in hidden places: (place, text) by what hides them."""

    columns: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    white: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


class Sheet:
    """Reads one sheet into a transcript."""

    def __init__(self, transcript: Transcript, workbook: Workbook) -> None:
        self._out = transcript
        self._book = workbook
        self._hidden_columns: list[range] = []
        self._rows_hidden = False
        self._row_count = 0
        self._filtered = False
        self._kept = _Gathered()

    def read(self, source: IO[bytes]) -> None:
        """Read the sheet; raise Unreadable("too-many-rows") beyond what a sheet can have."""
        for element in stream(source):
            kind = name(element)
            if kind in _WITHIN_ROWS:
                continue
            if kind == "col" and is_unseen(element, "width"):
                first, last = attribute(element, "min"), attribute(element, "max")
                if first.isdigit() and last.isdigit():
                    self._hidden_columns.append(range(int(first), int(last) + 1))
            elif kind == "sheetFormatPr":
                self._rows_hidden = attribute(element, "zeroHeight") in _YES
            elif kind == "row":
                self._row(element)
                _forget(element)
            else:
                self._after_rows(kind, element)
        self._tell()

    def _after_rows(self, kind: str, element: Element) -> None:
        if kind in _EDGES and element.text:
            self._out.line(_HEADER_CODES.sub(" ", element.text).strip())
        elif kind == "autoFilter":
            self._filtered = True
        elif kind == "dataValidation":
            texts = [attribute(element, key) for key in ("prompt", "error", "promptTitle")]
            texts += [inner.text or "" for inner in each(element, "formula1", "formula2", "f")]
            for text in texts:
                self._out.note("数据有效性", text)

    def _row(self, row: Element) -> None:
        self._row_count += 1
        if self._row_count > MOST_ROWS:
            raise Unreadable("too-many-rows", most=MOST_ROWS)
        hidden = is_unseen(row, "ht") or (
            self._rows_hidden and attribute(row, "hidden") not in {"0", "false"}
        )
        shown: list[str] = []
        column = 0
        for cell in row:
            if name(cell) != "c":
                continue
            column = _column(attribute(cell, "r"), column + 1)
            text = self._cell(cell, column, hidden=hidden)
            if text:
                shown += [""] * (min(column, 16_384) - len(shown))
                shown[column - 1] = text
        if hidden:
            if any(shown):
                self._kept.rows.append("\t".join(shown).strip("\t"))
        elif shown:
            self._out.line("\t".join(shown))

    def _cell(self, cell: Element, column: int, *, hidden: bool) -> str:
        text, formula = self._value(cell)
        if formula and ('"' in formula or "[" in formula):
            self._kept.formulas.append(formula)
        if not text or hidden:
            return text
        style = self._style(cell)
        if any(column in hidden_columns for hidden_columns in self._hidden_columns):
            self._kept.columns.append(text)
        elif style.shows_nothing:
            self._kept.blank.append(text)
        elif style.is_white:
            self._kept.white.append(text)
        else:
            return text
        return ""

    def _style(self, cell: Element) -> CellStyle:
        number = cell.get("s", "0")
        return self._book.styles[int(number) if number.isdigit() else 0]

    def _value(self, cell: Element) -> tuple[str, str]:
        kind, value, formula = cell.get("t", "n"), "", ""
        for part in cell:
            if name(part) == "v":
                value = part.text or ""
            elif name(part) == "f":
                formula = part.text or ""
            elif name(part) == "is":
                value = "".join(inner.text or "" for inner in each(part, "t"))
        if kind == "s":
            known = value.isdigit() and int(value) < len(self._book.strings)
            value = self._book.strings[int(value)] if known else ""
        elif kind == "n" and value:
            value = self._number(cell, value)
        return value.replace("\t", " ").replace("\r\n", " ").replace("\n", " "), formula

    def _number(self, cell: Element, value: str) -> str:
        if self._style(cell).is_date:
            return shown_date(value, since_1904=self._book.since_1904)
        if _WHOLE.fullmatch(value):
            return value.partition(".")[0]
        # A long number stands in the file as 1.38E+10 when a program wrote it that way.
        if _LONG.fullmatch(value) and float(value).is_integer():
            return str(int(float(value)))
        return value

    def _tell(self) -> None:
        kept = self._kept
        for rows in _blocks(kept.rows):
            self._out.hide("hidden_rows", rows, why="filtered" if self._filtered else "hidden")
        for what, cells, why in (
            ("hidden_columns", kept.columns, "hidden"),
            ("hidden_text", kept.blank, "format-shows-nothing"),
            ("white_text", kept.white, "as-background"),
        ):
            for text in _blocks(cells):
                self._out.hide(what, text, why=why)
        for formula in kept.formulas:
            self._out.note("公式", formula)


def _blocks(lines: list[str]) -> list[str]:
    return ["\n".join(lines)] if lines else []


def is_unseen(element: Element, measure: str) -> bool:
    """Return whether a row or column is hidden, or is too narrow to be seen."""
    if attribute(element, "hidden") in _YES:
        return True
    size = attribute(element, measure)
    try:
        return bool(size) and float(size) < 0.1
    except ValueError:
        return False


def _column(reference: str, otherwise: int) -> int:
    found = _REFERENCE.fullmatch(reference)
    number = column_index_from_string(found[1]) if found else otherwise
    return min(number, 16_384)


def _forget(element: Element) -> None:
    """Free a row and the empty shells before it, which would pile up in memory."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
