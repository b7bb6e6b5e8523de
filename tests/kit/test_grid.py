"""A table as XLSX: what goes in comes out, and nothing becomes a formula."""

import io
from datetime import date, datetime, time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sunshine.kit.papers.grid import xlsx_of

DAY = date(2026, 3, 5)
ROWS = [
    ["依申请-210102-2026-1", DAY, 3, Decimal("12.50"), None],
    ["=1+1", None, -1, Decimal(0), "<&>\x00两\n行"],
]


def read(content: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_what_goes_in_comes_out() -> None:
    heads = ["编号", "收到", "件数", "费用", "备注"]
    content = xlsx_of("台账/2026", heads, ROWS)
    rows = read(content)
    assert rows[0] == heads
    assert rows[1] == ["依申请-210102-2026-1", datetime.combine(DAY, time()), 3, 12.5, None]
    assert rows[2] == ["=1+1", None, -1, 0, "<&>两\n行"]
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["台账 2026"]
    assert book.active["A3"].data_type == "s"
    assert book.active.freeze_panes == "A2"
    assert content == xlsx_of("台账/2026", heads, ROWS)


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
def test_any_text_opens(texts: list[str]) -> None:
    rows = read(xlsx_of(texts[0], ["头"] * len(texts), [texts]))
    said = ["" if value is None else str(value) for value in (rows[1] if len(rows) > 1 else [])]
    assert len(said) == len(texts)
