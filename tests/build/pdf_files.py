"""PDFs made here page by page, with everything that can hide in them."""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

Change = Callable[[Pdf], None]


def pdf(*pages: str, change: Change | None = None) -> bytes:
    """Return a PDF whose pages have these contents; ``change`` works on it before it is saved.

    The font ``F`` writes every character of the Basic Multilingual Plane by its code point
    in UTF-16 (``say``); the picture ``I`` is one grey pixel.
    """
    made = pikepdf.new()
    font = _font(made)
    picture = made.make_stream(
        b"\x80",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    for content in pages:
        page = made.add_blank_page(page_size=(600, 800))
        page.obj.Resources = Dictionary(
            Font=Dictionary(F=font), XObject=Dictionary(I=picture), Properties=Dictionary()
        )
        page.obj.Contents = made.make_stream(content.encode())
    if change:
        change(made)
    buffer = io.BytesIO()
    made.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def say(text: str, x: int = 50, y: int = 700, *, size: float = 12, looks: str = "0 g") -> str:
    """Return the operators that write ``text``."""
    code = text.encode("utf-16-be").hex()
    return f"BT {looks} /F {size} Tf {x} {y} Td <{code}> Tj ET\n"


def box(x: int, y: int, width: int, height: int, colour: str = "0 g") -> str:
    """Return the operators that fill a rectangle."""
    return f"q {colour} {x} {y} {width} {height} re f Q\n"


def picture(x: int, y: int, width: int, height: int) -> str:
    """Return the operators that draw the picture over this place."""
    return f"q {width} 0 0 {height} {x} {y} cm /I Do Q\n"


def appended(before: bytes, number: int, content: str) -> bytes:
    """Return a PDF with a change appended: object ``number`` is now a stream of ``content``."""
    data = content.encode()
    start = before.rfind(b"startxref")
    previous = int(before[start:].split()[1])
    with pikepdf.open(io.BytesIO(before)) as made:
        root, size = made.Root.objgen[0], int(made.trailer.Size)
    place = len(before)
    thing = b"%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        len(data),
        data,
    )
    table = place + len(thing)
    return (
        before
        + thing
        + b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, place)
        + b"<</Size %d /Root %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, root, previous, table)
    )


def classic(*pages: str) -> bytes:
    """Return a PDF with a plain table of objects, to which a change can be appended."""
    made = pikepdf.open(io.BytesIO(pdf(*pages)))
    buffer = io.BytesIO()
    made.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return buffer.getvalue()


def annotation(made: Pdf, kind: str, rectangle: list[int], **more: object) -> None:
    """Lay an annotation on the first page."""
    page = made.pages[0].obj
    found = page.get(Name.Annots, Array())
    found.append(
        made.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array(rectangle), **more)
        )
    )
    page.Annots = found


def _font(made: Pdf) -> pikepdf.Object:
    spaces = "".join(
        f"1 beginbfrange\n<{high:02x}00> <{high:02x}ff> <{high:02x}00>\nendbfrange\n"
        for high in range(256)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{spaces}endcmap end end"
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.SimSun,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name.SimSun,
            Flags=4,
            FontBBox=Array([0, -200, 1000, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
        ),
        DW=1000,
    )
    return made.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.SimSun,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([made.make_indirect(descendant)]),
            ToUnicode=made.make_stream(cmap.encode()),
        )
    )
