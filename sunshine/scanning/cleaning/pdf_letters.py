"""Text over the picture of a page: it can be searched and copied, and paints nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Pdf, Stream

# Codes of one font; 0 is left out.
_CODES = 255
# A glyph without extent is no text to some readers, so it has one and paints nothing in it.
_BLANK = b"1000 0 0 0 1000 1000 d1"


@dataclass(frozen=True, slots=True)
class Letter:
    """Text at a place: lower left corner, width and height in points."""

    text: str
    left: float
    bottom: float
    width: float
    height: float


def text_layer(pdf: Pdf, letters: Sequence[Letter]) -> tuple[Dictionary, bytes]:
    """Return the fonts and the content that say ``letters``.

    The glyphs are empty, so the text needs no font program and can never show through.
    """
    texts = sorted({letter.text for letter in letters})
    codes = {text: divmod(number, _CODES) for number, text in enumerate(texts)}
    lines = []
    for letter in letters:
        font, code = codes[letter.text]
        across, up = max(letter.width, 0.5), max(letter.height, 0.5)
        lines.append(
            f"/T{font} 1 Tf {across:.3f} 0 0 {up:.3f} {letter.left:.3f} {letter.bottom:.3f} Tm"
            f" <{code + 1:02x}> Tj"
        )
    blank = pdf.make_indirect(Stream(pdf, _BLANK))
    fonts = Dictionary()
    for start in range(0, len(texts), _CODES):
        fonts[f"/T{start // _CODES}"] = _font(pdf, texts[start : start + _CODES], blank)
    if not lines:
        return fonts, b""
    return fonts, "\n".join(["BT", *lines, "ET"]).encode()


def _font(pdf: Pdf, texts: Sequence[str], blank: Stream) -> Dictionary:
    count = len(texts)
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 1000, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=blank),
        Encoding=Dictionary(
            Type=Name.Encoding, Differences=Array([1, *[Name.a for _ in range(count)]])
        ),
        FirstChar=1,
        LastChar=count,
        Widths=Array([1000] * count),
        Resources=Dictionary(),
        ToUnicode=Stream(pdf, _to_unicode(texts)),
    )
    return pdf.make_indirect(font)


def _to_unicode(texts: Sequence[str]) -> bytes:
    rows = [
        f"<{number:02x}> <{text.encode('utf-16-be').hex()}>" for number, text in enumerate(texts, 1)
    ]
    blocks = [
        f"{len(rows[start : start + 100])} beginbfchar\n"
        + "\n".join(rows[start : start + 100])
        + "\nendbfchar"
        for start in range(0, len(rows), 100)
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /Told def /CMapType 2 def",
            "1 begincodespacerange\n<00> <ff>\nendcodespacerange",
            *blocks,
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()
