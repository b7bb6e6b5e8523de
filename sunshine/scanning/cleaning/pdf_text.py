"""The characters of a PDF page with their places, as a page is rendered."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import PdfPage, raw

# Left, top, right, bottom in pixels of the rendered page.
Place = tuple[int, int, int, int]
INVISIBLE = {3, 7}
# Lighter than this in every channel, and text cannot be told from paper.
_LIGHT = 0xEF
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Char:
    """A character of a page; ``place`` is None for those that the reader of PDFs adds."""

    text: str
    place: Place | None
    is_unpainted: bool
    needs_font: bool = False


class PageText:
    """The text of one page, one entry for each character."""

    def __init__(self, page: PdfPage, width: int, height: int) -> None:
        self._page, self._size = page.raw, (width, height)
        text_page = page.get_textpage()
        try:
            count = raw.FPDFText_CountChars(text_page.raw)
            self.chars = [self._char(text_page.raw, number) for number in range(count)]
        finally:
            text_page.close()

    @property
    def text(self) -> str:
        """The text, one code point for each character."""
        return "".join(char.text for char in self.chars)

    def place(self, left: float, bottom: float, right: float, top: float) -> Place:
        """Return the pixels of a box that is given in points of the page."""
        corners = [self._pixel(x, y) for x in (left, right) for y in (bottom, top)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return (min(across), min(down), max(across), max(down))

    def _pixel(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        width, height = self._size
        raw.FPDF_PageToDevice(self._page, 0, 0, width, height, 0, x, y, across, down)
        return across.value, down.value

    def _char(self, text_page: Any, number: int) -> Char:
        code = raw.FPDFText_GetUnicode(text_page, number)
        text = {0: "\ufffd", 2: "-", 0xFFFE: "-"}.get(code) or (
            chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        )
        if raw.FPDFText_IsGenerated(text_page, number) == 1:
            return Char(text, None, is_unpainted=False)
        return Char(
            text,
            self._box(text_page, number),
            is_unpainted=_is_unpainted(text_page, number),
            needs_font=_needs_font(text_page, number),
        )

    def _box(self, text_page: Any, number: int) -> Place | None:
        """Return the place that holds both the ink of a character and its share of the line."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        loose = raw.FS_RECTF()
        boxes = []
        if raw.FPDFText_GetCharBox(text_page, number, left, right, bottom, top):
            boxes.append(self.place(left.value, bottom.value, right.value, top.value))
        if raw.FPDFText_GetLooseCharBox(text_page, number, loose):
            boxes.append(self.place(loose.left, loose.bottom, loose.right, loose.top))
        if not boxes:
            return None
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return (min(lefts), min(tops), max(rights), max(bottoms))


def text_objects(page: PdfPage) -> Iterator[Any]:
    """Yield every text of a page, also those within forms."""
    for number in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from _texts(raw.FPDFPage_GetObject(page.raw, number), 0)


def _texts(thing: Any, depth: int) -> Iterator[Any]:
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        yield thing
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for number in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _texts(raw.FPDFFormObj_GetObject(thing, number), depth + 1)


def _needs_font(text_page: Any, number: int) -> bool:
    """Return whether a dark character relies on a font that the file does not bring along."""
    thing = raw.FPDFText_GetTextObject(text_page, number)
    font = raw.FPDFTextObj_GetFont(thing) if thing else None
    if not font or raw.FPDFFont_GetIsEmbedded(font) == 1:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    told = raw.FPDFText_GetFillColor(text_page, number, red, green, blue, alpha)
    return bool(told) and alpha.value > 0 and min(red.value, green.value, blue.value) < _LIGHT


def _is_unpainted(text_page: Any, number: int) -> bool:
    """Return whether the text paints nothing itself: what a scanner's software read, or drew."""
    thing = raw.FPDFText_GetTextObject(text_page, number)
    if not thing:
        return False
    if raw.FPDFTextObj_GetTextRenderMode(thing) in INVISIBLE:
        return True
    font = raw.FPDFTextObj_GetFont(thing)
    # Glyphs of a font that are drawings have no name of a font; ours draw nothing.
    return bool(font) and raw.FPDFFont_GetBaseFontName(font, None, 0) <= 1
