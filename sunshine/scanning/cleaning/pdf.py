"""Clean copies of PDFs: what is seen on the pages stays, everything beside them goes.

A page with something to black out, or with text that nobody sees, becomes a picture with the
text that remains; what was beneath is not in the file any more. Other pages keep their
content, without marks, scripts, annotations and what else is no picture of the page.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from sunshine.scanning import sniffing
from sunshine.scanning.clean_copies import Uncleanable
from sunshine.scanning.cleaning.pdf_picture import Covers, PageImage, picture_pages
from sunshine.scanning.cleaning.pdf_scrub import scrub
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.findings import HIDDEN
from sunshine.scanning.reading.files import read
from sunshine.scanning.reading.limits import MOST_PAGES
from sunshine.scanning.readings import Unreadable

# Icons and players: they are no part of what the page says.
_DROPPED = {
    *("/Text", "/Popup", "/Link", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/3D"),
    *("/RichMedia", "/PrinterMark", "/TrapNet"),
}
# Without an appearance of their own viewers draw these as boxes.
_BOXES = {"/Redact", "/Square", "/Circle", "/Polygon", "/FreeText"}
_UNSEEN_FLAGS = 0x02 | 0x20
_UNSEEN = {"hidden_text", "white_text", "covered_text"}
_OF_PAGES = {
    *("/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents"),
    *("/Group", "/UserUnit"),
}
_INHERITED = (Name.MediaBox, Name.CropBox, Name.Rotate, Name.Resources)
_DEEPEST = 40


def clean_pdf(source: Path, target: Path, wish: Wish) -> None:
    """Write the pages that are seen and nothing else; raise Uncleanable or Unreadable."""
    bare, covers, layered = _bare(source, wish)
    unseen: set[int] = set(layered)
    for _ in range(3):
        pictures = picture_pages(bare, wish, covers, unseen)
        _write(bare, target, pictures)
        found = _unseen_pages(target, wish) - set(pictures)
        if not found:
            break
        unseen |= found
    wish.pictured = {number + 1 for number in pictures}
    if pictures:
        wish.note("pages-became-pictures")


def _bare(source: Path, wish: Wish) -> tuple[bytes, Covers, set[int]]:
    """Return the pages alone, boxes that annotations lay upon them, pages with unseen layers."""
    try:
        pdf = pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Unreadable("encrypted") from error
    with pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Unreadable("too-many-pages", count=len(pdf.pages), most=MOST_PAGES)
        if any(not 1 <= box.page <= len(pdf.pages) for box in wish.boxes):
            raise Uncleanable("box-off-page")
        if any(value == Name.Sig for value in _field_types(pdf)):
            wish.note("signatures-dropped")
        covers = {number: _sift(page.obj, wish) for number, page in enumerate(pdf.pages)}
        pdf.flatten_annotations()
        layered = _layered(pdf)
        for key in list(pdf.Root.keys()):
            if key not in {"/Type", "/Pages", "/OCProperties"}:
                del pdf.Root[key]
        for page in pdf.pages:
            _keep_the_page(page.obj)
        stream = io.BytesIO()
        pdf.save(stream, encryption=False, deterministic_id=True)
    return stream.getvalue(), covers, layered


def _field_types(pdf: Pdf) -> Iterator[Any]:
    form = pdf.Root.get(Name.AcroForm)
    fields = form.get(Name.Fields) if isinstance(form, Dictionary) else None
    for field in fields if isinstance(fields, Array) else ():
        if isinstance(field, Dictionary):
            yield field.get(Name.FT)


def _sift(page: Dictionary, wish: Wish) -> list[tuple[float, ...]]:
    """Leave the annotations that are seen; return places of those that only viewers draw."""
    found = page.get(Name.Annots)
    kept, places = [], []
    for annotation in found if isinstance(found, Array) else ():
        if not isinstance(annotation, Dictionary):
            continue
        kind = str(annotation.get(Name.Subtype, ""))
        if kind != "/Widget":
            wish.note("annotations-dropped")
        if kind in _DROPPED or int(annotation.get(Name.F, 0)) & _UNSEEN_FLAGS:
            continue
        if Name.AP in annotation:
            kept.append(annotation)
        elif kind in _BOXES:
            places.append(tuple(float(edge) for edge in annotation.Rect))
    page.Annots = Array(kept)
    return places


def _layered(pdf: Pdf) -> set[int]:
    """Return the pages which use layers, if any layer is off; what is off must not come on."""
    properties = pdf.Root.get(Name.OCProperties)
    usual = properties.get(Name.D) if isinstance(properties, Dictionary) else None
    if not isinstance(usual, Dictionary):
        return set()
    off = len(usual.get(Name.OFF, Array())) > 0 or usual.get(Name.BaseState) == Name.OFF
    if not off:
        return set()
    return {
        number for number, page in enumerate(pdf.pages) if _uses_layers(_own(page.obj), set(), 0)
    }


def _uses_layers(holder: Any, seen: set[tuple[int, int]], depth: int) -> bool:
    """Return whether a page or form, or a form within, speaks of layers."""
    if not isinstance(holder, Dictionary | pikepdf.Stream) or depth > _DEEPEST:
        return False
    if holder.is_indirect:
        if holder.objgen in seen:
            return False
        seen.add(holder.objgen)
    if Name.OC in holder:
        return True
    resources = holder.get(Name.Resources)
    if not isinstance(resources, Dictionary):
        return False
    if Name.Properties in resources:
        return True
    inner = [
        thing
        for key in (Name.XObject, Name.Pattern)
        if isinstance(resources.get(key), Dictionary)
        for thing in resources[key].values()
    ]
    return any(_uses_layers(thing, seen, depth + 1) for thing in inner)


def _own(page: Dictionary) -> Dictionary:
    """Give a page what it has from the nodes above it."""
    for key in _INHERITED:
        node: Any = page
        for _ in range(_DEEPEST):
            if not isinstance(node, Dictionary) or key in node:
                break
            node = node.get(Name.Parent)
        if isinstance(node, Dictionary) and key in node:
            page[key] = node[key]
    return page


def _keep_the_page(page: Dictionary) -> None:
    _own(page)
    for key in list(page.keys()):
        if key not in _OF_PAGES:
            del page[key]


def _write(bare: bytes, target: Path, pictures: dict[int, PageImage]) -> None:
    with pikepdf.open(io.BytesIO(bare), suppress_warnings=True) as pdf, Pdf.new() as copy:
        for number, image in pictures.items():
            image.put(pdf, pdf.pages[number].obj)
        copy.pages.extend(pdf.pages)
        scrub(copy)
        copy.save(
            target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )


def _unseen_pages(target: Path, wish: Wish) -> set[int]:
    wanted = {HIDDEN + kind for kind in _UNSEEN & wish.strip}
    return {
        sighting.page - 1
        for sighting in read(target, sniffing.PDF).hidden
        if sighting.kind in wanted and sighting.page is not None
    }
