"""The text of a PDF's pages, and which of its characters nobody can see."""

import ctypes
from dataclasses import dataclass
from typing import Any

from pypdfium2 import PdfDocument, raw

from sunshine.scanning.reading.pdf_paint import WHITE, Area, Box, Colour, Painting, TextLooks
from sunshine.scanning.reading.transcript import Transcript

# As near as this in every channel, two colours are one to the eye.
_NEAR = 16
# A picture over this share of a page may well hold text.
_TELLING_SHARE = 0.2
_GARBLED_SHARE = 0.3
# So many characters beneath a picture are its text, as a scanner's software read it.
_LEAST_READ = 20
_HIDES_NOTHING = ("", "")
_PRIVATE = range(0xE000, 0xF900)


@dataclass(slots=True)
class _Char:
    text: str
    way: tuple[str, str]
    is_garbled: bool


def read_pages(document: PdfDocument, transcript: Transcript, extras: "Extras") -> None:
    """Write every page with what hides on it; ``extras`` tells what annotations add."""
    for number in range(len(document)):
        transcript.begin_page()
        page = document[number]
        text_page = page.get_textpage()
        try:
            _Page(page.raw, text_page.raw, extras.covers(number)).write(transcript)
        finally:
            text_page.close()
            page.close()
        extras.write(number, transcript)
        transcript.end_page()


class Extras:
    """What lies upon pages besides their content; this one has none."""

    def covers(self, _page: int) -> list[Box]:
        """Return the boxes of annotations that cover what is beneath them."""
        return []

    def write(self, _page: int, _transcript: Transcript) -> None:
        """Write what belongs to the page: values of forms, annotations, links."""


class _Page:
    def __init__(self, page: Any, text_page: Any, covers: list[Box]) -> None:
        self._text = text_page
        self._painting = Painting(page)
        self._covers = [Area(1 << 30, box, (0, 0, 0)) for box in covers]
        self._box = _visible_box(page)

    def write(self, out: Transcript) -> None:
        """Write the characters; mark runs that nobody sees."""
        chars = [self._char(number) for number in range(raw.FPDFText_CountChars(self._text))]
        way, start = _HIDES_NOTHING, out.length
        for char in chars:
            if not char.text.strip():
                out.write(char.text)
                continue
            if char.way != way:
                _mark(out, way, start)
                way, start = char.way, out.length
            out.write(char.text)
        _mark(out, way, start)
        self._say_unread(out, chars)

    def _char(self, number: int) -> _Char:
        code = raw.FPDFText_GetUnicode(self._text, number)
        unmapped = raw.FPDFText_HasUnicodeMapError(self._text, number) == 1
        if code == 2:  # a hyphen at the end of a line
            return _Char("-", _HIDES_NOTHING, is_garbled=False)
        if code == 13:
            return _Char("", _HIDES_NOTHING, is_garbled=False)
        text = chr(code) if code < 0x110000 else "\ufffd"
        is_garbled = unmapped or code in {0, 0xFFFD, 0xFFFE} or code in _PRIVATE
        if not text.strip() or raw.FPDFText_IsGenerated(self._text, number) == 1:
            return _Char(text, _HIDES_NOTHING, is_garbled=False)
        return _Char(text, self._way(number), is_garbled)

    def _way(self, number: int) -> tuple[str, str]:
        """Return what hides a character, and why."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not raw.FPDFText_GetCharBox(self._text, number, left, right, bottom, top):
            return _HIDES_NOTHING
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        thing = raw.FPDFText_GetTextObject(self._text, number)
        key = ctypes.cast(thing, ctypes.c_void_p).value or 0
        looks = self._painting.texts.get(key)
        if not (self._box[0] <= x <= self._box[2] and self._box[1] <= y <= self._box[3]):
            return "hidden_text", "off-page"
        if looks is None:
            return _HIDES_NOTHING
        return self._hidden_by(looks, x, y)

    def _hidden_by(self, looks: TextLooks, x: float, y: float) -> tuple[str, str]:
        met = [area for area in looks.areas if area.holds(x, y)]
        if looks.is_invisible:
            picture = any(area.is_picture for area in met)
            return "hidden_text", "under-picture" if picture else "invisible"
        if looks.is_tiny:
            return "hidden_text", "tiny"
        if any(area.holds(x, y) for area in self._covers):
            return "covered_text", "under-annotation"
        above = [area for area in met if area.order > looks.order]
        if above and (above[-1].is_picture or above[-1].colour is not None):
            return "covered_text", "under-picture" if above[-1].is_picture else "under-box"
        beneath = [area for area in met if area.order < looks.order]
        ground = beneath[-1].colour if beneath else WHITE
        if looks.colour is not None and ground is not None and _alike(looks.colour, ground):
            return "white_text", "as-background"
        return _HIDES_NOTHING

    def _say_unread(self, out: Transcript, chars: list[_Char]) -> None:
        """Say what of the page a machine could not read: a person must look at it."""
        seen = [char for char in chars if char.text.strip()]
        garbled = sum(char.is_garbled for char in seen)
        beneath = sum(char.way[1] == "under-picture" for char in seen)
        if not seen:
            if self._painting.count:
                out.hide("no_text", f"第{out.page}页", why="page-without-text")
        elif garbled > len(seen) * _GARBLED_SHARE:
            out.hide("no_text", f"第{out.page}页", why="garbled")
        elif beneath < _LEAST_READ and self._picture_share() >= _TELLING_SHARE:
            out.hide("no_text", f"第{out.page}页", why="picture")

    def _picture_share(self) -> float:
        pictures = [_size(area.box, self._box) for area in self._painting.areas if area.is_picture]
        page = _size(self._box, self._box)
        return sum(pictures) / page if page else 0.0


def _mark(out: Transcript, way: tuple[str, str], start: int) -> None:
    if way[0] and out.length > start:
        out.mark(way[0], start, why=way[1])


def _visible_box(page: Any) -> Box:
    for ask in (raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox):
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if ask(page, left, bottom, right, top):
            across, up = sorted((left.value, right.value)), sorted((bottom.value, top.value))
            return (across[0], up[0], across[1], up[1])
    return (0, 0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page))


def _alike(first: Colour, second: Colour) -> bool:
    return all(abs(one - other) <= _NEAR for one, other in zip(first, second, strict=True))


def _size(box: Box, within: Box) -> float:
    across = min(box[2], within[2]) - max(box[0], within[0])
    up = min(box[3], within[3]) - max(box[1], within[1])
    return max(across, 0.0) * max(up, 0.0)
