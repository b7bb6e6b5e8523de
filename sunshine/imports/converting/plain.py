"""Plain text: the encodings of Chinese offices, a paragraph a line."""

import codecs
from html import escape

from sunshine.imports.converting.kinds import Converted, Unconvertible

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALLOWED = frozenset("\t\r\n\f")


def convert(content: bytes) -> Converted:
    """Return the lines of ``content`` as paragraphs."""
    return of_text(decode(content))


def of_text(text: str) -> Converted:
    """Return the lines of ``text`` as paragraphs."""
    lines = [line.strip() for line in text.splitlines()]
    html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)
    return Converted(html=html, text="\n".join(filter(None, lines)))


def decode(content: bytes, declared: str = "") -> str:
    """Return ``content`` as text; raise Unconvertible if it is none, or in no known encoding."""
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    for encoding in filter(None, (marked, declared, "utf-8", "gb18030")):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if any(char < " " and char not in _ALLOWED for char in text[:100_000]):
            continue
        return text
    raise Unconvertible("import-no-text")
