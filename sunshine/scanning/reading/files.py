"""Reading any file: by its media type, with every failure said as ``Unreadable``."""

import io
from collections.abc import Callable
from pathlib import Path

from sunshine.scanning import sniffing
from sunshine.scanning.reading.budget import Budget
from sunshine.scanning.reading.containers import read_zip
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.limits import MEGABYTE, MOST_BYTES
from sunshine.scanning.reading.ofd import read_ofd
from sunshine.scanning.reading.old_sheets import read_xls
from sunshine.scanning.reading.old_slides import read_ppt
from sunshine.scanning.reading.old_word import read_doc
from sunshine.scanning.reading.opendocument import read_opendocument
from sunshine.scanning.reading.pdf import read_pdf
from sunshine.scanning.reading.pictures import read_picture
from sunshine.scanning.reading.plain import read_text
from sunshine.scanning.reading.sheets import read_xlsx
from sunshine.scanning.reading.slides import read_pptx
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.reading.web import read_html
from sunshine.scanning.reading.word import read_docx
from sunshine.scanning.readings import Reading, Unreadable

Reader = Callable[[Source, Transcript, Context], None]

READERS: dict[str, Reader] = {
    sniffing.TEXT: read_text,
    sniffing.CSV: read_text,
    sniffing.JSON: read_text,
    sniffing.MARKDOWN: read_text,
    sniffing.HTML: read_html,
    sniffing.DOCX: read_docx,
    sniffing.XLSX: read_xlsx,
    sniffing.PPTX: read_pptx,
    sniffing.DOC: read_doc,
    sniffing.XLS: read_xls,
    sniffing.PPT: read_ppt,
    sniffing.PDF: read_pdf,
    sniffing.OFD: read_ofd,
    sniffing.ODT: read_opendocument,
    sniffing.ODS: read_opendocument,
    sniffing.ZIP: read_zip,
    sniffing.PNG: read_picture,
    sniffing.JPEG: read_picture,
    sniffing.GIF: read_picture,
    sniffing.WEBP: read_picture,
}


def read(path: Path, media_type: str) -> Reading:
    """Return what is in the file at ``path``; raise Unreadable, and nothing else.

    An empty ``media_type`` is found by content. Opens the file in this very process:
    outside of tests ask ``scanning.door`` instead.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Unreadable("not-there") from error
    if size == 0:
        raise Unreadable("empty")
    if size > MOST_BYTES:
        raise Unreadable("too-big", most=MOST_BYTES // MEGABYTE)
    kind = media_type or sniffing.media_type_of(path)
    return _read(path, kind, Budget(size), is_outermost=True)


def _read(source: Source, media_type: str, budget: Budget, *, is_outermost: bool) -> Reading:
    reader = READERS.get(media_type)
    if reader is None:
        raise Unreadable("unknown-kind")

    def read_within(content: bytes, name: str) -> Reading:
        kind = sniffing.media_type_in(io.BytesIO(content), name)
        return _read(content, kind, budget, is_outermost=False)

    transcript = Transcript()
    try:
        reader(source, transcript, Context(budget, read_within, is_outermost))
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable("damaged") from error
    return transcript.finish()
