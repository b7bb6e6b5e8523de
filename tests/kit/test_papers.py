"""Official letters on paper: layout, fonts, the same bytes for the same letter."""

import dataclasses
import io
import zipfile
from datetime import date
from types import SimpleNamespace

import pypdfium2
import pytest
from docx import Document

from sunshine.kit.papers.apart import docx_apart
from sunshine.kit.papers.fonts import NoChineseFont, faces_of
from sunshine.kit.papers.paper import Paper, Table, digest_of, is_heading, number_text
from sunshine.kit.papers.typesetting import CannotBeSet, pdf_of
from sunshine.kit.papers.word import docx_of

PAPER = Paper(
    issuer="国家税务总局沈阳市税务局",
    title="政府信息公开申请答复书",
    day=date(2026, 3, 5),
    number=number_text("沈税公开答", 2026, 12),
    addressee="张三",
    body=("您提交的申请本机关已收悉。", "一、办理结果", Table(rows=(("文书", "答复书"),))),
    attachments=("统计表", "说明"),
    signed="国家税务总局沈阳市税务局",
    code="k3m9x7p2qd",
    address="http://localhost:8000/verify/k3m9x7p2qd/",
)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\r", "")


def test_the_pdf_says_what_the_paper_says_on_A4() -> None:  # noqa: N802 - the size of paper
    pdf = pdf_of(PAPER)
    text = text_of(pdf)
    for said in ("沈税公开答〔2026〕12号", "张三：", "一、办理结果", "2026年3月5日", "k3m9x7p2qd"):
        assert said in text.replace("\n", "")
    document = pypdfium2.PdfDocument(pdf)
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    document.close()


LONG = "对本答复不服的，可以自收到本答复书之日起60日内申请行政复议，或者提起行政诉讼。" * 3


@pytest.mark.parametrize("attachments", [(), ("统计表", "说明")])
@pytest.mark.parametrize("last", ["您以后可以重新提出申请。", LONG, LONG * 4])
def test_a_signature_is_never_alone_on_its_page(last: str, attachments: tuple[str, ...]) -> None:
    turned = 0
    for count in range(3, 18, 2):
        body = (*["本机关收到您的申请，现予登记。"] * count, last)
        paper = dataclasses.replace(PAPER, body=body, attachments=attachments)
        document = pypdfium2.PdfDocument(pdf_of(paper))
        pages = [page.get_textpage().get_text_range() for page in document]
        document.close()
        if len(pages) < 2:
            continue
        turned += 1
        before, _sign, _after = pages[-1].rpartition(PAPER.signed)
        lines = [line for line in before.split("附件")[0].splitlines() if line.strip()]
        assert len(lines) >= 2, (count, lines)
    assert turned


def test_the_last_lines_of_a_docx_go_with_the_signature() -> None:
    paper = dataclasses.replace(PAPER, body=("第一段。" * 30, "最后一段。"), attachments=())
    document = Document(io.BytesIO(docx_of(paper)))
    kept = [one.text for one in document.paragraphs if one.paragraph_format.keep_with_next]
    assert kept[:2] == ["第一段。" * 30, "最后一段。"]


@pytest.mark.parametrize(
    "name", ["国家税务总局沈阳市和平区税务局", "国家税务总局大连长兴岛经济技术开发区税务局"]
)
def test_a_long_name_stays_on_one_line_above_the_rule(name: str) -> None:
    first = text_of(pdf_of(dataclasses.replace(PAPER, issuer=name))).splitlines()[0]
    assert first == name


def test_the_docx_says_the_same_with_the_margins_of_the_standard() -> None:
    document = Document(io.BytesIO(docx_of(PAPER)))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[0] == "沈税公开答〔2026〕12号"
    assert "张三：" in said
    assert "2026年3月5日" in said
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 35, 28, 26]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf_of(PAPER) == pdf_of(PAPER)
    assert docx_of(PAPER) == docx_apart(PAPER)
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(docx_of(PAPER))).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_a_paper_comes_back_from_its_data() -> None:
    data = PAPER.as_data()
    assert Paper.from_data(data) == PAPER
    assert digest_of(data) == digest_of(dict(reversed(data.items())))
    with pytest.raises(ValueError, match="seal"):
        Paper.from_data(data, seal=b"another")


def test_a_character_that_no_font_has_is_refused() -> None:
    strange = Paper(issuer="局", title="函", day=date(2026, 3, 5), body=("\U0001f9d9",))
    with pytest.raises(CannotBeSet):
        pdf_of(strange)


def test_without_a_chinese_font_nothing_is_set() -> None:
    latin = SimpleNamespace(families=lambda: ["Liberation Serif", "Noto Serif CJK JP"])
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        faces_of(latin)  # type: ignore[arg-type]


def test_a_substitute_is_named_and_the_official_font_wins() -> None:
    free = SimpleNamespace(families=lambda: ["Noto Serif CJK SC", "SimHei"])
    assert faces_of(free).substitutes == (  # type: ignore[arg-type]
        ("小标宋", "Noto Serif CJK SC"),
        ("仿宋", "Noto Serif CJK SC"),
    )
    full = SimpleNamespace(families=lambda: ["Noto Serif CJK SC", "SimHei", "仿宋", "FandolHei"])
    assert faces_of(full).body == "仿宋"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("一、办理结果", True),
        ("十二、其他", True),
        ("一、您的申请已经办结。", False),
        ("一", False),
        ("第一、", False),
    ],
)
def test_headings_are_told_from_text(text: str, heading: bool) -> None:
    assert is_heading(text) is heading
