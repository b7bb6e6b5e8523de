"""What is blacked out or unseen is not in the PDF any more, however hard one looks."""

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from pypdfium2 import PdfDocument

from sunshine.scanning import clean_copies, sniffing
from sunshine.scanning.clean_copies import Box
from sunshine.scanning.cleaning.pdf_picture import shown_page
from sunshine.scanning.reading.files import read
from tests.build.pdf_files import annotation, appended, box, classic, pdf, picture, say
from tests.scanning.cleaning.asking import cleaned, mask, uncleanable

SECRET = "13812345678"
MASK = mask(SECRET, "138****5678")
LINE = say(f"tel {SECRET} of the office")
# Encodings in which a value may stand somewhere in a file.
CODINGS = ("latin-1", "utf-16-be", "utf-16-le")


def holds(path: Path, value: str) -> list[str]:
    """Return the ways in which ``value`` can be had from a PDF."""
    forms = [value.encode(code) for code in CODINGS]
    forms += [form.hex().encode() for form in forms]
    raw = path.read_bytes()
    found = ["bytes"] if any(form in raw for form in forms) else []
    with pikepdf.open(path) as opened:
        for thing in opened.objects:
            told = thing.unparse()
            if isinstance(thing, pikepdf.Stream):
                try:
                    told += thing.read_bytes()
                except pikepdf.PdfError:
                    told += thing.read_raw_bytes()
            if any(form in told.lower() for form in forms) or value in repr(thing):
                found.append(f"object {thing.objgen}")
    document = PdfDocument(path)
    for page in document:
        text_page = page.get_textpage()
        if value in "".join(text_page.get_text_range().split()):
            found.append("text")
        text_page.close()
        page.close()
    document.close()
    return found


def shade(path: Path, area: tuple[float, float, float, float], page: int = 1) -> tuple[int, int]:
    """Return the darkest and lightest grey of a part of a page, in shares."""
    with Image.open(io.BytesIO(shown_page(path, page, 1200))) as image:
        width, height = image.size
        x0, y0, x1, y1 = area
        part = image.convert("L").crop(
            (round(x0 * width), round(y0 * height), round(x1 * width), round(y1 * height))
        )
        return part.getextrema()


def test_a_masked_value_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    content = pdf(LINE + say("second line", 50, 600), say("another page"))
    assert holds(_kept(tmp_path, content), SECRET)
    path, report = cleaned(tmp_path, content, sniffing.PDF, masks=[MASK])
    assert holds(path, SECRET) == []
    assert holds(path, "1234567") == []
    text = read(path, sniffing.PDF).text
    assert text.startswith("tel 138****5678 of the office\nsecond line\nanother page\n")
    assert (report.masked, report.pictured) == (1, (1,))


def test_a_value_is_masked_on_every_page_and_split_by_spaces(tmp_path: Path) -> None:
    content = pdf(LINE, say("plain"), say("138 1234 5678"))
    path, report = cleaned(tmp_path, content, sniffing.PDF, masks=[MASK])
    assert report.pictured == (1, 3)
    assert holds(path, SECRET) == []
    assert "138****5678" in read(path, sniffing.PDF).text.replace(" ", "")


def test_a_rectangle_is_solid_and_empty_beneath(tmp_path: Path) -> None:
    content = pdf(LINE + picture(300, 300, 200, 200) + say("below", 50, 100))
    place = Box(1, 0.0, 0.1, 1.0, 0.7)
    path, report = cleaned(tmp_path, content, sniffing.PDF, boxes=[place])
    assert report.painted == 1
    assert holds(path, SECRET) == []
    assert shade(path, (0.01, 0.11, 0.99, 0.69)) == (0, 0)
    assert read(path, sniffing.PDF).text.startswith("below")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rectangles_follow_the_page_as_it_is_shown(tmp_path: Path, turn: int) -> None:
    def turned(made: Pdf) -> None:
        made.pages[0].obj.Rotate = turn
        made.pages[0].obj.CropBox = Array([20, 30, 580, 790])

    content = pdf(LINE, change=turned)
    path, _ = cleaned(tmp_path, content, sniffing.PDF, masks=[MASK])
    assert holds(path, SECRET) == []
    before, after = _size(_kept(tmp_path, content)), _size(path)
    assert after == pytest.approx(before, abs=0.01)
    place = Box(1, 0.5, 0.5, 0.75, 0.9)
    path, _ = cleaned(tmp_path, content, sniffing.PDF, boxes=[place])
    assert shade(path, (0.51, 0.51, 0.74, 0.89)) == (0, 0)
    assert shade(path, (0.8, 0.91, 0.99, 0.99))[1] == 255


