"""A clean workbook holds the cells that are seen, and nothing else from which they came."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from sunshine.scanning import sniffing
from sunshine.scanning.reading.files import read
from tests.build.office_files import relations, sheet, xlsx
from tests.scanning.cleaning.asking import cleaned, mask, uncleanable
from tests.scanning.cleaning.packed import parts_with

SECRET = "13812345678"
MASK = mask(SECRET, "138****5678")


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(path: Path) -> Workbook:
    """Return a workbook as another program reads it."""
    return load_workbook(io.BytesIO(path.read_bytes()))


def laden() -> bytes:
    """Return a workbook with the secret in every place that is not seen."""
    book = Workbook()
    shown = book.active
    shown.title = "公示"
    shown.append(["名称", "金额", SECRET])
    shown.append(["甲", 5, SECRET])
    shown.append([SECRET, 6])
    shown.append(["乙", 7])
    shown["D1"] = SECRET
    shown["D1"].font = Font(color="FFFFFFFF")
    shown["E1"] = SECRET
    shown["E1"].number_format = ";;;"
    shown.column_dimensions["C"].hidden = True
    shown.row_dimensions[3].hidden = True
    shown["A1"].comment = Comment(SECRET, SECRET)
    back = book.create_sheet("底稿")
    back.append([SECRET])
    back.sheet_state = "veryHidden"
    book.defined_names["x"] = DefinedName("x", attr_text=f'"{SECRET}"', hidden=True)
    book.properties.creator = SECRET
    return saved(book)


def test_what_is_not_seen_goes(tmp_path: Path) -> None:
    path, report = cleaned(tmp_path, laden(), sniffing.XLSX)
    assert parts_with(path, SECRET) == []
    assert parts_with(path, "底稿") == []
    assert {
        *("hidden_sheet", "hidden_rows", "hidden_columns", "hidden_text", "white_text"),
        *("comments", "properties", "defined_names"),
    } <= set(report.stripped)
    book = opened(path)
    rows = [[cell for cell in row if cell is not None] for row in book["公示"].values]
    assert rows == [["名称", "金额"], ["甲", 5], [], ["乙", 7]]
    assert book.sheetnames == ["公示"]


def test_values_go_from_texts_numbers_and_formulas(tmp_path: Path) -> None:
    book = Workbook()
    shown = book.active
    shown.append([f"电话{SECRET}", int(SECRET), "138 1234 5678", 0.5])
    shown["A2"] = f'="{SECRET}"&"转"'
    shown.oddHeader.center.text = SECRET
    path, report = cleaned(tmp_path, saved(book), sniffing.XLSX, masks=[MASK])
    assert report.masked == 3
    cells = [cell for row in opened(path).active.values for cell in row]
    assert cells[:4] == ["电话138****5678", "138****5678", "138 **** 5678", 0.5]
    text = read(path, sniffing.XLSX).text
    assert SECRET not in text
    assert [part for part in parts_with(path, SECRET) if "sheet1" not in part] == []
    assert "formulas-became-values" in report.notes


def test_a_value_over_two_cells_goes_where_it_was_seen_so(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["1381234", "5678"])
    split = mask("1381234\t5678", "138****5678")
    path, _ = cleaned(tmp_path, saved(book), sniffing.XLSX, masks=[split])
    assert list(opened(path).active.values) == [("138****", "5678")]


def test_what_is_seen_is_unchanged(tmp_path: Path) -> None:
    book = Workbook()
    for number in range(200):
        book.active.append([f"第{number}户", number, number / 7, f"=B{number + 1}*2"])
    content = saved(book)
    path, report = cleaned(tmp_path, content, sniffing.XLSX)
    assert list(opened(path).active.values) == list(
        load_workbook(io.BytesIO(content)).active.values
    )
    assert report.notes == ()


def test_caches_links_and_unknown_parts_go(tmp_path: Path) -> None:
    links = relations(
        [
            ("worksheet", "worksheets/sheet1.xml"),
            ("pivotCacheDefinition", "pivotCache/a.xml"),
            ("externalLink", "externalLinks/a.xml"),
            ("connections", "connections.xml"),
        ]
    )
    hiding = f'<a><cacheField name="{SECRET}"/><v>{SECRET}</v></a>'.encode()
    content = xlsx(
        {"表": sheet([["甲"]])},
        {
            "xl/_rels/workbook.xml.rels": links,
            "xl/pivotCache/a.xml": hiding,
            "xl/externalLinks/a.xml": hiding,
            "xl/connections.xml": hiding,
            "xl/printerSettings/a.bin": SECRET.encode("utf-16-le"),
        },
        more='<externalReferences><externalReference r:id="rId3"/></externalReferences>',
    )
    path, report = cleaned(tmp_path, content, sniffing.XLSX)
    assert parts_with(path, SECRET) == []
    assert {"pivot_cache", "external_links"} <= set(report.stripped)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_workbook_that_is_all_hidden_is_refused(tmp_path: Path, state: str) -> None:
    with uncleanable("nothing-left"):
        cleaned(tmp_path, xlsx({"表": sheet([["甲"]])}, states={"表": state}), sniffing.XLSX)


def test_the_copy_is_the_same_each_time(tmp_path: Path) -> None:
    content = laden()
    first = cleaned(tmp_path, content, sniffing.XLSX)[0].read_bytes()
    assert cleaned(tmp_path, content, sniffing.XLSX)[0].read_bytes() == first
