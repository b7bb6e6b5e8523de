"""A clean Word document says what was seen last, and nothing of how it came about."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from sunshine.scanning import clean_copies, sniffing
from sunshine.scanning.reading.files import read
from tests.build.office_files import (
    app_properties,
    core_properties,
    docx,
    para,
    relations,
    run,
    table,
    xml,
)
from tests.scanning.cleaning.asking import cleaned, mask, uncleanable
from tests.scanning.cleaning.packed import names_in, parts_with

SECRET = "13812345678"
MASK = mask(SECRET, "138****5678")


def text_of(path: Path) -> str:
    """Return what a reader sees."""
    return read(path, sniffing.DOCX).text


@pytest.mark.parametrize(
    "body",
    [
        para(f"电话{SECRET}。"),
        para("电话138", run("1234", "<w:b/>"), "5678。"),
        para("电话138 12", "34 5678。"),
        table(["电话", SECRET]),
        f"<w:sdt><w:sdtContent>{para(SECRET)}</w:sdtContent></w:sdt>",
    ],
    ids=["run", "runs", "spaces", "cell", "control"],
)
def test_values_go_however_they_are_split(tmp_path: Path, body: str) -> None:
    path, report = cleaned(tmp_path, docx(body + para("其余照旧")), sniffing.DOCX, masks=[MASK])
    assert parts_with(path, SECRET) == []
    assert "138****5678" in text_of(path).replace(" ", "")
    assert text_of(path).endswith("其余照旧\n")
    assert report.masked == 1


def test_a_value_over_cells_goes_where_it_was_seen_so(tmp_path: Path) -> None:
    split = mask("1381234\t5678", "138****5678")
    content = docx(table(["1381234", "5678"]))
    path, _ = cleaned(tmp_path, content, sniffing.DOCX, masks=[split])
    assert text_of(path) == "138****\t5678\n"


def test_values_in_headers_links_and_descriptions_go(tmp_path: Path) -> None:
    mail = mask("a.zhang@example.cn", "a***@example.cn")
    shape = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="a.zhang@example.cn"/>'
    content = docx(
        para("a.zhang@example.cn", f"{shape}</wp:inline></w:drawing></w:r>")
        + '<w:p><w:hyperlink r:id="rId2"><w:r><w:t>写信</w:t></w:r></w:hyperlink></w:p>',
        {"word/header1.xml": xml("w:hdr", para("a.zhang@example.cn"))},
        [("header", "header1.xml"), ("hyperlink", "mailto:a.zhang@example.cn", True)],
    )
    path, _ = cleaned(tmp_path, content, sniffing.DOCX, masks=[mail])
    assert parts_with(path, "a.zhang@example.cn") == []
    assert "写信" in text_of(path)


def test_tracked_changes_become_the_last_text(tmp_path: Path) -> None:
    who = f'w:author="{SECRET}" w:date="2026-01-01T00:00:00Z"'
    body = (
        para(
            "共",
            f"<w:del {who}><w:r><w:delText>三</w:delText></w:r></w:del>",
            f"<w:ins {who}>{run('五')}</w:ins>",
            f"<w:moveFrom {who}>{run('旧处')}</w:moveFrom>",
            "条",
        )
        + f"<w:p><w:pPr><w:rPr><w:del {who}/></w:rPr></w:pPr>{run('前半')}</w:p>"
        + para("后半", run("粗", f"<w:b/><w:rPrChange {who}><w:rPr/></w:rPrChange>"))
        + f"<w:tbl><w:tr><w:trPr><w:del {who}/></w:trPr><w:tc>{para('删去的行')}</w:tc></w:tr>"
        + f"<w:tr><w:tc>{para('留下的行')}</w:tc></w:tr></w:tbl>"
    )
    path, report = cleaned(tmp_path, docx(body), sniffing.DOCX)
    assert text_of(path) == "共五条\n前半后半粗\n留下的行\n"
    assert parts_with(path, SECRET) + parts_with(path, "删去") + parts_with(path, "旧处") == []
    assert "tracked_changes" in report.stripped
    assert "changes-accepted" in report.notes


@pytest.mark.parametrize(
    "looks", ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>'], ids=str
)
def test_text_that_nobody_sees_goes(tmp_path: Path, looks: str) -> None:
    path, _ = cleaned(tmp_path, docx(para("看得见", run(SECRET, looks))), sniffing.DOCX)
    assert text_of(path) == "看得见\n"
    assert parts_with(path, SECRET) == []


def test_white_text_on_a_dark_cell_stays(tmp_path: Path) -> None:
    white = run("表头", '<w:color w:val="FFFFFF"/>')
    cell = f'<w:tcPr><w:shd w:fill="003366"/></w:tcPr>{para(white)}'
    content = docx(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>")
    path, _ = cleaned(tmp_path, content, sniffing.DOCX)
    assert text_of(path) == "表头\n"


def laden() -> bytes:
    """Return a document with the secret everywhere beside its text."""
    exif = Image.Exif()
    exif[0x013B] = SECRET
    photo = io.BytesIO()
    Image.new("RGB", (300, 300), (9, 99, 9)).save(photo, "JPEG", exif=exif)
    comment = f'<w:comment w:id="0" w:author="{SECRET}">{para(SECRET)}</w:comment>'
    return docx(
        para("正文", '<w:commentRangeStart w:id="0"/>', "一段", '<w:commentRangeEnd w:id="0"/>')
        + '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:o" r:id="rId4"/></w:object></w:r></w:p>',
        {
            "_rels/.rels": relations(
                [
                    ("officeDocument", "word/document.xml"),
                    ("metadata/core-properties", "docProps/core.xml"),
                    ("extended-properties", "docProps/app.xml"),
                    ("customXml", "customXml/item1.xml"),
                ]
            ),
            "docProps/core.xml": core_properties(SECRET, SECRET),
            "docProps/app.xml": app_properties(SECRET, SECRET),
            "customXml/item1.xml": f"<a>{SECRET}</a>".encode(),
            "word/comments.xml": xml("w:comments", comment),
            "word/media/image1.jpg": photo.getvalue(),
            "word/settings.xml": xml(
                "w:settings", f'<w:docVars><w:docVar w:name="a" w:val="{SECRET}"/></w:docVars>'
            ),
            "word/embeddings/a.bin": SECRET.encode(),
            "word/nobody.xml": f"<a>{SECRET}</a>".encode(),
            "word/nobody.bin": SECRET.encode(),
        },
        [
            ("comments", "comments.xml"),
            ("image", "media/image1.jpg"),
            ("settings", "settings.xml"),
            ("oleObject", "embeddings/a.bin"),
            ("attachedTemplate", f"file:///c:/{SECRET}.dotx", True),
        ],
    )


def test_everything_beside_the_text_goes(tmp_path: Path) -> None:
    content = laden()
    assert len(parts_with(_kept(tmp_path, content), SECRET)) > 6
    path, report = cleaned(tmp_path, content, sniffing.DOCX)
    assert parts_with(path, SECRET) == []
    assert {"comments", "properties", "exif", "custom_xml", "external_links"} <= set(
        report.stripped
    )
    assert names_in(path) == {
        *("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/settings.xml"),
        *("word/_rels/document.xml.rels", "word/media/image1.jpg"),
    }
    assert text_of(path).startswith("正文一段\n")


def test_what_the_officer_keeps_stays(tmp_path: Path) -> None:
    comment = f'<w:comment w:id="0" w:author="赵">{para("批注")}</w:comment>'
    content = docx(
        para("看得见", run("藏起来", "<w:vanish/>")),
        {"word/comments.xml": xml("w:comments", comment)},
        [("comments", "comments.xml")],
    )
    path, _ = cleaned(tmp_path, content, sniffing.DOCX, strip=["hidden:comments"])
    assert parts_with(path, "藏起来") == ["word/document.xml"]
    assert parts_with(path, "批注") == []


def test_rectangles_need_pages(tmp_path: Path) -> None:
    with uncleanable("boxes-need-pages"):
        cleaned(tmp_path, docx(para("x")), sniffing.DOCX, boxes=[clean_copies.Box(1, 0, 0, 1, 1)])


def test_the_copy_is_the_same_each_time(tmp_path: Path) -> None:
    content = docx(para("正文"))
    first = cleaned(tmp_path, content, sniffing.DOCX)[0].read_bytes()
    assert cleaned(tmp_path, content, sniffing.DOCX)[0].read_bytes() == first


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text("甲乙丙丁 ab1", min_size=1, max_size=6), min_size=1, max_size=6), st.data())
def test_the_rest_is_unchanged(tmp_path: Path, pieces: list[str], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, 11), max_size=3)))
    split = [SECRET[start:stop] for start, stop in zip([0, *cuts], [*cuts, 11], strict=True)]
    body = para(*pieces) + para("话", *[part for part in split if part], "止")
    path, _ = cleaned(tmp_path, docx(body), sniffing.DOCX, masks=[MASK])
    before = text_of(_kept(tmp_path, docx(body)))
    assert text_of(path) == before.replace(SECRET, "138****5678")


def _kept(folder: Path, content: bytes) -> Path:
    path = folder / "given.docx"
    path.write_bytes(content)
    return path
