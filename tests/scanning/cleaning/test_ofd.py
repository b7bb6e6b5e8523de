"""A clean OFD holds its pages and what they are drawn with, and nothing beside them."""

from pathlib import Path

import pytest

from sunshine.scanning import sniffing
from sunshine.scanning.reading.files import read
from tests.build.contents import archive
from tests.scanning.cleaning.asking import cleaned, mask
from tests.scanning.cleaning.packed import names_in, parts_with

SECRET = "13812345678"
MASK = mask(SECRET, "138****5678")
BLACK = '<PathObject Boundary="5 18 90 9" Fill="true"><FillColor Value="0 0 0"/></PathObject>'


def say(text: str, y: int = 20, more: str = "", inner: str = "") -> str:
    """Return a text object."""
    told = f"{inner}<TextCode>{text}</TextCode>"
    return f'<TextObject Boundary="10 {y} 50 5" {more}>{told}</TextObject>'


def ofd(*objects: str) -> bytes:
    """Return an OFD of one page with the secret in every place beside it."""
    info = f"<DocInfo><DocID>1</DocID><Author>{SECRET}</Author></DocInfo>"
    root = f"<OFD><DocBody>{info}<DocRoot>Doc_0/Document.xml</DocRoot>"
    document = (
        "<Document><CommonData><PublicRes>PublicRes.xml</PublicRes></CommonData>"
        '<Pages><Page ID="1" BaseLoc="Pages/P0/Content.xml"/></Pages>'
        "<Annotations>Annots/Annotations.xml</Annotations></Document>"
    )
    note = f"<A><Annot Creator='{SECRET}'><Remark>{SECRET}</Remark></Annot></A>"
    return archive(
        {
            "OFD.xml": f"{root}<Signatures>Signs/S.xml</Signatures></DocBody></OFD>".encode(),
            "Doc_0/Document.xml": document.encode(),
            "Doc_0/PublicRes.xml": b'<Res BaseLoc="Res"><FontFile>a.ttf</FontFile></Res>',
            "Doc_0/Res/a.ttf": b"font",
            "Doc_0/Pages/P0/Content.xml": (
                f"<Page><Content><Layer>{''.join(objects)}</Layer></Content></Page>"
            ).encode(),
            "Doc_0/Annots/Annotations.xml": note.encode(),
            "Doc_0/Attachs/a.txt": SECRET.encode(),
            "Signs/S.xml": f"<S>{SECRET}</S>".encode(),
        }
    )


@pytest.mark.parametrize(
    "objects",
    [
        (say(SECRET, more='Visible="false"'),),
        (say(SECRET), BLACK),
        (BLACK, say(SECRET, inner='<FillColor Value="0 0 0"/>')),
    ],
    ids=["invisible", "covered", "as-ground"],
)
def test_what_is_not_seen_goes(tmp_path: Path, objects: tuple[str, ...]) -> None:
    path, report = cleaned(tmp_path, ofd(say("公告", 5), *objects), sniffing.OFD)
    assert parts_with(path, SECRET) == []
    assert read(path, sniffing.OFD).text == "公告\n"
    assert {"properties", "pdf_annotations", "embedded_objects"} <= set(report.stripped)
    assert report.notes == ("signatures-dropped",)
    assert names_in(path) == {
        *("OFD.xml", "Doc_0/Document.xml", "Doc_0/PublicRes.xml", "Doc_0/Res/a.ttf"),
        "Doc_0/Pages/P0/Content.xml",
    }


@pytest.mark.parametrize("pieces", [[SECRET], list(SECRET), ["138", "1234 56", "78"]], ids=len)
def test_values_go_however_they_are_split(tmp_path: Path, pieces: list[str]) -> None:
    glyphs = "<CGTransform CodeCount='1'><Glyphs>31 38</Glyphs></CGTransform>"
    objects = [say(piece, inner=glyphs) for piece in pieces]
    path, report = cleaned(tmp_path, ofd(*objects, say("照旧", 40)), sniffing.OFD, masks=[MASK])
    assert report.masked == 1
    assert parts_with(path, SECRET) == []
    text = read(path, sniffing.OFD).text
    assert text.replace(" ", "") == "138****5678\n照旧\n"
    if len(pieces) == 1:
        assert parts_with(path, "31 38") == []
