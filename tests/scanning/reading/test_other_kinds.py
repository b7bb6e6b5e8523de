"""PPTX, OFD, OpenDocument, archives and web pages: what is seen, and what hides."""

from pathlib import Path

import pytest

from tests.build.contents import archive
from tests.build.office_files import core_properties, docx, para, relations, xml
from tests.scanning.reading.asking import kinds, reading, told, visible
from tests.scanning.unreadable import unreadable


def shape(text: str, more: str = "", place: str = "") -> bytes:
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr {more}/></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>"
        f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    ).encode()


def slide(*shapes: bytes, show: str = "1") -> bytes:
    tree = b"".join(shapes).decode()
    return xml("p:sld", f"<p:cSld><p:spTree>{tree}</p:spTree></p:cSld>", f'show="{show}"')


AWAY = "<a:xfrm><a:off x='9999' y='0'/><a:ext cx='5' cy='5'/></a:xfrm>"


def pptx() -> bytes:
    ids = '<p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/>'
    main = f"<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx='9000' cy='6000'/>"
    table = "<p:graphicFrame><a:tbl><a:tr><a:tc><a:p><a:r><a:t>甲</a:t></a:r></a:p></a:tc>"
    table += "<a:tc><a:p><a:r><a:t>乙</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:graphicFrame>"
    first = slide(
        shape("首页"), table.encode(), shape("藏框", 'hidden="1"'), shape("页外", place=AWAY)
    )
    return archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": relations([("officeDocument", "ppt/presentation.xml")]),
            "ppt/presentation.xml": xml("p:presentation", main),
            "ppt/_rels/presentation.xml.rels": relations(
                [("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")]
            ),
            "ppt/slides/slide1.xml": slide(shape("藏页13800138000"), show="0"),
            "ppt/slides/slide2.xml": first,
            "ppt/slides/_rels/slide2.xml.rels": relations(
                [("notesSlide", "../notesSlides/notesSlide1.xml")]
            ),
            "ppt/notesSlides/notesSlide1.xml": xml("p:notes", shape("口头说明").decode()),
            "ppt/comments/comment1.xml": xml("p:cmLst", "<p:cm><p:text>改一改</p:text></p:cm>"),
            "docProps/core.xml": core_properties("张三", "李四"),
        }
    )


def test_slides_are_pages_in_their_order(tmp_path: Path) -> None:
    found = reading(tmp_path, pptx(), "片.pptx")
    assert visible(found) == "首页\n甲\t乙\n"
    assert [found.text[start:end] for start, end in found.pages] == ["首页\n甲\t乙\n", ""]


@pytest.mark.parametrize(
    ("what", "texts"),
    [
        ("hidden_text", ["藏框", "页外"]),
        ("hidden_slides", ["第2张"]),
        ("speaker_notes", ["口头说明"]),
        ("comments", ["改一改"]),
        ("properties", ["张三", "李四"]),
    ],
)
def test_what_hides_in_slides_is_told(tmp_path: Path, what: str, texts: list[str]) -> None:
    found = reading(tmp_path, pptx(), "片.pptx")
    assert told(found, what) == texts
    assert "藏页13800138000" in found.text


def text_object(text: str, y: int, more: str = "", fill: str = "") -> str:
    colour = f'<FillColor Value="{fill}"/>' if fill else ""
    code = f"{colour}<TextCode>{text}</TextCode>"
    return f'<TextObject Boundary="10 {y} 50 5" {more}>{code}</TextObject>'


def ofd(*objects: str, more: dict[str, bytes] | None = None) -> bytes:
    page = f"<Page><Content><Layer>{''.join(objects)}</Layer></Content></Page>"
    info = "<DocInfo><Author>张三</Author><CustomDatas><CustomData Name='k'>内部</CustomData>"
    root = f"<OFD><DocBody>{info}</CustomDatas></DocInfo><DocRoot>Doc_0/Document.xml</DocRoot>"
    pages = '<Document><Pages><Page ID="1" BaseLoc="Pages/P0/Content.xml"/></Pages></Document>'
    return archive(
        {
            "OFD.xml": f"{root}</DocBody></OFD>".encode(),
            "Doc_0/Document.xml": pages.encode(),
            "Doc_0/Pages/P0/Content.xml": page.encode(),
            **(more or {}),
        }
    )


BLACK = '<PathObject Boundary="5 {y} 60 8" Fill="true"><FillColor Value="0 0 0"/></PathObject>'


@pytest.mark.parametrize(
    ("objects", "what"),
    [
        ([text_object("密件", 20), BLACK.format(y=18)], "covered_text"),
        ([BLACK.format(y=18), text_object("密件", 20, fill="0 0 0")], "white_text"),
        ([text_object("密件", 20, fill="255 255 255")], "white_text"),
        ([text_object("密件", 20, 'Visible="false"')], "hidden_text"),
    ],
)
def test_text_of_an_ofd_that_nobody_sees_is_told(
    tmp_path: Path, objects: list[str], what: str
) -> None:
    found = reading(tmp_path, ofd(text_object("公告", 5), *objects), "公文.ofd")
    assert visible(found) == "公告\n密件\n"
    assert told(found, what) == ["密件"]
    assert found.pages == ((0, 6),)
    assert kinds(found) == {what, "properties", "custom_xml"}


