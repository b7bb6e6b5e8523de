"""A table as XLSX with nothing but the standard library: the web process loads no XML parser.

The same table gives the same bytes. Nothing in it is a formula: every text is a text.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

Cell = str | int | Decimal | date | None
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN, _BOLD, _DAY, _WRAPPED = range(4)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
    'formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/></font><font>'
    '<b/><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/>'
    '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
    '</cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" '
    'applyNumberFormat="1"/><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
LONGEST_CELL = 32_767  # characters a spreadsheet holds in one
_WIDEST, _NARROWEST = 60, 8


def xlsx_of(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return one sheet named ``title`` with a frozen, bold row of ``heads`` as XLSX.

    Days become days, numbers numbers; a title longer than a sheet's name may be is cut.
    """
    lines = [list(row) for row in rows]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _workbook(title),
        "xl/_rels/workbook.xml.rels": _relations(
            {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
        ),
        "xl/styles.xml": _HEAD + _STYLES,
        "xl/worksheets/sheet1.xml": _sheet(heads, lines),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode())
    return out.getvalue()


def _content_types() -> str:
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    overrides = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _workbook(title: str) -> str:
    name = escape(re.sub(r"[\[\]:*?/\\]", " ", _clean(title))[:31] or "Sheet1", {'"': "&quot;"})
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{_width(at - 1, heads, rows)}" customWidth="1"/>'
        for at in range(1, len(heads) + 1)
    )
    lines = [_row(1, [_text(head, _BOLD) for head in heads])]
    lines += [
        _row(number, [_cell(value) for value in row]) for number, row in enumerate(rows, start=2)
    ]
    frozen = (
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}">{frozen}<cols>{widths}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _row(number: int, cells: Sequence[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, date):
        return f'<c s="{_DAY}"><v>{(value - _FIRST_DAY).days}</v></c>'
    if isinstance(value, int | Decimal):
        return f"<c><v>{value}</v></c>"
    return _text(value, _WRAPPED)


def _text(value: str, style: int) -> str:
    clean = escape(_clean(value)[:LONGEST_CELL])
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{clean}</t></is></c>'


def _clean(value: str) -> str:
    return _CONTROL.sub("", value)


def _width(at: int, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
    """Return how wide a column is in characters of Latin type; one of Chinese takes two."""
    longest = max(
        (_breadth(str(row[at] or "")) for row in rows[:200] if at < len(row)),
        default=0,
    )
    return max(_NARROWEST, min(_WIDEST, max(longest, _breadth(heads[at])) + 2))


def _breadth(text: str) -> int:
    return sum(1 + (ord(letter) > 0x2E7F) for letter in text)
