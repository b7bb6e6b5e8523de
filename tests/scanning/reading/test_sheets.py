"""XLSX: cells as they are shown, and every place of a workbook where data can hide."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from sunshine.scanning.readings import Reading
from tests.build.office_files import relations, sheet, xlsx, xml
from tests.scanning.reading.asking import kinds, reading, told, visible
from tests.scanning.unreadable import unreadable


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def read(tmp_path: Path, content: bytes) -> Reading:
    return reading(tmp_path, content, "表.xlsx")


def test_cells_are_read_as_they_are_shown(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    page.title = "名单"
    page.append(["姓名", "电话", "日期"])
    page.append(["张三", 13800138000, date(2024, 5, 1)])
    page.append(["李四", None, 2.5])
    page["F5"] = "远处"
    book.create_sheet("第二").append(["两\n行"])
    found = read(tmp_path, saved(book))
    assert visible(found) == (
        "名单\n姓名\t电话\t日期\n张三\t13800138000\t2024-05-01\n李四\t\t2.5\n"
        "\t\t\t\t\t远处\n第二\n两 行\n"
    )
    assert kinds(found) == {"properties"}  # openpyxl calls itself the creator


def test_hidden_sheets_rows_and_columns_are_told(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    page.append(["看", "列藏"])
    page.append(["行藏"])
    page.column_dimensions["B"].hidden = True
    page.row_dimensions[2].hidden = True
    book.create_sheet("底稿").append(["13900139000"])
    book.create_sheet("深藏").append(["x"])
    book["底稿"].sheet_state = "hidden"
    book["深藏"].sheet_state = "veryHidden"
    found = read(tmp_path, saved(book))
    assert visible(found) == "Sheet\n看\n"
    assert told(found, "hidden_rows") == ["行藏"]
    assert told(found, "hidden_columns") == ["列藏"]
    assert told(found, "hidden_sheet") == ["底稿", "深藏"]
    assert "13900139000" in found.text


def test_cells_that_cannot_be_seen_are_told(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    page["A1"], page["A2"], page["A3"], page["A4"] = "白字", "空格式", "白字有底", "同色"
    page["A1"].font = Font(color="FFFFFFFF")
    page["A2"].number_format = ";;;"
    page["A3"].font = Font(color="FFFFFFFF")
    page["A3"].fill = PatternFill("solid", fgColor="FFC00000")
    page["A4"].font = Font(color="FF00FF00")
    page["A4"].fill = PatternFill("solid", fgColor="FF00FF00")
    found = read(tmp_path, saved(book))
    assert visible(found) == "Sheet\n白字有底\n"
    assert told(found, "white_text") == ["白字\n同色"]
    assert told(found, "hidden_text") == ["空格式"]


def test_comments_of_cells_are_told(tmp_path: Path) -> None:
    book = Workbook()
    book.active["B2"] = 1
    book.active["B2"].comment = Comment("再核", "赵六")
    found = read(tmp_path, saved(book))
    assert told(found, "comments") == ["再核"]
    assert "B2 赵六：再核" in found.text


PIVOT = xml(
    "pivotCacheDefinition",
    '<cacheFields><cacheField name="身份证"><sharedItems><s v="210102199001010000"/>'
    "</sharedItems></cacheField></cacheFields>",
    'refreshedBy="钱七"',
)
BESIDE = {
    "xl/pivotCache/pivotCacheDefinition1.xml": PIVOT,
    "xl/pivotCache/pivotCacheRecords1.xml": xml("pivotCacheRecords", '<r><s v="密"/></r>'),
    "xl/externalLinks/externalLink1.xml": xml("externalLink", "<c><v>缓存</v></c>"),
    "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
        [("externalLinkPath", "file:///D:/a.xlsx", True)]
    ),
    "xl/connections.xml": xml(
        "connections", '<connection name="n"><dbPr connection="Server=10.0.0.1"/></connection>'
    ),
    "xl/threadedComments/threadedComment1.xml": xml(
        "ThreadedComments", '<threadedComment ref="A1"><text>新批注</text></threadedComment>'
    ),
    "xl/persons/person.xml": xml("personList", '<person displayName="孙八"/>'),
    "xl/revisions/revisionLog1.xml": xml("revisions", "<rcc><oc><v>旧值</v></oc></rcc>"),
    "xl/printerSettings/printerSettings1.bin": "科长室打印机\0".encode("utf-16-le"),
    "xl/embeddings/oleObject1.bin": b"\1\2",
    "xl/model/item.data": b"\1\2",
    "xl/vbaProject.bin": b"\1",
    "customXml/item1.xml": b"<a>b</a>",
}
NAMES = (
    '<definedNames><definedName name="藏" hidden="1">A1</definedName>'
    '<definedName name="常">"口令"</definedName><definedName name="区">A1:B2</definedName>'
    "</definedNames>"
)


@pytest.mark.parametrize(
    ("what", "texts"),
    [
        ("pivot_cache", ["210102199001010000\n身份证", "密"]),
        ("properties", ["钱七"]),
        ("external_links", ["缓存", "Server=10.0.0.1", "file:///D:/a.xlsx"]),
        ("comments", ["新批注", "孙八"]),
        ("tracked_changes", ["旧值"]),
        ("printer_settings", ["科长室打印机"]),
        ("embedded_objects", ["xl/embeddings/oleObject1.bin", "xl/model/item.data"]),
        ("macros", ["xl/vbaProject.bin"]),
        ("custom_xml", ["b"]),
        ("defined_names", ["A1", '"口令"']),
    ],
)
def test_what_stands_beside_the_sheets_is_told(tmp_path: Path, what: str, texts: list[str]) -> None:
    found = read(tmp_path, xlsx({"甲": sheet([["值"]])}, BESIDE, more=NAMES))
    assert visible(found) == "甲\n值\n"
    assert sorted(told(found, what)) == sorted(texts)


def test_headers_charts_drawings_and_lists_are_read(tmp_path: Path) -> None:
    after = (
        '<headerFooter><oddHeader>&amp;C&amp;"宋体"&amp;12内部资料</oddHeader></headerFooter>'
        '<dataValidations><dataValidation><formula1>"甲,乙"</formula1></dataValidation>'
        '</dataValidations><drawing r:id="rId1"/>'
    )
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": relations([("drawing", "../drawings/d1.xml")]),
        "xl/drawings/d1.xml": xml("wsDr", "<txBody><a:p><a:r><a:t>框</a:t></a:r></a:p></txBody>"),
        "xl/charts/chart1.xml": xml("c:chartSpace", "<a:p><a:r><a:t>图题</a:t></a:r></a:p>"),
    }
    formula = '<c r="A2" t="str"><f>VLOOKUP("张三",A:B,2)</f><v>结果</v></c>'
    found = read(tmp_path, xlsx({"甲": sheet([["值"], [formula]], after=after)}, parts))
    assert visible(found) == "甲\n值\n结果\n内部资料\n框\n图题\n"
    assert '"甲,乙"' in found.text
    assert 'VLOOKUP("张三",A:B,2)' in found.text
    assert found.hidden == ()


def test_rows_that_a_filter_hides_are_told(tmp_path: Path) -> None:
    after = '<autoFilter ref="A1:A2"/>'
    found = read(tmp_path, xlsx({"甲": sheet([["题"], ["乙"]], after=after, marks='hidden="1"')}))
    assert told(found, "hidden_rows") == ["乙"]
    assert found.hidden[0].why == "filtered"


def test_a_sheet_of_many_rows_is_read_whole(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 50_001))
    content = xml("worksheet", f"<sheetData>{rows}</sheetData>")
    found = read(tmp_path, xlsx({"甲": content}))
    assert found.text.count("\n") == 50_001
    assert found.text.endswith("\n50000\n")


def test_more_rows_than_a_sheet_can_have_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sunshine.scanning.reading.sheet_rows.MOST_ROWS", 2)
    with unreadable("too-many-rows"):
        read(tmp_path, xlsx({"甲": sheet([["1"], ["2"], ["3"]])}))


def test_a_sheet_with_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet><sheetData><row/></sheetData></worksheet>'
    with unreadable("has-doctype"):
        read(tmp_path, xlsx({"甲": bomb}))
