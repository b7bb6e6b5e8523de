"""An account as DOCX, for whoever works on in a word processor.

Imported by the worker, commands and the child (``apart``) only: the web process loads no
XML parser.
"""

from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from sunshine.figures.documents import Document, Part
from sunshine.figures.grid_cells import Grid, grid_of, width_of
from sunshine.kit.papers.word import plain_docx

_BODY, _TITLE, _HEADING = "仿宋_GB2312", "方正小标宋简体", "黑体"


def account_docx(document: Document) -> bytes:
    """Return ``document`` as DOCX; the same document gives the same bytes."""
    word = docx.Document()
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(22)
    # No author: the gate asks of every name whether it may go out.
    word.core_properties.title, word.core_properties.author = document.title, ""
    word.core_properties.comments = ""
    if document.mark:
        _line(word, document.mark, face=_HEADING, size=22, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _line(word, document.title, face=_TITLE, size=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    for part in document.parts:
        _part(word, part, document)
    if document.explanation:
        _line(word, "与上一年数据不一致的说明", face=_HEADING)
        _line(word, document.explanation, indent=True)
    if document.day is not None:
        day = document.day
        signed = (document.body, f"{day.year}年{day.month}月{day.day}日")
        for text in signed:
            _line(word, text, align=WD_ALIGN_PARAGRAPH.RIGHT)
    return plain_docx(word)


def _part(word: Any, part: Part, document: Document) -> None:
    if part.title:
        _line(word, part.title, face=_HEADING)
    for text in part.paragraphs:
        _line(word, text, indent=True)
    if part.table:
        _table(word, grid_of(document.report, part.table))


def _line(
    word: Any,
    text: str,
    *,
    face: str = _BODY,
    size: int = 14,
    indent: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    _run(paragraph, text, face, size)


def _run(paragraph: Any, text: str, face: str, size: int) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _table(word: Any, grid: Grid) -> None:
    table: Table = word.add_table(rows=len(grid), cols=width_of(grid))
    table.style = "Table Grid"
    taken: set[tuple[int, int]] = set()
    for line, cells in enumerate(grid):
        column = 0
        for cell in cells:
            while (line, column) in taken:
                column += 1
            last = (line + cell.down - 1, column + cell.across - 1)
            taken |= {
                (down, across)
                for down in range(line, last[0] + 1)
                for across in range(column, last[1] + 1)
            }
            place = table.cell(line, column)
            if (line, column) != last:
                place = place.merge(table.cell(*last))
            _fill(place, cell.text)


def _fill(place: Any, text: str) -> None:
    paragraph = place.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, text, _BODY, 10)
