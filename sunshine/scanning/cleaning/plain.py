"""Clean copies of plain text, CSV and Markdown: values masked, all else byte for byte."""

import codecs
from pathlib import Path

from sunshine.scanning.cleaning.matching import masked_text
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.reading.plain import decoded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def clean_text(source: Path, target: Path, wish: Wish) -> None:
    """Write the text with its values masked, in the encoding in which it was."""
    content = source.read_bytes()
    text, wish.masked = masked_text(decoded(content).removeprefix("\ufeff"), wish.masks)
    mark, encoding = _encoding_of(content)
    target.write_bytes(mark + text.encode(encoding))


def _encoding_of(content: bytes) -> tuple[bytes, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return mark, encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "gb18030"
    return b"", "utf-8"
