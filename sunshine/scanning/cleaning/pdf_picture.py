"""Pages of a PDF made into pictures: what is blacked out or unseen is not in them any more."""

import io
import math
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from sunshine.scanning.clean_copies import Uncleanable
from sunshine.scanning.cleaning.matching import Finder
from sunshine.scanning.cleaning.pdf_letters import Letter, text_layer
from sunshine.scanning.cleaning.pdf_text import Char, PageText, Place, text_objects
from sunshine.scanning.cleaning.pictures import corners
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.readings import Unreadable

# Boxes in points of the page, by the number of the page from 0.
Covers = Mapping[int, Sequence[tuple[float, ...]]]
_DOTS_PER_POINT = 200 / 72
_MOST_PIXELS = 25_000_000
# A picture that packs worse than this is a photograph or a scan.
_LARGEST_PLAIN = 1_500_000
_QUALITY = 88
# Less difference than this in every channel, and nobody sees it.
_SEEN = 17
_BLACK = (0, 0, 0)
_PAPER = 0xF0
# Lower than so many points nobody reads it.
_TINY = 1.3


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as a picture with the text that is seen on it; sizes in points."""

    width: float
    height: float
    image: Image.Image
    letters: Sequence[Letter]

    def put(self, pdf: Pdf, page: Dictionary) -> None:
        """Make this the whole content of ``page``."""
        fonts, text = text_layer(pdf, self.letters)
        paint = f"q {self.width:.3f} 0 0 {self.height:.3f} 0 0 cm /Page Do Q\n"
        for key in ("/CropBox", "/Rotate", "/Group", "/UserUnit"):
            if key in page:
                del page[key]
        page.MediaBox = Array([0, 0, round(self.width, 3), round(self.height, 3)])
        page.Resources = Dictionary(XObject=Dictionary(Page=_stream(pdf, self.image)), Font=fonts)
        page.Contents = pdf.make_stream(paint.encode() + text)


def picture_pages(
    content: bytes, wish: Wish, covers: Covers, unseen: Iterable[int]
) -> dict[int, PageImage]:
    """Return the pages, by number from 0, on which something is to go, without it.

    ``covers``: what annotations without a drawing of their own cover; ``unseen``: pages with
    something that nobody sees. Counts in ``wish`` what was masked and painted.
    """
    wish.masked = wish.painted = 0
    wanted = set(unseen)
    document = PdfDocument(content)
    try:
        found = {}
        for number in range(len(document)):
            page = document[number]
            image = _Page(page, number, wish, covers.get(number, ()))
            if number in wanted or image.is_touched:
                found[number] = image.made()
            page.close()
    finally:
        document.close()
    return found


def shown_page(path: Path, number: int, width: int) -> bytes:
    """Return page ``number``, from 1, as PNG of ``width`` pixels, as a reader sees it."""
    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        raise Unreadable("damaged") from error
    try:
        if not 1 <= number <= len(document):
            raise Uncleanable("no-such-page", page=number)
        document.init_forms()
        page = document[number - 1]
        across, down = page.get_size()
        scale = min(width / across, math.sqrt(_MOST_PIXELS / (across * down)))
        stream = io.BytesIO()
        page.render(scale=scale).to_pil().convert("RGB").save(stream, "PNG")
        page.close()
    finally:
        document.close()
    return stream.getvalue()


class _Page:
    def __init__(
        self, page: PdfPage, number: int, wish: Wish, covers: Sequence[tuple[float, ...]]
    ) -> None:
        self._page = page
        self._points = page.get_size()
        width, height = self._points
        self._scale = min(_DOTS_PER_POINT, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
        self._size = (math.ceil(width * self._scale), math.ceil(height * self._scale))
        self._text = PageText(page, *self._size)
        self._written: dict[int, str] = {}
        self._black = [self._text.place(*cover) for cover in covers]
        self._mask(wish)
        for box in wish.boxes:
            if box.page == number + 1:
                self._black.append(corners(box, *self._size))
                wish.painted += 1

    @property
    def is_touched(self) -> bool:
        """Whether something on the page is to be blacked out."""
        return bool(self._black)

    def made(self) -> PageImage:
        """Return the page with everything that is to go painted over and left out."""
        seen = self._rendered()
        for thing in text_objects(self._page):
            raw.FPDFTextObj_SetTextRenderMode(thing, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        difference = _strongest(ImageChops.difference(seen, self._rendered()))
        stays = [
            char.place is not None and self._stays(number, char, char.place, seen, difference)
            for number, char in enumerate(self._text.chars)
        ]
        letters = [
            self._letter(char.place, self._written.get(number, char.text))
            for number, char in enumerate(self._text.chars)
            if char.place is not None
            and stays[number]
            and (char.text.strip() or _joins(number, stays))
        ]
        brush = ImageDraw.Draw(seen)
        for place in self._black:
            brush.rectangle(place, fill=_BLACK)
        width, height = self._points
        return PageImage(width, height, seen, [letter for letter in letters if letter.text])

    def _mask(self, wish: Wish) -> None:
        text = self._text.text
        for hit in Finder(text).hits(wish.masks):
            wish.masked += 1
            for place, letter in hit.written().items():
                if letter == text[place]:
                    continue
                self._written[place] = letter
                found = self._text.chars[place].place
                if found is not None:
                    self._black.append(_padded(found))

    def _rendered(self) -> Image.Image:
        bitmap = self._page.render(scale=self._scale, may_draw_forms=False, draw_annots=False)
        image: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        if image.size != self._size:
            image = image.resize(self._size)
        return image

    def _stays(
        self, number: int, char: Char, at: Place, seen: Image.Image, difference: Image.Image
    ) -> bool:
        """Return whether a character is still told: masked ones as stars, unseen ones never."""
        if number in self._written:
            return True
        if any(_meet(at, place) for place in self._black):
            return False
        if not char.text.strip():
            return True
        left, top, right, bottom = _within(at, self._size)
        if left >= right or bottom - top < _TINY * self._scale:
            return False
        return self._is_seen(char, (left, top, right, bottom), seen, difference)

    def _is_seen(self, char: Char, at: Place, seen: Image.Image, difference: Image.Image) -> bool:
        """Return whether the text makes a difference to the picture, or is read from it."""
        darkest, lightest = _range(seen.crop(at).convert("L"))
        if char.is_unpainted:
            # A star of an earlier mask stands on black and tells nothing.
            return char.text == "*" or lightest - darkest >= _SEEN
        if _range(difference.crop(at))[1] >= _SEEN:
            return True
        if char.needs_font and not char.text.isascii() and darkest == lightest >= _PAPER:
            raise Uncleanable("fonts-missing")
        return False

    def _letter(self, place: Place, text: str) -> Letter:
        left, top, right, bottom = (edge / self._scale for edge in place)
        return Letter(text, left, self._points[1] - bottom, right - left, bottom - top)


def _range(image: Image.Image) -> tuple[int, int]:
    """Return the darkest and the lightest of a picture in greys."""
    greys = image.getcolors(256) or [(0, 0)]
    shades = [int(shade) for _, shade in greys if isinstance(shade, int)]
    return min(shades), max(shades)


def _joins(number: int, stays: Sequence[bool]) -> bool:
    """Return whether a space stands between characters that stay."""
    return all(stays[number - 1 : number]) and all(stays[number + 1 : number + 2])


def _strongest(difference: Image.Image) -> Image.Image:
    red, green, blue = difference.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _padded(place: Place) -> Place:
    """Return the place of a character with its soft edge."""
    left, top, right, bottom = place
    more = max(1, (bottom - top) // 16)
    return (left - 1, top - more, right + 1, bottom + more)


def _meet(first: Place, second: Place) -> bool:
    """Return whether a character is covered more than at its edge."""
    left, right = max(first[0], second[0]), min(first[2], second[2])
    top, bottom = max(first[1], second[1]), min(first[3], second[3])
    across, down = first[2] - first[0], first[3] - first[1]
    return right - left > across / 8 and bottom - top > down / 8


def _within(place: Place, size: tuple[int, int]) -> Place:
    left, top, right, bottom = place
    return (max(left, 0), max(top, 0), min(right, size[0]), min(bottom, size[1]))


def _stream(pdf: Pdf, image: Image.Image) -> Stream:
    red, green, blue = image.split()
    if red.tobytes() == green.tobytes() == blue.tobytes():
        image = red
    packed, how = zlib.compress(image.tobytes(), 9), Name.FlateDecode
    if len(packed) > _LARGEST_PLAIN:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=_QUALITY)
        packed, how = stream.getvalue(), Name.DCTDecode
    return Stream(
        pdf,
        packed,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray if image.mode == "L" else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=how,
    )
