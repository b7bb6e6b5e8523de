"""What a PDF's pages carry that is no picture of the page: marks, metadata, traces of making."""

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

_DROPPED = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/StructParents", "/StructParent", "/AF"),
    *("/OC", "/OPI", "/Alternates", "/AA", "/Thumb", "/Measure", "/PtData", "/Ref", "/Properties"),
)
# Marked content tells readers another text than the one that is seen (ActualText, Alt).
_MARKS = {"BMC", "BDC", "EMC", "MP", "DP"}
_FORM, _IMAGE, _TILING = Name.Form, Name.Image, 1
_JPEG, _JPEG_2000 = Name.DCTDecode, Name.JPXDecode
# Segments of a JPEG: of the picture itself are JFIF, colour profile, Adobe's colour transform.
_APP_FIRST, _APP_LAST, _COMMENT, _SCAN = 0xE0, 0xEF, 0xFE, 0xDA
_APP_KEPT = {0xE0, 0xE2, 0xEE}
_BOXES_KEPT = {b"jP  ", b"ftyp", b"jp2h", b"jp2c", b"rreq"}


def scrub(pdf: Pdf) -> None:
    """Take out of every page and of all that it uses what is not seen on it."""
    for page in pdf.pages:
        page.contents_coalesce()
        if Name.Contents in page.obj:
            page.obj.Contents = pdf.make_stream(_unmarked(page))
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            _scrub_stream(thing)
        if isinstance(thing, Dictionary | Stream | Array):
            _prune(thing)
    pdf.remove_unreferenced_resources()


def _scrub_stream(stream: Stream) -> None:
    if stream.get(Name.Subtype) == _FORM or stream.get(Name.PatternType) == _TILING:
        stream.write(_unmarked(stream))
    elif stream.get(Name.Subtype) == _IMAGE:
        _scrub_image(stream)


def _unmarked(holder: Any) -> bytes:
    pieces = [
        piece for piece in pikepdf.parse_content_stream(holder) if str(piece.operator) not in _MARKS
    ]
    return pikepdf.unparse_content_stream(pieces)


def _prune(thing: Any) -> None:
    """Drop keys of an object and of what stands directly within it."""
    if isinstance(thing, Array):
        inner = list(thing)
    else:
        for key in _DROPPED:
            if key in thing:
                del thing[key]
        inner = list(thing.values())
    for value in inner:
        if isinstance(value, Dictionary | Array) and not value.is_indirect:
            _prune(value)


def _scrub_image(stream: Stream) -> None:
    filters: Any = stream.get(Name.Filter)
    if isinstance(filters, Array) and len(filters) == 1:
        filters = filters[0]
    content = stream.read_raw_bytes()
    if filters == _JPEG:
        bare = bare_jpeg(content)
    elif filters == _JPEG_2000:
        bare = bare_jpeg_2000(content)
    else:
        return
    if bare != content:
        options: Any = stream.get(Name.DecodeParms)
        stream.write(bare, filter=filters, decode_parms=options)


def bare_jpeg(content: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP, comments and what follows its end; pixels untouched."""
    place, kept = 2, [content[:2]]
    while place + 4 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        if kind == _SCAN:
            end = content.rfind(b"\xff\xd9")
            return b"".join([*kept, content[place : end + 2 if end > place else None]])
        length = 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        is_extra = _APP_FIRST <= kind <= _APP_LAST and kind not in _APP_KEPT
        if not is_extra and kind != _COMMENT:
            kept.append(content[place : place + length])
        place += length
    return content


def bare_jpeg_2000(content: bytes) -> bytes:
    """Return a JPEG 2000 without boxes of metadata; what is no box is left as it is."""
    place, kept = 0, []
    while place + 8 <= len(content):
        length, kind = int.from_bytes(content[place : place + 4], "big"), content[place + 4 :][:4]
        if length == 1:
            length = int.from_bytes(content[place + 8 : place + 16], "big")
        if not kind.isascii() or (length and length < 8):
            return content
        stop = place + length if length else len(content)
        if kind in _BOXES_KEPT:
            kept.append(content[place:stop])
        place = stop
    return b"".join(kept) or content