def test_what_stands_beside_the_pages_of_an_ofd_is_told(tmp_path: Path) -> None:
    note = "<PageAnnot><Annot Creator='李四'><Remark>再核</Remark></Annot></PageAnnot>"
    more = {
        "Doc_0/Annots/Page_0/Annotation.xml": note.encode(),
        "Doc_0/Attachs/附.txt": "附件13900139000".encode(),
        "Doc_0/Res/a.png": b"\x89PNG",
    }
    found = reading(tmp_path, ofd(text_object("公告", 5), more=more), "公文.ofd")
    assert told(found, "pdf_annotations") == ["再核"]
    assert told(found, "embedded_objects") == ["Doc_0/Attachs/附.txt"]
    assert told(found, "no_text") == ["Doc_0/Res/a.png"]
    assert told(found, "properties") == ["张三"]
    assert told(found, "custom_xml") == ["内部"]
    assert "附件13900139000" in found.text


OPEN = (
    'xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s" xmlns:fo="f" xmlns:dc="d"'
    ' xmlns:meta="m"'
)


def opendocument(kind: str, body: str, styles: str = "", more: str = "") -> bytes:
    content = f"<office:c {OPEN}><office:styles>{styles}</office:styles><office:body>{body}"
    meta = f"<office:m {OPEN}><dc:creator>张三</dc:creator></office:m>"
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(),
            "content.xml": f"{content}</office:body></office:c>".encode(),
            "meta.xml": meta.encode(),
            "META-INF/manifest.xml": f"<m>{more}</m>".encode(),
            "Thumbnails/thumbnail.png": b"x",
        }
    )


def test_an_odt_is_read(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<office:text><text:tracked-changes><text:changed-region><text:deletion>"
        "<text:p>旧文</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:h>题</text:h><text:p>前<text:tab/>后<text:span text:style-name='H'>藏</text:span>"
        "<office:annotation><dc:creator>李四</dc:creator><text:p>批</text:p></office:annotation>"
        "</text:p></office:text>"
    )
    found = reading(tmp_path, opendocument("text", body, styles), "文.odt")
    assert visible(found) == "题\n前\t后\n"
    assert told(found, "tracked_changes") == ["旧文"]
    assert told(found, "hidden_text") == ["藏"]
    assert told(found, "comments") == ["批"]
    assert told(found, "properties") == ["张三"]
    with unreadable("encrypted"):
        reading(tmp_path, opendocument("text", body, more="<encryption-data/>"), "密.odt")


def test_an_ods_is_read(tmp_path: Path) -> None:
    look = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="T">{look}</style:style>'

    def row(*cells: str, more: str = "") -> str:
        inner = "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in cells)
        return f"<table:table-row {more}>{inner}</table:table-row>"

    body = (
        "<office:spreadsheet><table:table table:name='甲'><table:table-column/>"
        f"<table:table-column table:visibility='collapse'/>{row('看', '列藏')}"
        + row("行藏", more="table:visibility='collapse'")
        + "</table:table><table:table table:name='乙' table:style-name='T'>"
        + row("底稿13800138000")
        + "</table:table></office:spreadsheet>"
    )
    found = reading(tmp_path, opendocument("spreadsheet", body, hidden), "表.ods")
    assert visible(found) == "甲\n看\n"
    assert told(found, "hidden_rows") == ["行藏"]
    assert told(found, "hidden_columns") == ["列藏"]
    assert told(found, "hidden_sheet") == ["乙"]
    assert "底稿13800138000" in found.text


def test_archives_are_read_three_deep(tmp_path: Path) -> None:
    inner = archive({"最里.txt": b"13800138000"})
    content = archive({"一/公文.docx": docx(para("正文")), "二.zip": archive({"三.zip": inner})})
    found = reading(tmp_path, content, "包.zip")
    assert found.text == "一/公文.docx\n正文\n二.zip\n三.zip\n最里.txt\n13800138000\n"
    with unreadable("too-deep"):
        reading(tmp_path, archive({"外.zip": content}), "深.zip")
    with unreadable("encrypted") as failed:
        locked = opendocument("text", "", more="<encryption-data/>")
        reading(tmp_path, archive({"密.odt": locked}), "包.zip")
    assert failed.value.facts["member"] == "密.odt"


def test_a_bomb_does_not_go_off(tmp_path: Path) -> None:
    bomb = archive({f"{n}.txt": b"0" * 40_000_000 for n in range(2)}, packed=True)
    assert len(bomb) < 200_000
    with unreadable("expands-too-much"):
        reading(tmp_path, bomb, "弹.zip")


def test_a_web_page_is_read(tmp_path: Path) -> None:
    page = (
        "<html><head><title>题</title><meta name=author content=张三></head><body><!-- 内注 -->"
        "<p>一<b>二</b></p><table><tr><td>甲</td><td>乙</td></tr></table>"
        "<div style='display:none'>藏</div><script>x=1</script></body></html>"
    )
    found = reading(tmp_path, page.encode(), "页.html")
    assert visible(found) == "题\n一二\n甲\t乙\n"
    assert told(found, "hidden_text") == ["藏"]
    assert told(found, "comments") == ["内注"]
    assert told(found, "properties") == ["张三"]
