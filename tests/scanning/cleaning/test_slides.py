"""A clean presentation holds the slides that are shown, without notes and hidden shapes."""

from pathlib import Path

from sunshine.scanning import sniffing
from sunshine.scanning.reading.files import read
from tests.build.contents import archive
from tests.build.office_files import core_properties, relations, xml
from tests.scanning.cleaning.asking import cleaned, mask
from tests.scanning.cleaning.packed import names_in, parts_with

SECRET = "13812345678"


def shape(*texts: str, looks: str = "", place: str = "") -> str:
    """Return a shape with runs of text."""
    runs = "".join(f"<a:r><a:t>{text}</a:t></a:r>" for text in texts)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x" {looks}/></p:nvSpPr><p:spPr>{place}</p:spPr>'
        f"<p:txBody><a:p>{runs}</a:p></p:txBody></p:sp>"
    )


def slide(*shapes: str, looks: str = "") -> bytes:
    """Return a slide."""
    return xml("p:sld", f"<p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld>", looks)


def laden() -> bytes:
    """Return two slides, one of them hidden, with the secret in every place that is not seen."""
    away = '<a:xfrm><a:off x="99999" y="0"/><a:ext cx="10" cy="10"/></a:xfrm>'
    listed = '<p:sldId id="256" r:id="rId1"/><p:sldId id="257" r:id="rId2"/>'
    return archive(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": relations(
                [
                    ("officeDocument", "ppt/presentation.xml"),
                    ("metadata/core-properties", "docProps/core.xml"),
                ]
            ),
            "docProps/core.xml": core_properties(SECRET, SECRET),
            "ppt/presentation.xml": xml(
                "p:presentation", f'<p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="900" cy="600"/>'
            ),
            "ppt/_rels/presentation.xml.rels": relations(
                [("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")]
            ),
            "ppt/slides/slide1.xml": slide(
                shape("电话159", "0000", "1111"),
                shape(SECRET, looks='hidden="1"'),
                shape(SECRET, place=away),
            ),
            "ppt/slides/_rels/slide1.xml.rels": relations(
                [("notesSlide", "../notesSlides/notesSlide1.xml")]
            ),
            "ppt/notesSlides/notesSlide1.xml": slide(shape(SECRET)),
            "ppt/slides/slide2.xml": slide(shape(SECRET), looks='show="0"'),
        }
    )


def test_what_is_not_shown_goes_and_values_are_masked(tmp_path: Path) -> None:
    other = mask("15900001111", "159****1111")
    path, report = cleaned(tmp_path, laden(), sniffing.PPTX, masks=[other])
    assert parts_with(path, SECRET) + parts_with(path, "15900001111") == []
    assert read(path, sniffing.PPTX).text == "电话159****1111\n"
    assert {"hidden_slides", "hidden_text", "speaker_notes", "properties"} <= set(report.stripped)
    assert {name for name in names_in(path) if "/slide" in name} == {
        "ppt/slides/slide1.xml",
        "ppt/slides/_rels/slide1.xml.rels",
    }
