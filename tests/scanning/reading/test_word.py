"""DOCX: all that a reader sees, in order; all that hides, said and in the text."""

from pathlib import Path

import pytest

from sunshine.scanning.readings import Reading
from tests.build.office_files import (
    Relations,
    app_properties,
    core_properties,
    docx,
    para,
    relations,
    run,
    table,
    xml,
)
from tests.scanning.reading import asking
from tests.scanning.reading.asking import told, visible
from tests.scanning.unreadable import unreadable


def reading(tmp_path: Path, content: bytes) -> Reading:
    return asking.reading(tmp_path, content, "文件.docx")


def test_paragraphs_tables_and_boxes_come_in_reading_order(tmp_path: Path) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{para('文本框')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{para('文本框')}</w:txbxContent>"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = para("标题") + para("前", box) + table(["姓名", "电话"], ["张三", para("138", "000")])
    body += f"<w:sdt><w:sdtContent>{para('控件')}</w:sdtContent></w:sdt>"
    found = reading(tmp_path, docx(body))
    assert found.text == "标题\n前\n文本框\n姓名\t电话\n张三\t138000\n控件\n"
    assert found.hidden == ()
    assert found.pages == ()


def test_headers_notes_and_footers_are_read_once(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="2">{para("脚注")}</w:footnote>'
    separator = f'<w:footnote w:type="separator">{para("———")}</w:footnote>'
    parts = {
        "word/header1.xml": xml("w:hdr", para("页眉")),
        "word/header2.xml": xml("w:hdr", para("页眉")),
        "word/footer1.xml": xml("w:ftr", para("页脚")),
        "word/footnotes.xml": xml("w:footnotes", separator + note),
        "word/endnotes.xml": xml("w:endnotes", f"<w:endnote>{para('尾注')}</w:endnote>"),
        "word/charts/chart1.xml": xml(
            "c:chartSpace", "<c:strCache><c:pt><c:v>一季度</c:v></c:pt></c:strCache>"
        ),
    }
    found = reading(tmp_path, docx(para("正文"), parts))
    assert found.text == "页眉\n正文\n脚注\n尾注\n页脚\n一季度\n"


def test_changes_read_as_accepted_and_what_went_is_told(tmp_path: Path) -> None:
    body = para(
        "罚款",
        '<w:del w:author="李四"><w:r><w:delText>五千</w:delText></w:r></w:del>',
        f'<w:ins w:author="王五">{run("三千")}</w:ins>',
        "元",
        f'<w:moveFrom w:author="李四">{run("旧处")}</w:moveFrom>',
    )
    found = reading(tmp_path, docx(body))
    assert visible(found) == "罚款三千元\n"
    assert told(found, "tracked_changes") == ["三千", "五千", "旧处", "李四", "王五"]


def test_deleted_and_hidden_rows_are_told(tmp_path: Path) -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('删行')}</w:tc></w:tr>"
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{para('藏行')}</w:tc></w:tr>"
    found = reading(tmp_path, docx(f"<w:tbl>{gone}{hidden}</w:tbl>"))
    assert visible(found) == ""
    assert told(found, "tracked_changes") == ["删行"]
    assert told(found, "hidden_rows") == ["藏行"]


@pytest.mark.parametrize(
    ("looks", "what"),
    [
        ("<w:vanish/>", "hidden_text"),
        ('<w:sz w:val="2"/>', "hidden_text"),
        ('<w:rStyle w:val="Secret"/>', "hidden_text"),
        ('<w:color w:val="FFFFFF"/>', "white_text"),
        ('<w:color w:val="FEFEFE"/>', "white_text"),
        ('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>', "white_text"),
    ],
)
def test_text_that_cannot_be_seen_is_told(tmp_path: Path, looks: str, what: str) -> None:
    style = (
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>'
    )
    content = docx(
        para("看得见", run("藏一", looks), run("藏二", looks), "尾"),
        {"word/styles.xml": xml("w:styles", style)},
    )
    found = reading(tmp_path, content)
    assert visible(found) == "看得见尾\n"
    assert told(found, what) == ["藏一藏二"]


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (para(run("白", '<w:color w:val="FFFFFF"/><w:highlight w:val="red"/>')), "白\n"),
        (para(run("白", '<w:color w:val="FFFFFF"/>'), looks='<w:shd w:fill="C00000"/>'), "白\n"),
        (para(run("现", '<w:vanish w:val="0"/>')), "现\n"),
        (
            "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='C00000'/></w:tcPr>"
            + para(run("格", '<w:color w:val="FFFFFF"/>'))
            + "</w:tc></w:tr></w:tbl>",
            "格\n",
        ),
    ],
)
def test_white_on_colour_is_seen(tmp_path: Path, body: str, seen: str) -> None:
    found = reading(tmp_path, docx(body))
    assert (found.text, found.hidden) == (seen, ())


