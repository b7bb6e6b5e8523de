"""Making the clean copy of any file, and looking whether it is clean."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sunshine.scanning import sniffing
from sunshine.scanning.clean_copies import Uncleanable
from sunshine.scanning.cleaning.matching import Finder
from sunshine.scanning.cleaning.ofd import clean_ofd
from sunshine.scanning.cleaning.pdf import clean_pdf
from sunshine.scanning.cleaning.pictures import clean_picture
from sunshine.scanning.cleaning.plain import clean_text
from sunshine.scanning.cleaning.sheets import clean_xlsx
from sunshine.scanning.cleaning.slides import clean_pptx
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.cleaning.word import clean_docx
from sunshine.scanning.findings import HIDDEN
from sunshine.scanning.hidden import HIDDEN as KINDS
from sunshine.scanning.reading.files import read
from sunshine.scanning.readings import Reading, Unreadable

Cleaner = Callable[[Path, Path, Wish], None]

CLEANERS: dict[str, Cleaner] = {
    sniffing.TEXT: clean_text,
    sniffing.CSV: clean_text,
    sniffing.JSON: clean_text,
    sniffing.MARKDOWN: clean_text,
    sniffing.DOCX: clean_docx,
    sniffing.PDF: clean_pdf,
    sniffing.OFD: clean_ofd,
    sniffing.XLSX: clean_xlsx,
    sniffing.PPTX: clean_pptx,
    sniffing.PNG: clean_picture,
    sniffing.JPEG: clean_picture,
    sniffing.GIF: clean_picture,
    sniffing.WEBP: clean_picture,
}
# Rectangles need pages that can be shown.
WITH_BOXES = {sniffing.PDF, sniffing.PNG, sniffing.JPEG, sniffing.GIF, sniffing.WEBP}
_INSTEAD = {
    sniffing.DOC: "save-as-docx",
    sniffing.ODT: "save-as-docx",
    sniffing.XLS: "save-as-xlsx",
    sniffing.ODS: "save-as-xlsx",
    sniffing.PPT: "save-as-pptx",
    sniffing.ZIP: "clean-members",
}


def make_copy(job: Mapping[str, Any]) -> dict[str, Any]:
    """Write the clean copy that ``job`` asks for and return its report as data.

    Raises Uncleanable when something that was to go is still there, or cannot go; Unreadable
    when the file or its copy cannot be read.
    """
    source, target, media_type = Path(job["path"]), Path(job["target"]), job["media_type"]
    cleaner = CLEANERS.get(media_type)
    if cleaner is None:
        raise Uncleanable(_INSTEAD.get(media_type, "kind-not-cleanable"))
    wish = Wish.from_job(job)
    if wish.boxes and media_type not in WITH_BOXES:
        raise Uncleanable("boxes-need-pages")
    before = read(source, media_type)
    _expect(before, wish)
    _write(cleaner, source, target, wish)
    after = read(target, media_type)
    _hold(before, after, wish)
    return wish.report(_kinds(before), _kinds(after))


def _write(cleaner: Cleaner, source: Path, target: Path, wish: Wish) -> None:
    try:
        cleaner(source, target, wish)
    except (Uncleanable, Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable("damaged") from error


def _expect(before: Reading, wish: Wish) -> None:
    """Refuse a value that is not in the file: then it stands where nobody looked."""
    found = {hit.mask for hit in Finder(before.text).hits(wish.masks)}
    text = "".join(hit.text for hit in found)
    lost = [mask for mask in wish.masks if mask not in found and mask.text not in text]
    if lost:
        raise Uncleanable("mask-not-found", count=len(lost))


def _hold(before: Reading, after: Reading, wish: Wish) -> None:
    """Refuse a copy that still holds what was to go, or that lost all that was to stay."""
    left = {KINDS[kind] for kind in _kinds(after) & wish.strip}
    if Finder(after.text).hits(wish.masks):
        left.add("要打码的内容")
    if left:
        raise Uncleanable("still-there", what="、".join(sorted(left)))
    if before.text.strip() and not after.text.strip():
        raise Uncleanable("nothing-left")


def _kinds(reading: Reading) -> set[str]:
    return {sighting.kind.removeprefix(HIDDEN) for sighting in reading.hidden}
