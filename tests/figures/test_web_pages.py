"""Accounts as web pages: merged cells, notes in brackets, full-width digits, broken spans."""

import json

import pytest

from sunshine.figures.checking import check
from sunshine.figures.editions import APPLICATIONS, PROACTIVE
from sunshine.figures.grids import grids_of
from sunshine.figures.html_reports import report_from_html
from sunshine.figures.json_reports import report_from_json
from sunshine.figures.reports import Place
from sunshine.kit.errors import Refused
from tests.figures.accounts import following, page, small, told


def test_a_page_says_the_same_as_its_numbers() -> None:
    account = small()
    account[PROACTIVE]["行政事业性收费(万元)"] = "59237.2449"
    read = report_from_html(page(account), "年报.html")
    given = report_from_json(json.dumps(account), "年报.json")
    assert dict(read.cells) == dict(given.cells)
    assert (read.year, read.edition) == (2023, given.edition)
    outcome = check([read])
    assert not outcome.failures
    assert not outcome.unchecked


def test_numbers_as_pages_write_them() -> None:
    account = small()
    rules = account[PROACTIVE]
    rules["行政规范性文件"]["本年制发件数"] = "22（其中修订16件）"
    rules["行政许可"] = "１，８０８，５９５"
    read = report_from_html(page(account), "年报.html")
    assert read.number(Place(PROACTIVE, "行政规范性文件", "本年制发件数")) == 22
    assert read.number(Place(PROACTIVE, "行政许可", "本年处理决定数量")) == 1808595


def test_faults_of_a_page_are_named_by_the_same_places() -> None:
    account = small()
    account[APPLICATIONS]["3.6.3"][5] += 1
    account[APPLICATIONS]["3.3.2"][2] = "/"
    found = told(check([report_from_html(page(account), "年报.html")]))
    assert found == [("blank", "3.3.2", "科研机构"), ("I1", "3.7", "其他"), ("I3", "3.6.3", "总计")]


def test_a_page_and_a_file_of_two_years_are_compared() -> None:
    before = small(2023)
    after = following(before, 2024)
    before[APPLICATIONS]["4"][0] += 1
    reports = [
        report_from_html(page(before), "去年.html"),
        report_from_json(json.dumps(after), "今年.json"),
    ]
    assert ("I5", "2", "自然人") in told(check(reports))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("本年新收政府信息公开申请数量", "account-web-table-lacking"),
        ("科研机构", "account-columns-differ"),
        ("第二十条", "account-web-table-lacking"),
        ("复议后起诉", "account-web-table-lacking"),
    ],
)
def test_what_a_page_lacks_is_named(words: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        report_from_html(page(small()).replace(words, "略"), "年报.html")
    assert refused.value.reasons[0].code == code


def test_words_in_a_cell_are_refused_with_their_place() -> None:
    account = small()
    account[APPLICATIONS]["3.1"][0] = "详见附件"
    with pytest.raises(Refused, match=r"3\.1 · 自然人应当是数字，现在是“详见附件”"):
        report_from_html(page(account), "年报.html")


def test_merged_cells_stand_in_every_place_they_cover() -> None:
    text = (
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr>"
        "<tr><td>丙</td><td>丁</td></tr><tr><td>戊</td></tr></table>"
    )
    assert grids_of(text) == [[["甲", "乙", "乙"], ["甲", "丙", "丁"], ["戊"]]]


def test_spans_made_to_harm_end_soon() -> None:
    cell = '<td colspan="999999" rowspan="999999">甲</td><td rowspan="-3" colspan="许多">乙</td>'
    (grid,) = grids_of(f"<table>{f'<tr>{cell}</tr>' * 900}</table>")
    assert len(grid) <= 400
    assert max(map(len, grid)) <= 60
