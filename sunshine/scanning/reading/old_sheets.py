"""XLS: Excel 97 to 2003."""

import io

import xlrd

from sunshine.scanning.reading.compound import Compound, records, unicode_string
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_USER, _HEADER, _FOOTER, _TEXT_BOX, _MORE, _SUPBOOK = 0x5C, 0x14, 0x15, 0x1B6, 0x3C, 0x1AE
_WHITE = {1, 9}


def read_xls(source: Source, transcript: Transcript, context: Context) -> None:
    """Read the sheets in their order, then comments, names, boxes and what else hides."""
    compound = Compound(source)
    try:
        book = xlrd.open_workbook(
            file_contents=compound.content, formatting_info=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        locked = "encrypt" in str(error).lower()
        raise Unreadable("encrypted" if locked else "damaged") from error
    for sheet in book.sheets():
        inside = Transcript() if sheet.visibility else transcript
        inside.line(sheet.name)
        _Sheet(book, sheet, inside).read()
        if sheet.visibility:
            transcript.tuck("hidden_sheet", sheet.name, inside.finish(), why="hidden")
    for name in book.name_obj_list:
        if name.hidden and not name.builtin:
            transcript.hide("defined_names", name.name, why="hidden")
    _loose(compound.stream("Workbook" if compound.has("Workbook") else "Book"), transcript)
    compound.finish(transcript, context)


class _Sheet:
    def __init__(self, book: "xlrd.Book", sheet: "xlrd.sheet.Sheet", out: Transcript) -> None:
        self._book = book
        self._sheet = sheet
        self._out = out

    def read(self) -> None:
        """Write the rows; gather what hides."""
        sheet = self._sheet
        hidden: dict[str, list[str]] = {"hidden_rows": [], "hidden_columns": [], "white_text": []}
        for row in range(sheet.nrows):
            info = sheet.rowinfo_map.get(row)
            cells = [self._value(row, column) for column in range(sheet.row_len(row))]
            if info is not None and info.hidden:
                hidden["hidden_rows"].append("\t".join(cells).strip("\t"))
                continue
            for column, text in enumerate(cells):
                what = self._hidden_by(row, column) if text else ""
                if what:
                    hidden[what].append(text)
                    cells[column] = ""
            if any(cells):
                self._out.line("\t".join(cells).rstrip("\t"))
        for what, found in hidden.items():
            if any(found):
                self._out.hide(what, "\n".join(found), why="hidden")
        for note in sheet.cell_note_map.values():
            self._out.hide("comments", note.text, why="comment", lead=f"{note.author}：")

    def _hidden_by(self, row: int, column: int) -> str:
        width = self._sheet.colinfo_map.get(column)
        if width is not None and (width.hidden or width.width == 0):
            return "hidden_columns"
        look = self._book.xf_list[self._sheet.cell_xf_index(row, column)]
        white = self._book.font_list[look.font_index].colour_index in _WHITE
        return "white_text" if white and look.background.fill_pattern == 0 else ""

    def _value(self, row: int, column: int) -> str:
        kind, value = self._sheet.cell_type(row, column), self._sheet.cell_value(row, column)
        if kind == xlrd.XL_CELL_DATE:
            try:
                moment = xlrd.xldate_as_datetime(value, self._book.datemode)
            except (ValueError, OverflowError):
                return str(value)
            return str(moment.date()) if not value % 1 else str(moment)
        if kind == xlrd.XL_CELL_NUMBER:
            return str(int(value)) if float(value).is_integer() else str(value)
        if kind == xlrd.XL_CELL_ERROR:
            return ""
        return " ".join(str(value).splitlines()).replace("\t", " ")


def _loose(stream: bytes, out: Transcript) -> None:
    """Read what stands outside of cells: user, headers, text boxes, other files."""
    awaiting = False
    for kind, data in records(stream):
        if awaiting and kind == _MORE:
            wide = data[:1] == b"\1"
            out.line(data[1:].decode("utf-16-le" if wide else "latin-1", "replace"))
        awaiting = kind == _TEXT_BOX and len(data) >= 12 and data[10:12] != b"\0\0"
        if kind == _USER and unicode_string(data).strip():
            out.hide("properties", unicode_string(data).strip(), why="user", lead="用户：")
        elif kind in {_HEADER, _FOOTER} and data:
            out.line(unicode_string(data))
        elif kind == _SUPBOOK and len(data) > 4:
            told = unicode_string(data[2:]).replace("\x01", "").replace("\x03", "\\")
            out.hide("external_links", told, why="cached")
