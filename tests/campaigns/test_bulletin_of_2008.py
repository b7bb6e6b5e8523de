"""The proof of row K1: the source document of 2008, entered as reports, gives its bulletin."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.management import call_command
from docx import Document

from sunshine.campaigns.models import Campaign, Figure, Passage, Report
from sunshine.campaigns.numbers import numbers_in
from sunshine.sample.campaigns import load_campaign_of_2008
from sunshine.sample.reading import toml
from tests.build.campaigns import authority_of

CODE = "2008-open-government-day"
# The reporting units of the source document, and the two cities that it leaves out.
BODIES = (
    *("ln", "ln-shenyang", "ln-shenyang-heping", "ln-shenyang-tiexi", "ln-dalian", "ln-anshan"),
    *("ln-anshan-tiexi", "ln-fushun", "ln-dandong", "ln-jinzhou", "ln-yingkou"),
    *("ln-yingkou-kaifaqu", "ln-liaoyang", "ln-tieling", "ln-chaoyang", "ln-panjin", "ln-huludao"),
)
SILENT = ("ln-benxi", "ln-fuxin")
# The figures of the source, by body: what each must say in its paragraphs.
FIGURES = (
    ("ln-shenyang", "第17个"),
    ("ln-shenyang", "4天"),
    ("ln-shenyang", "13个栏目"),
    ("ln-shenyang-tiexi", "8项"),
    ("ln-anshan", "74项"),
    ("ln-anshan", "70项"),
    ("ln-jinzhou", "10个办税服务厅"),
    ("ln-jinzhou", "4个平台"),
    ("ln-dalian", "6项"),
    ("ln-yingkou-kaifaqu", "3个"),
    ("ln-liaoyang", "21条承诺"),
    ("ln-liaoyang", "26项行政管理制度"),
    ("ln-liaoyang", "2次"),
    ("ln-tieling", "10类场所"),
    ("ln-chaoyang", "6个配套文件"),
    ("ln-panjin", "7项承诺"),
    ("ln-huludao", "115名特邀监察员"),
    ("ln-huludao", "6个环境"),
)
TEN_PLACES = "政府机关、工业园区、校园、军营、矿山、商场、公交车、社区、农村、风景区"


@pytest.fixture
def campaign(db: None, tmp_path: Path, settings: Any) -> Campaign:
    """Return the campaign, entered through the acts, with its bulletin as an item's draft."""
    settings.FILES_DIR = tmp_path / "files"
    load_campaign_of_2008(authority_of([*BODIES, *SILENT]))
    return Campaign.objects.get(code=CODE)


def bulletin(form: str, tmp_path: Path) -> bytes:
    """Return what the command writes."""
    out = tmp_path / f"bulletin.{form}"
    call_command("bulletin", "campaign", CODE, format=form, out=out)
    return out.read_bytes()


def said_in(source: dict[str, Any]) -> str:
    """Return all that the fields of a report say which a source names."""
    report = Report.objects.get(code=source["report"])
    said = []
    for field in source["fields"]:
        name, _, key = field.partition(":")
        if name == "passage":
            passage = Passage.objects.get(report=report, number=int(key))
            said += [passage.title, passage.text]
        elif name == "figure":
            figure = Figure.objects.get(report=report, key=key)
            said += [figure.label, f"{figure.value.normalize():f}{figure.unit}"]
        else:
            said.append({"headline": report.headline, "summary": report.summary, "sent": ""}[name])
    return "".join(said)


def test_every_body_and_every_figure_of_the_source_is_in_it(
    campaign: Campaign, tmp_path: Path
) -> None:
    data = json.loads(bulletin("json", tmp_path))
    of_body: dict[str, str] = {}
    for one in data["paragraphs"]:
        bodies = {source["body"] for source in one["sources"]}
        if len(bodies) == 1:
            slug = bodies.pop()
            of_body[slug] = of_body.get(slug, "") + one["text"]
    assert set(BODIES) <= set(of_body)
    lacking = [(body, words) for body, words in FIGURES if words not in of_body[body]]
    assert lacking == []
    assert TEN_PLACES in of_body["ln-tieling"]
    covered = {row["body"]: row["state"] for row in data["coverage"]}
    assert covered == {**dict.fromkeys(BODIES, "in"), **dict.fromkeys(SILENT, "owed")}
    assert Campaign.objects.get(code="2008-tax-publicity-month").ordinal == 17
    assert campaign.parent is not None
    assert campaign.parent.series == "税收宣传月"


def test_nothing_stands_in_it_that_no_report_says(campaign: Campaign, tmp_path: Path) -> None:
    """Word for word inside a body's part; numbers and names in what is brought together."""
    data = json.loads(bulletin("json", tmp_path))
    assert all(one["sources"] and not one["edited"] for one in data["paragraphs"])
    own_words = re.compile(r"^（[一二三四五六七八九十]+）|^主要数字：|^亮点：|[。；：、，]")
    for one in data["paragraphs"]:
        reports = [source for source in one["sources"] if source["report"]]
        if not one["key"].startswith("report:"):
            continue
        said = "".join(said_in(source) for source in reports)
        assert own_words.sub("", one["text"]) in own_words.sub("", said), one["key"]
    alike = [one for one in data["paragraphs"] if one["key"].startswith("alike:")]
    assert len(alike) >= 6
    for one in alike:
        said = "".join(said_in(source) for source in one["sources"])
        counted = {str(len(one["sources"]))}
        assert numbers_in(one["text"]) <= numbers_in(said) | counted


def test_the_source_s_lost_titles_are_shown_and_no_name_of_an_official(
    campaign: Campaign, tmp_path: Path
) -> None:
    page = bulletin("html", tmp_path).decode()
    assert page.count("〔原文缺题〕") >= 10
    assert "市局局长" in page or "局长" in page
    spec = toml("campaign_2008")
    told = json.dumps(spec, ensure_ascii=False, default=str)
    assert re.findall(r"局长[\u4e00-\u9fff]{2,3}(?:做客|在|为)", told) == []


def test_an_independent_reader_reads_the_DOCX(campaign: Campaign, tmp_path: Path) -> None:  # noqa: N802
    document = Document(io.BytesIO(bulletin("docx", tmp_path)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "“5·15政务公开日”活动情况专报" in texts
    assert "一、总体情况" in texts
    data = json.loads(bulletin("json", tmp_path))
    lacking = [one["text"] for one in data["paragraphs"] if one["text"] not in texts]
    assert lacking == []
    section = document.sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)


def test_the_PDF_shows_every_paragraph(campaign: Campaign, tmp_path: Path) -> None:  # noqa: N802
    pdf = pypdfium2.PdfDocument(bulletin("pdf", tmp_path))
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    plain = re.sub(r"\s+|— \d+ —", "", re.sub(r"—\s*\d+\s*—", "", text))
    for words in ("115名特邀监察员", "74项计算机考核指标", "三、共同做法"):
        assert words in plain
    assert "未签发" not in plain
    assert pdf[0].get_size() == pytest.approx((595.3, 841.9), abs=0.5)


def test_reports_entered_afterwards_are_not_late(campaign: Campaign) -> None:
    reports = Report.objects.filter(part__campaign=campaign)
    assert reports.count() == len(BODIES)
    assert not reports.filter(is_late=True).exists()


def test_an_unknown_campaign_is_told(db: None) -> None:
    with pytest.raises(Exception, match="no such campaign"):
        call_command("bulletin", "campaign", "2007-nothing")
