"""PDF: pages with their text, and everything that a PDF carries beside them."""

import io
import re

import pikepdf
from pypdfium2 import PdfDocument, PdfiumError

from sunshine.scanning.reading.context import Context, Source, whole
from sunshine.scanning.reading.limits import MOST_PAGES
from sunshine.scanning.reading.pdf_beside import Annotations, tell_beside
from sunshine.scanning.reading.pdf_pages import read_pages
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Reading, Unreadable

_END = re.compile(rb"startxref\s+\d+\s+%%EOF[ \t]*(?:\r\n|\r|\n)?")
# Older revisions that are read; what changed is seen in the last of them.
_REVISIONS_READ = 5


def read_pdf(source: Source, transcript: Transcript, context: Context) -> None:
    """Read the pages in order, then metadata, attachments, layers, earlier revisions."""
    content = whole(source)
    try:
        pdf = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Unreadable("encrypted") from error
    with pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Unreadable("too-many-pages", count=len(pdf.pages), most=MOST_PAGES)
        _write_pages(content, pdf, transcript, context)
        tell_beside(pdf, transcript, context)
    if context.is_outermost:
        _tell_revisions(content, transcript, context)


def _write_pages(
    content: bytes, pdf: pikepdf.Pdf, transcript: Transcript, context: Context
) -> None:
    try:
        document = PdfDocument(content)
    except PdfiumError as error:
        raise Unreadable("damaged") from error
    try:
        read_pages(document, transcript, Annotations(pdf, context))
    finally:
        document.close()


def earlier_revisions(content: bytes) -> list[bytes]:
    """Return the file as it was before each change that was appended to it, oldest first."""
    ends = [match.end() for match in _END.finditer(content)]
    # A file made for quick view over a net has its first end near its beginning.
    if b"/Linearized" in content[:2048] and len(ends) > 1:
        ends = ends[1:]
    return [content[:end] for end in ends[:-1]]


def _tell_revisions(content: bytes, transcript: Transcript, context: Context) -> None:
    current = transcript.finish().text
    before = earlier_revisions(content)
    for number, revision in list(enumerate(before, 1))[-_REVISIONS_READ:]:
        name = f"第{number}次保存"
        try:
            older: Reading | None = context.read_again(revision, name)
        except Unreadable:
            older = None
        if older is None or older.text.strip() in {"", current.strip()}:
            transcript.hide("earlier_revisions", name, why="appended-change")
        else:
            transcript.tuck("earlier_revisions", name, older, why="other-text")
