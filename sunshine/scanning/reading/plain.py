"""Plain text, CSV and Markdown."""

import codecs

from sunshine.scanning.reading.context import Context, Source, whole
from sunshine.scanning.reading.limits import MOST_CHARACTERS
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """Return bytes as text: by their mark, else UTF-8, else GB18030.

    Raises Unreadable("unknown-kind") for what is no text in any of them.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("unknown-kind")


def read_text(source: Source, transcript: Transcript, _context: Context) -> None:
    """Read a text whole."""
    content = whole(source)
    if len(content) > MOST_CHARACTERS * 4:
        raise Unreadable("too-long", most=MOST_CHARACTERS // 10_000)
    transcript.write(decoded(content))