def test_text_under_black_boxes_goes(tmp_path: Path) -> None:
    content = pdf(LINE + box(40, 690, 400, 30) + say("open text", 50, 500))
    path, report = cleaned(tmp_path, content, sniffing.PDF)
    assert "covered_text" in report.stripped
    assert holds(path, SECRET) == []
    assert read(path, sniffing.PDF).text.startswith("open text")


@pytest.mark.parametrize(
    "hidden",
    [
        say(SECRET, looks="1 g"),
        f"q {say(SECRET, looks='3 Tr')}Q\n",
        say(SECRET, 700, 900),
        say(SECRET, size=0.5),
        say(SECRET) + picture(0, 600, 500, 200),
    ],
    ids=["white", "invisible", "off-page", "tiny", "under-picture"],
)
def test_text_that_nobody_sees_goes(tmp_path: Path, hidden: str) -> None:
    content = pdf(hidden + say("open text", 50, 500))
    path, report = cleaned(tmp_path, content, sniffing.PDF)
    assert report.stripped
    assert holds(path, SECRET) == []
    assert read(path, sniffing.PDF).text.startswith("open text")


def test_everything_beside_the_pages_goes(tmp_path: Path) -> None:
    def more(made: Pdf) -> None:
        made.docinfo["/Author"] = SECRET
        with made.open_metadata() as metadata:
            metadata["dc:creator"] = [SECRET]
        made.attachments["a.txt"] = SECRET.encode()
        script = Dictionary(S=Name.JavaScript, JS=f"app.alert('{SECRET}')")
        made.Root.OpenAction = made.make_indirect(script)
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(SECRET, 0))
        made.Root.Dests = Dictionary({f"/{SECRET}": Array([made.pages[0].obj, Name.Fit])})
        made.Root.PieceInfo = Dictionary(A=Dictionary(Private=SECRET))
        made.pages[0].obj.PieceInfo = Dictionary(A=Dictionary(Private=SECRET))
        annotation(made, "Text", [10, 10, 30, 30], Contents=SECRET, T=SECRET)
        annotation(made, "Link", [10, 10, 30, 30], A=Dictionary(S=Name.URI, URI=SECRET))
        made.pages[0].obj.Resources.XObject.I.Metadata = made.make_stream(SECRET.encode())
        made.Root.Unknown = made.make_stream(SECRET.encode())

    content = pdf(f"/Span <</ActualText ({SECRET})>> BDC\n{say('open text')}EMC\n", change=more)
    path, report = cleaned(tmp_path, content, sniffing.PDF)
    assert {"pdf_metadata", "pdf_attachments", "pdf_annotations", "pdf_scripts"} <= set(
        report.stripped
    )
    assert report.pictured == ()
    assert holds(path, SECRET) == []
    assert read(path, sniffing.PDF).text == "open text\n"


def test_earlier_revisions_go(tmp_path: Path) -> None:
    before = classic(LINE)
    with pikepdf.open(io.BytesIO(before)) as made:
        number = made.pages[0].obj.Contents.objgen[0]
    content = appended(before, number, say("open text"))
    path, report = cleaned(tmp_path, content, sniffing.PDF)
    assert "earlier_revisions" in report.stripped
    assert holds(path, SECRET) == []


