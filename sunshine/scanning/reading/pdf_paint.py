"""What a page of a PDF paints, in order: grounds, covers and the looks of its text."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdfium2 import raw

# Left, bottom, right, top in points of the page.
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
WHITE: Colour = (255, 255, 255)
INVISIBLE_MODE = 3
_DEEPEST = 12
# A bar drawn as a line must be as thick as small print to cover it.
_THICK = 4.0
_OPAQUE = 250


@dataclass(frozen=True, slots=True)
class Area:
    """Something opaque on the page; ``colour`` is None for a picture or a pattern."""

    order: int
    box: Box
    colour: Colour | None
    is_picture: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Return whether the point lies in it."""
        left, bottom, right, top = self.box
        return left <= x <= right and bottom <= y <= top


@dataclass(frozen=True, slots=True)
class TextLooks:
    """How a run of text is painted; ``colour`` is None where a pattern paints it."""

    order: int
    colour: Colour | None
    is_invisible: bool
    is_tiny: bool
    areas: tuple[Area, ...]


class Painting:
    """The objects of a page in the order in which they are painted."""

    def __init__(self, page: Any) -> None:
        self.areas: list[Area] = []
        self.texts: dict[int, TextLooks] = {}
        self.count = 0
        self._found: list[tuple[int, int, Any, Box, Matrix]] = []
        for found in _objects(page):
            self._take(*found)
        for order, key, thing, box, matrix in self._found:
            self.texts[key] = self._looks(order, thing, box, matrix)

    def _take(self, thing: Any, matrix: Matrix) -> None:
        self.count += 1
        kind = raw.FPDFPageObj_GetType(thing)
        box = _moved(_bounds(thing), matrix)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            key = ctypes.cast(thing, ctypes.c_void_p).value or 0
            self._found.append((self.count, key, thing, box, matrix))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            if not raw.FPDFPageObj_HasTransparency(thing):
                self.areas.append(Area(self.count, box, None, is_picture=True))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, box, matrix)
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            self.areas.append(Area(self.count, box, None))

    def _path(self, thing: Any, box: Box, matrix: Matrix) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(thing, fill, stroke):
            return
        whole = _multiplied(_matrix(thing), matrix)
        if fill.value:
            colour, alpha = _colour(raw.FPDFPageObj_GetFillColor, thing)
            if alpha < _OPAQUE or raw.FPDFPageObj_HasTransparency(thing):
                return
            pieces = list(_rectangles(thing, whole))
            for piece in pieces or [box]:
                # Another shape than a rectangle is a ground of unknown extent, no cover.
                self.areas.append(Area(self.count, piece, colour if pieces else None))
        elif stroke.value:
            width = ctypes.c_float()
            raw.FPDFPageObj_GetStrokeWidth(thing, width)
            colour, alpha = _colour(raw.FPDFPageObj_GetStrokeColor, thing)
            if width.value >= _THICK and alpha >= _OPAQUE:
                for piece in _bars(thing, whole, width.value / 2):
                    self.areas.append(Area(self.count, piece, colour))

    def _looks(self, order: int, thing: Any, box: Box, matrix: Matrix) -> TextLooks:
        colour, alpha = _colour(raw.FPDFPageObj_GetFillColor, thing)
        mode = raw.FPDFTextObj_GetTextRenderMode(thing)
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(thing, size)
        a, b, c, d, _, _ = _multiplied(_matrix(thing), matrix)
        scale = max(abs(a) + abs(b), abs(c) + abs(d))
        return TextLooks(
            order=order,
            # Outlines only are painted by the pen, which is not asked here.
            colour=colour if mode in {0, 2} else None,
            is_invisible=mode in {INVISIBLE_MODE, 7} or (alpha == 0 and mode == 0),
            is_tiny=0 < size.value * scale < 1.2,
            areas=tuple(area for area in self.areas if _meet(area.box, box)),
        )


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    for number in range(raw.FPDFPage_CountObjects(page)):
        yield from _within(raw.FPDFPage_GetObject(page, number), IDENTITY, 0)


def _within(thing: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM:
        yield thing, matrix
    elif depth < _DEEPEST:
        inner = _multiplied(_matrix(thing), matrix)
        for number in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _within(raw.FPDFFormObj_GetObject(thing, number), inner, depth + 1)


def _bounds(thing: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return (0, 0, 0, 0)
    return (left.value, bottom.value, right.value, top.value)


def _matrix(thing: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _colour(ask: Any, thing: Any) -> tuple[Colour | None, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(thing, red, green, blue, alpha):
        return None, 255
    return (red.value, green.value, blue.value), alpha.value


def _multiplied(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (x * a + y * c + e, x * b + y * d + f)


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(up), max(across), max(up))


def _moved(box: Box, matrix: Matrix) -> Box:
    left, bottom, right, top = box
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    return _around([_point(x, y, matrix) for x, y in corners])


def _subpaths(thing: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of every part of a path; nothing for a part with curves."""
    points: list[tuple[float, float]] = []
    curved = False
    for number in range(raw.FPDFPath_CountSegments(thing)):
        segment = raw.FPDFPath_GetPathSegment(thing, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if points and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append(_point(x.value, y.value, matrix))
    if points and not curved:
        yield points


def _rectangles(thing: Any, matrix: Matrix) -> Iterator[Box]:
    for points in _subpaths(thing, matrix):
        if len(points) not in {4, 5}:
            continue
        left, bottom, right, top = box = _around(points)
        straight = all(
            min(abs(x - left), abs(x - right)) < 0.5 and min(abs(y - bottom), abs(y - top)) < 0.5
            for x, y in points
        )
        if straight:
            yield box


def _bars(thing: Any, matrix: Matrix, half: float) -> Iterator[Box]:
    for points in _subpaths(thing, matrix):
        left, bottom, right, top = _around(points)
        if len(points) == 2 and min(right - left, top - bottom) < 0.5:
            if top - bottom < right - left:
                yield (left, bottom - half, right, top + half)
            else:
                yield (left - half, bottom, right + half, top)


def _meet(first: Box, second: Box) -> bool:
    return (
        first[0] <= second[2]
        and second[0] <= first[2]
        and first[1] <= second[3]
        and second[1] <= first[3]
    )
