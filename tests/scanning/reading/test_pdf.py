"""PDF: pages in order, and every way in which text and data hide."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf

from sunshine.scanning.readings import Reading
from tests.build.pdf_files import annotation, appended, box, classic, pdf, picture, say
from tests.scanning.reading.asking import kinds, reading, told, visible
from tests.scanning.unreadable import unreadable


def read(tmp_path: Path, content: bytes) -> Reading:
    return reading(tmp_path, content, "公告.pdf")


def test_pages_are_read_in_order_and_counted_from_one(tmp_path: Path) -> None:
    found = read(tmp_path, pdf(say("第一页") + say("次行", y=680), say("电话13800138000")))
    assert found.text == "第一页\n次行\n电话13800138000\n"
    assert [found.text[start:end] for start, end in found.pages] == [
        "第一页\n次行\n",
        "电话13800138000\n",
    ]
    assert found.hidden == ()


@pytest.mark.parametrize(
    ("content", "what", "why"),
    [
        (say("密件") + box(40, 690, 200, 30), "covered_text", "under-box"),
        (say("密件") + box(40, 690, 200, 30, "1 g"), "covered_text", "under-box"),
        (say("密件") + "0 0 0 RG 20 w 40 704 m 240 704 l S\n", "covered_text", "under-box"),
        (say("密件") + picture(40, 690, 200, 30), "covered_text", "under-picture"),
        (box(40, 690, 200, 30) + say("密件"), "white_text", "as-background"),
        (say("密件", looks="1 g"), "white_text", "as-background"),
        (say("密件", looks="0.98 0.98 0.98 rg"), "white_text", "as-background"),
        (say("密件", looks="3 Tr"), "hidden_text", "invisible"),
        (say("密件", size=0.5), "hidden_text", "tiny"),
        (say("密件", x=900), "hidden_text", "off-page"),
    ],
)
def test_text_that_nobody_sees_is_told(tmp_path: Path, content: str, what: str, why: str) -> None:
    found = read(tmp_path, pdf(say("看得见", y=100) + content, say("次页")))
    assert told(found, what) == ["密件"]
    assert [(one.page, one.why) for one in found.hidden] == [(1, why)]


@pytest.mark.parametrize(
    "content",
    [
        box(40, 690, 200, 30, "0.8 0 0 rg") + say("看见", looks="1 g"),
        say("看见") + box(40, 600, 200, 30),
        say("看见") + "q 0 0 0 RG 40 690 200 30 re S Q\n",
        box(40, 690, 200, 30, "0.9 g") + say("看见"),
    ],
)
def test_text_on_colour_and_in_frames_is_seen(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, pdf(content)).hidden == ()


def test_text_covered_by_an_annotation_is_told(tmp_path: Path) -> None:
    def cover(made: Pdf) -> None:
        annotation(made, "Square", [40, 690, 240, 720], IC=Array([0, 0, 0]))

    found = read(tmp_path, pdf(say("密件"), change=cover))
    assert told(found, "covered_text") == ["密件"]
    assert told(found, "pdf_annotations") == ["Square"]


def test_a_scan_says_that_a_person_must_look(tmp_path: Path) -> None:
    scan = picture(0, 0, 600, 800)
    mixed = say("页脚", y=20) + picture(0, 100, 600, 600)
    found = read(tmp_path, pdf(scan, say("文字"), mixed, ""))
    assert [(one.page, one.why) for one in found.hidden] == [
        (1, "page-without-text"),
        (3, "picture"),
    ]
    assert kinds(found) == {"no_text"}


def test_the_text_layer_of_a_scan_is_read(tmp_path: Path) -> None:
    layer = say("这是扫描软件识别出来的文字一共有二十多个字", looks="3 Tr")
    found = read(tmp_path, pdf(picture(0, 0, 600, 800) + layer))
    assert "扫描软件" in visible(found)
    assert [(one.kind, one.why) for one in found.hidden] == [
        ("hidden:hidden_text", "under-picture")
    ]


def _beside(made: Pdf) -> None:
    annotation(made, "Text", [0, 0, 9, 9], Contents="请再核", T="张三")
    annotation(made, "Widget", [0, 0, 9, 9], V="栏内值", FT=Name.Tx)
    annotation(made, "Widget", [0, 0, 9, 9], V="藏值", FT=Name.Tx, F=2)
    fields = [one for one in made.pages[0].obj.Annots if one.Subtype == Name.Widget]
    made.Root.AcroForm = Dictionary(Fields=Array(fields))
    link = Dictionary(S=Name.URI, URI="mailto:a@example.com")
    annotation(made, "Link", [0, 0, 9, 9], A=link)
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:creator"] = ["王五"]
    made.docinfo["/Author"] = "李四"
    made.docinfo["/Title"] = "题名"
    made.attachments["附.txt"] = AttachedFileSpec(made, "附件13900139000".encode())
    group = made.make_indirect(Dictionary(Type=Name.OCG, Name="底图"))
    usual = Dictionary(OFF=Array([group]))
    made.Root.OCProperties = Dictionary(OCGs=Array([group]), D=usual)
    made.Root.OpenAction = made.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    made.pages[0].obj.Thumb = made.make_stream(b"x")
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("书签甲", 0))


@pytest.mark.parametrize(
    ("what", "texts"),
    [
        ("pdf_annotations", ["请再核"]),
        ("form_values", ["藏值"]),
        ("pdf_metadata", ["李四", "王五"]),
        ("pdf_attachments", ["附.txt"]),
        ("layers", ["底图"]),
        ("pdf_scripts", ["app.alert(1)"]),
        ("thumbnail", ["/Thumb"]),
    ],
)
def test_what_stands_beside_the_pages_is_told(tmp_path: Path, what: str, texts: list[str]) -> None:
    found = read(tmp_path, pdf(say("正文"), change=_beside))
    assert told(found, what) == texts
    assert visible(found) == "正文\n栏内值\n"
    for text in ("13900139000", "mailto:a@example.com", "书签甲", "题名", "张三：请再核"):
        assert text in found.text


def test_text_in_a_layer_that_is_off_is_read(tmp_path: Path) -> None:
    def layer(made: Pdf) -> None:
        _beside(made)
        made.pages[0].obj.Resources.Properties.L = made.Root.OCProperties.OCGs[0]

    found = read(tmp_path, pdf("/OC /L BDC " + say("层内") + "EMC", change=layer))
    assert "层内" in found.text


def test_an_earlier_revision_is_read(tmp_path: Path) -> None:
    first = classic(say("原文13800138000"))
    with pikepdf.open(io.BytesIO(first)) as made:
        number = made.pages[0].obj.Contents.objgen[0]
    found = read(tmp_path, appended(first, number, say("改后")))
    assert visible(found) == "改后\n"
    assert told(found, "earlier_revisions") == ["第1次保存"]
    assert "原文13800138000" in found.text
    assert read(tmp_path, first).hidden == ()


def test_a_password_is_said(tmp_path: Path) -> None:
    made = pikepdf.open(io.BytesIO(pdf(say("密"))))
    buffer = io.BytesIO()
    made.save(buffer, encryption=pikepdf.Encryption(owner="o", user="u"))
    with unreadable("encrypted"):
        read(tmp_path, buffer.getvalue())
    with unreadable("damaged"):
        read(tmp_path, b"%PDF-1.7\n" + b"nothing of a PDF " * 99)


def test_ten_thousand_pages_are_refused(tmp_path: Path) -> None:
    made = pikepdf.new()
    for _ in range(10_000):
        made.add_blank_page()
    buffer = io.BytesIO()
    made.save(buffer)
    with unreadable("too-many-pages"):
        read(tmp_path, buffer.getvalue())
