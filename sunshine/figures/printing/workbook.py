"""An account as XLSX: a sheet for each table, numbers as numbers, and the text.

Imported by the worker, commands and the child (``apart``) only: the web process loads no
XML parser.
"""

import io
import re
import zipfile
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from sunshine.figures.documents import Document
from sunshine.figures.editions import APPLICATIONS, FIGURES, PROACTIVE, REVIEW
from sunshine.figures.grid_cells import Cell, Grid, grid_of, width_of
from sunshine.figures.reports import Report

_NAMES = {
    PROACTIVE: "表一 主动公开",
    APPLICATIONS: "表二 申请",
    REVIEW: "表三 复议诉讼",
    FIGURES: "统计表",
}
_THIN = Side(style="thin", color="8794A5")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MONEY = "0.0000"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def account_xlsx(document: Document) -> bytes:
    """Return ``document`` as XLSX; the same document gives the same bytes."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for table in document.report.edition.tables:
        sheet = book.create_sheet(_NAMES[table])
        grid = grid_of(document.report, table)
        _head(sheet, document, width_of(grid))
        _fill(sheet, grid, document.report)
    _text(book.create_sheet("正文"), document)
    # No author: the gate asks of every name whether it may go out.
    book.properties.title, book.properties.creator = document.title, None
    saved = io.BytesIO()
    book.save(saved)
    return _plain(saved)


def _head(sheet: Any, document: Document, width: int) -> None:
    title = f"{document.title}（{document.mark}）" if document.mark else document.title
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"].font = Font(bold=True, size=14)
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16


def _fill(sheet: Any, grid: Grid, report: Report) -> None:
    taken: set[tuple[int, int]] = set()
    for line, cells in enumerate(grid, 2):
        column = 1
        for cell in cells:
            while (line, column) in taken:
                column += 1
            last = (line + cell.down - 1, column + cell.across - 1)
            covered = {
                (down, across)
                for down in range(line, last[0] + 1)
                for across in range(column, last[1] + 1)
            }
            taken |= covered
            _put(sheet.cell(line, column), cell, report)
            for place in covered:
                sheet.cell(*place).border = _BORDER
            if len(covered) > 1:
                sheet.merge_cells(
                    start_row=line, start_column=column, end_row=last[0], end_column=last[1]
                )


def _put(place: Any, cell: Cell, report: Report) -> None:
    number = report.number(cell.place) if cell.place is not None else None
    place.alignment = _MIDDLE
    if number is None:
        # A text that begins with a sign of reckoning stays a text.
        place.value, place.data_type = cell.text, "s"
        return
    place.value = int(number) if number == number.to_integral_value() else number
    if isinstance(number, Decimal) and "." in cell.text:
        place.number_format = _MONEY


def _text(sheet: Any, document: Document) -> None:
    sheet.column_dimensions["A"].width = 100
    lines = [document.title]
    for part in document.parts:
        lines += [part.title, *part.paragraphs]
    for number, line in enumerate([*lines, document.explanation], 1):
        place = sheet.cell(number, 1)
        place.value, place.data_type = line, "s"
        place.alignment = Alignment(wrap_text=True, vertical="top")


def _plain(saved: io.BytesIO) -> bytes:
    """Return the file with the moment of saving taken out of it."""
    plain = io.BytesIO()
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return plain.getvalue()