def test_a_layer_that_is_off_does_not_come_on(tmp_path: Path) -> None:
    def layered(made: Pdf) -> None:
        group = made.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
        made.Root.OCProperties = Dictionary(
            OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
        )
        made.pages[0].obj.Resources.Properties = Dictionary(L=group)

    content = pdf(f"/OC /L BDC\n{LINE}EMC\n{say('open text', 50, 500)}", change=layered)
    path, report = cleaned(tmp_path, content, sniffing.PDF)
    assert "layers" in report.stripped
    assert holds(path, SECRET) == []
    assert shade(path, (0.05, 0.08, 0.6, 0.14)) == (255, 255)


def test_what_an_annotation_covers_does_not_come_to_light(tmp_path: Path) -> None:
    def covered(made: Pdf) -> None:
        annotation(made, "Square", [40, 690, 440, 720], IC=Array([0, 0, 0]))

    path, _ = cleaned(tmp_path, pdf(LINE, change=covered), sniffing.PDF)
    assert holds(path, SECRET) == []
    assert shade(path, (0.08, 0.105, 0.7, 0.135)) == (0, 0)


def test_a_stamp_stays_and_a_form_keeps_its_look(tmp_path: Path) -> None:
    def stamped(made: Pdf) -> None:
        look = made.make_stream(
            b"1 0 0 rg 0 0 100 100 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 100, 100]),
        )
        annotation(made, "Stamp", [400, 100, 500, 200], F=4, AP=Dictionary(N=look), Contents=SECRET)

    path, _ = cleaned(tmp_path, pdf(say("open text"), change=stamped), sniffing.PDF)
    assert holds(path, SECRET) == []
    assert shade(path, (0.7, 0.78, 0.8, 0.85))[1] < 120
    with pikepdf.open(path) as made:
        assert Name.Annots not in made.pages[0].obj


def test_a_clean_copy_can_be_cleaned_again(tmp_path: Path) -> None:
    content = pdf(LINE + say("and 15900001111 too", 50, 600))
    first, _ = cleaned(tmp_path, content, sniffing.PDF, masks=[MASK])
    other = mask("15900001111", "159****1111")
    path, report = cleaned(tmp_path, first.read_bytes(), sniffing.PDF, masks=[other])
    assert report.masked == 1
    assert holds(path, "15900001111") == []
    assert read(path, sniffing.PDF).text.startswith(
        "tel 138****5678 of the office\nand 159****1111 too\n"
    )


def test_the_copy_is_the_same_each_time(tmp_path: Path) -> None:
    content = pdf(LINE, say("open"))
    first = cleaned(tmp_path, content, sniffing.PDF, masks=[MASK])[0].read_bytes()
    assert cleaned(tmp_path, content, sniffing.PDF, masks=[MASK])[0].read_bytes() == first


def test_a_font_that_is_not_there_loses_no_text(tmp_path: Path) -> None:
    with uncleanable("fonts-missing"):
        cleaned(tmp_path, pdf(LINE + say("\ue123\ue124", 50, 600)), sniffing.PDF, masks=[MASK])


def test_a_rectangle_off_the_pages_is_refused(tmp_path: Path) -> None:
    with uncleanable("box-off-page"):
        cleaned(tmp_path, pdf(LINE), sniffing.PDF, boxes=[Box(2, 0, 0, 1, 1)])


def test_pages_are_shown_behind_the_door(tmp_path: Path) -> None:
    path = _kept(tmp_path, pdf(LINE, box(0, 0, 600, 800)))
    with Image.open(io.BytesIO(clean_copies.render_page(path, sniffing.PDF, 2, width=300))) as page:
        assert page.size == (300, 400)
        assert page.convert("L").getextrema()[1] == 0
    with uncleanable("no-such-page"):
        clean_copies.render_page(path, sniffing.PDF, 3)


def test_behind_the_door(tmp_path: Path) -> None:
    path, target = _kept(tmp_path, pdf(LINE)), tmp_path / "净本.pdf"
    report = clean_copies.clean(path, target, sniffing.PDF, masks=[MASK])
    assert report.pictured == (1,)
    assert holds(target, SECRET) == []


def _kept(folder: Path, content: bytes) -> Path:
    path = folder / "given.pdf"
    path.write_bytes(content)
    return path


def _size(path: Path) -> tuple[float, float]:
    document = PdfDocument(path)
    size = document[0].get_size()
    document.close()
    return size
