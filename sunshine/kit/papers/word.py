"""A paper as DOCX in the layout of GB/T 9704, for whoever works on in a word processor.

It names the official fonts, which the reader's machine has; nothing is embedded. Imported
by the worker, commands and the child below only: the web process loads no XML parser.
"""

import io
import json
import sys
import zipfile
from typing import Any

import segno
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from sunshine.kit.papers.paper import Paper, Picture, Table, is_heading

_BODY, _TITLE, _HEADING = "仿宋_GB2312", "方正小标宋简体", "黑体"
_RED = RGBColor(0xD0, 0x02, 0x1B)
_PITCH = Mm(225 / 22)
_CHARACTER = Pt(16)
_PICTURE_WIDTH, _PICTURE_HEIGHT = Mm(120), Mm(90)
_PER_LINE, _LINES_KEPT, _LONGEST_KEPT = 28, 2, 300
_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_of(paper: Paper) -> bytes:
    """Return ``paper`` as DOCX; the same paper gives the same bytes."""
    document = Document()
    _page(document, paper)
    properties = document.core_properties
    properties.title, properties.author = paper.title, paper.issuer
    if paper.number:
        _line(document, paper.number, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document)
    title = _line(document, paper.title, face=_TITLE, size=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.space_after = _PITCH // 2
    if paper.addressee:
        _line(document, f"{paper.addressee}：")
    for block in paper.body:
        if isinstance(block, Table):
            _table(document, block)
        elif isinstance(block, Picture):
            _picture(document, block)
        else:
            face = _HEADING if is_heading(block) else _BODY
            _line(document, block, face=face, indent=2)
    _attachments(document, paper)
    _keep_last_lines(document)
    _signature(document, paper)
    if paper.contact:
        _line(document, f"（{paper.contact}）", indent=2)
    if paper.copies:
        _line(document, f"抄送：{paper.copies}。", size=14)
    return plain_docx(document)


def _page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(26), Mm(20)
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    size = min(34, int(Mm(158).pt / max(len(paper.issuer), 1)))
    _run(head, paper.issuer, face=_TITLE, size=size, colour=_RED)
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _ruled(head, "bottom", "thickThinSmallGap")
    _ruled(section.first_page_footer.paragraphs[0], "top", "thinThickSmallGap")
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, "— ", face="SimSun", size=14)
    _page_number(foot)
    _run(foot, " —", face="SimSun", size=14)
    if paper.mark:
        _line(document, paper.mark, face=_HEADING, size=36, align=WD_ALIGN_PARAGRAPH.CENTER)


def _ruled(paragraph: Paragraph, side: str, kind: str) -> None:
    # The red rule is 170 mm wide, wider than the text by 8 and 6 mm.
    paragraph.paragraph_format.left_indent = Mm(-8)
    paragraph.paragraph_format.right_indent = Mm(-6)
    borders, border = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", "18"), ("space", "8"), ("color", "D0021B")):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders,  # type: ignore[arg-type] # an element of lxml, which is what it wants
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:rPr",
    )


def _page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _line(  # one line of the sheet
    document: Any,
    text: str = "",
    *,
    face: str = _BODY,
    size: int = 16,
    indent: int = 0,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment, form.space_after, form.space_before = align, Pt(0), Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = max(_PITCH, Pt(size * 1.3))
    if indent:
        form.first_line_indent = _CHARACTER * indent
    if text:
        _run(paragraph, text, face=face, size=size)
    return paragraph


def _run(
    paragraph: Paragraph, text: str, *, face: str, size: int, colour: RGBColor | None = None
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), face
    if colour is not None:
        run.font.color.rgb = colour
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]))
    table.style = "Table Grid"
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _run(cell.paragraphs[0], text, face=_BODY, size=14)


def _picture(document: Any, block: Picture) -> None:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    drawn = paragraph.add_run().add_picture(io.BytesIO(block.jpeg), width=_PICTURE_WIDTH)
    if drawn.height > _PICTURE_HEIGHT:
        drawn.width = Length(drawn.width * _PICTURE_HEIGHT // drawn.height)
        drawn.height = _PICTURE_HEIGHT
    drawn._inline.docPr.set("descr", block.caption)
    _line(document, block.caption, size=14, align=WD_ALIGN_PARAGRAPH.CENTER)


def _attachments(document: Any, paper: Paper) -> None:
    names = paper.attachments
    for number, name in enumerate(names, 1):
        start = "附件：" if number == 1 else "　　　"
        _line(document, f"{start}{f'{number}．' if len(names) > 1 else ''}{name}", indent=2)


def _keep_last_lines(document: Any) -> None:
    """Let the last lines of the text go with the signature: it never stands alone on a page."""
    lines = 0
    for paragraph in reversed(document.paragraphs):
        form = paragraph.paragraph_format
        form.keep_with_next, form.keep_together = True, len(paragraph.text) < _LONGEST_KEPT
        lines += -(-(len(paragraph.text) + 2) // _PER_LINE)
        if lines >= _LINES_KEPT:
            return


def _signature(document: Any, paper: Paper) -> None:
    _line(document).paragraph_format.keep_with_next = True
    if paper.seal:
        seal = document.add_paragraph()
        seal.paragraph_format.keep_with_next = True
        seal.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        seal.add_run().add_picture(io.BytesIO(paper.seal), width=Mm(42))
    for text in (paper.signed, paper.day_text):
        line = _line(document, text, align=WD_ALIGN_PARAGRAPH.RIGHT)
        line.paragraph_format.right_indent = _CHARACTER * 4
    if paper.address:
        drawn = io.BytesIO()
        segno.make(paper.address, error="m", micro=False).save(drawn, kind="png", scale=8, border=0)
        drawn.seek(0)
        document.add_paragraph().add_run().add_picture(drawn, width=Mm(22))
        _line(document, f"核验码：{paper.code}（扫码或者登录网站核验真伪）", size=9)


def plain_docx(document: Any) -> bytes:
    """Return a document of ``python-docx`` as a file, without the moment of saving in its parts.

    The same document gives the same bytes.
    """
    saved, plain = io.BytesIO(), io.BytesIO()
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype == RT.THUMBNAIL]:
        # A picture of the empty template, which is not this document's.
        relations.pop(key)
    document.save(saved)
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _EPOCH)
            # A ZipInfo of its own is stored as it is, whatever the archive says.
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return plain.getvalue()


def main() -> None:
    """Read a paper's data and its seal from standard input, write the DOCX to standard output."""
    given = json.loads(sys.stdin.buffer.read())
    seal, pictures = bytes.fromhex(given["seal"]), map(bytes.fromhex, given["pictures"])
    paper = Paper.from_data(given["paper"], seal=seal, pictures=pictures)
    sys.stdout.buffer.write(docx_of(paper))


if __name__ == "__main__":
    main()
