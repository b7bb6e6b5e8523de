"""One account in five formats, each read back by a reader that is not ours."""

import io
import json
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sunshine.figures.checking import check
from sunshine.figures.contents import snapshot_document
from sunshine.figures.documents import Document
from sunshine.figures.html_reports import report_from_html
from sunshine.figures.json_reports import report_from_json
from sunshine.figures.models import Kind
from sunshine.figures.printing.formats import FORMATS, made_as
from sunshine.figures.printing.markup import record_html
from sunshine.kit.errors import Refused
from sunshine.publishing.content import clean
from tests.build.accounts import begun, signed
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(cast: Cast) -> Document:
    return snapshot_document(signed(cast))


def test_json_is_read_back_and_agrees(document: Document) -> None:
    text = made_as(document, "json").content.decode()
    report = report_from_json(text, "x")
    outcome = check([report])
    assert outcome.failures == ()
    assert outcome.unchecked == ()
    assert report.cells == document.report.cells
    layout = json.loads(text)
    assert layout["proactive"]["行政事业性收费(万元)"] == "59237.2449"
    assert layout["applications"]["1"] == [3, 1, 0, 0, 1, 0, 5]


def test_the_web_page_is_read_back_by_the_checker(document: Document) -> None:
    for html in (made_as(document, "html").content.decode(), record_html(document)):
        report = report_from_html(html, "x")
        assert report.cells == document.report.cells
    assert "<svg" in made_as(document, "html").content.decode()


def test_the_text_of_the_record_is_clean_html(document: Document) -> None:
    html = record_html(document)
    assert report_from_html(clean(html), "x").cells == document.report.cells
    assert clean(html) == clean(clean(html))


def test_word_holds_every_table_and_part(document: Document) -> None:
    word = docx.Document(io.BytesIO(made_as(document, "docx").content))
    lines = [line.text for line in word.paragraphs]
    assert lines[0] == document.title
    assert all(part.title in lines for part in document.parts)
    assert len(word.tables) == 3
    asked = word.tables[1]
    assert [cell.text for cell in asked.rows[3].cells][-7:] == ["3", "1", "0", "0", "1", "0", "5"]
    assert asked.rows[3].cells[0].text == "一、本年新收政府信息公开申请数量"
    assert len(asked.rows) == 28


def test_the_workbook_holds_numbers(document: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made_as(document, "xlsx").content))
    assert book.sheetnames == ["表一 主动公开", "表二 申请", "表三 复议诉讼", "正文"]
    asked = book["表二 申请"]
    assert [asked.cell(5, column).value for column in range(4, 11)] == [3, 1, 0, 0, 1, 0, 5]
    fees = [cell for row in book["表一 主动公开"].iter_rows() for cell in row if cell.value]
    money = next(cell for cell in fees if cell.number_format == "0.0000")
    assert money.value == pytest.approx(59237.2449)


def test_the_pdf_says_it_all(document: Document) -> None:
    pdf = pypdfium2.PdfDocument(made_as(document, "pdf").content)
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    plain = "".join(text.split())
    for words in (
        document.title,
        "五、存在的主要问题及改进情况",
        "59237.2449",
        "结转下年度继续办理",
    ):
        assert "".join(words.split()) in plain
    assert len(pdf) <= 6


def test_the_same_account_gives_the_same_bytes(document: Document) -> None:
    for name in ("docx", "xlsx", "pdf"):
        assert made_as(document, name).content == made_as(document, name).content


@pytest.mark.parametrize(("year", "kind"), [(2018, "disclosure"), (2020, "disclosure"),
                                            (2025, "enforcement")])  # fmt: skip
def test_every_form_can_be_printed(cast: Cast, year: int, kind: str) -> None:
    document = snapshot_document(signed(cast, year=year, kind=kind))
    for name in FORMATS:
        assert made_as(document, name).content
    again = report_from_json(made_as(document, "json").content.decode(), "x")
    assert again.cells == document.report.cells
    assert check([again]).failures == ()
    if year == 2020:
        html = made_as(document, "html").content.decode()
        assert report_from_html(html, "x").cells == document.report.cells


def test_an_unknown_format_is_refused(document: Document) -> None:
    with pytest.raises(Refused):
        made_as(document, "exe")


def test_the_command_writes_what_the_checker_reads(cast: Cast, tmp_path: Path) -> None:
    signed(cast)
    files = {name: tmp_path / f"a.{name}" for name in FORMATS}
    for name, file in files.items():
        call_command("annual_report", cast.heping.slug, 2025, format=name, out=file)
        assert file.stat().st_size > 1000
    out = io.StringIO()
    call_command("annual_report_check", files["json"], json=True, stdout=out)
    assert json.loads(out.getvalue()) == []
    with pytest.raises(CommandError) as fault:
        call_command("annual_report", "nosuch", 2025)
    assert fault.value.returncode == 2
    with pytest.raises(CommandError):
        call_command("annual_report", cast.heping.name, 1999)


def test_a_draft_is_marked_and_so_is_a_sum(cast: Cast, tmp_path: Path) -> None:
    begun(cast)
    page = tmp_path / "draft.html"
    call_command("annual_report", cast.heping.slug, 2025, format="html", out=page)
    assert "草稿" in page.read_text()
    call_command("annual_report", cast.ln.slug, 2025, format="html", out=page, sum=True)
    assert "内部汇总" in page.read_text()
    call_command(
        "annual_report", cast.ln.slug, 2025, format="html", out=page, kind=Kind.ENFORCEMENT
    )
    assert "行政执法总体情况" in page.read_text()