BESIDE = {
    "docProps/core.xml": core_properties("张三", "李四"),
    "docProps/app.xml": app_properties("王主任", "某某公司"),
    "docProps/custom.xml": b"<P><property name='n'><v>custom</v></property></P>",
    "docProps/thumbnail.jpeg": b"\xff\xd8",
    "customXml/item1.xml": b"<data secret='13800138000'/>",
    "word/comments.xml": xml(
        "w:comments", f'<w:comment w:author="赵六">{para("再议")}</w:comment>'
    ),
    "word/vbaProject.bin": b"\xd0\xcf",
    "word/embeddings/inner.docx": docx(para("内中13900139000")),
    "word/embeddings/oleObject1.bin": b"\0\1\2",
    "word/settings.xml": xml(
        "w:settings", '<w:docVars><w:docVar w:name="k" w:val="变量"/></w:docVars>'
    ),
    "word/glossary/document.xml": xml("w:glossaryDocument", para("部件")),
    "word/strange.dat": b"text within",
}
LEADING_OUT: Relations = [
    ("attachedTemplate", "file:///C:/Users/zhang/a.dotx", True),
    ("hyperlink", "https://example.com/", True),
]


@pytest.mark.parametrize(
    ("what", "texts"),
    [
        ("properties", ["王主任", "某某公司", "张三", "李四", "custom"]),
        ("thumbnail", ["docProps/thumbnail.jpeg"]),
        ("custom_xml", ["变量", "13800138000"]),
        ("comments", ["再议"]),
        ("macros", ["word/vbaProject.bin"]),
        ("embedded_objects", ["word/embeddings/inner.docx", "word/embeddings/oleObject1.bin"]),
        ("external_links", ["file:///C:/Users/zhang/a.dotx"]),
        ("hidden_text", ["部件"]),
        ("unknown_parts", ["word/strange.dat"]),
    ],
)
def test_what_stands_beside_the_document_is_told(
    tmp_path: Path, what: str, texts: list[str]
) -> None:
    found = reading(tmp_path, docx(para("正文"), BESIDE, LEADING_OUT))
    assert told(found, what) == texts


def test_all_that_hides_is_in_the_text_too(tmp_path: Path) -> None:
    found = reading(tmp_path, docx(para("正文"), BESIDE, LEADING_OUT))
    assert visible(found) == "正文\n"
    for text in ("内中13900139000", "https://example.com/", "赵六：再议", "作者：张三"):
        assert text in found.text


def test_automatic_numbers_are_read(tmp_path: Path) -> None:
    def level(depth: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        + level(0, "chineseCountingThousand", "第%1条")
        + level(1, "decimal", "（%2）")
        + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )

    def at(depth: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="3"/></w:numPr>'

    body = para("甲", looks=at(0)) + para("乙", looks=at(1)) + para("丙", looks=at(0))
    body += para("丁", looks=at(1))
    found = reading(tmp_path, docx(body, {"word/numbering.xml": xml("w:numbering", numbering)}))
    assert found.text == "第一条 甲\n（1） 乙\n第二条 丙\n（1） 丁\n"


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="w">&a;</w:document>'
    with unreadable("has-doctype"):
        reading(tmp_path, docx("", {"word/document.xml": bomb}))


def test_a_document_without_its_main_part_is_damaged(tmp_path: Path) -> None:
    content = docx("", {"_rels/.rels": relations([]), "word/document.xml": b"<w"})
    with unreadable("damaged"):
        reading(tmp_path, content)
