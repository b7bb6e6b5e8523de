"""Tables that come with documents: CSV and XLSX, the first row the heads."""

import csv
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sunshine.imports.converting import plain
from sunshine.imports.converting.kinds import MOST_TABLE_ROWS, Converted, Unconvertible

_MOST_COLUMNS = 100
_MOST_UNPACKED = 500_000_000


def convert(content: bytes) -> Converted:
    """Return the rows of the first sheet; raise Unconvertible beyond MOST_TABLE_ROWS."""
    rows = _of_workbook(content) if content.startswith((b"PK", b"\xd0\xcf")) else _of_csv(content)
    return Converted(rows=_with_heads(rows))


def _with_heads(rows: Iterable[Iterable[object]]) -> list[dict[str, Any]]:
    heads: list[str] = []
    found: list[dict[str, Any]] = []
    for row in rows:
        values = [_value(cell) for cell in row][:_MOST_COLUMNS]
        if not any(values):
            continue
        if not heads:
            heads = [str(value) for value in values]
            continue
        if len(found) >= MOST_TABLE_ROWS:
            raise Unconvertible("import-table-too-long", most=MOST_TABLE_ROWS)
        found.append({head: value for head, value in zip(heads, values, strict=False) if head})
    return found


def _of_csv(content: bytes) -> Iterable[list[str]]:
    text = plain.decode(content).removeprefix("\ufeff")
    csv.field_size_limit(1_000_000)
    try:
        yield from csv.reader(StringIO(text, newline=""))
    except csv.Error as error:
        raise Unconvertible("import-damaged") from error


def _of_workbook(content: bytes) -> Iterable[Iterable[object]]:
    if content.startswith(b"\xd0\xcf"):
        raise Unconvertible("import-encrypted")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
                raise Unconvertible("import-bomb")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise Unconvertible("import-damaged") from error


def _value(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell).strip()
