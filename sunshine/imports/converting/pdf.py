"""PDF: the text of its pages in reading order, lines of one paragraph joined again."""

import re
from html import escape

import pypdfium2
from pypdfium2 import PdfiumError

from sunshine.imports.converting.kinds import MOST_TEXT, Converted, Unconvertible

MOST_PAGES = 2_000
_ENDS = re.compile(r"[。：；！？:;!?]$|日$|号$")
_BEGINS = re.compile(
    r"^(?:第[一二三四五六七八九十百零]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、])"
)
_PAGE_NUMBER = re.compile(r"^[-—－\s]*\d{1,4}[-—－\s]*$|^第\s*\d+\s*页.*$")
_SHORT = 22
_FULL_LINE = 0.8


def convert(content: bytes) -> Converted:
    """Return the text of the pages; raise Unconvertible for what is locked or has too many."""
    try:
        document = pypdfium2.PdfDocument(content)
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Unconvertible("import-encrypted" if locked else "import-damaged") from error
    if len(document) > MOST_PAGES:
        raise Unconvertible("import-too-many-pages", pages=len(document), most=MOST_PAGES)
    lines: list[str] = []
    size = 0
    for page in document:
        text = page.get_textpage().get_text_range()
        size += len(text)
        if size > MOST_TEXT:
            raise Unconvertible("import-too-long", most=MOST_TEXT)
        lines += [line.strip() for line in text.splitlines()]
    # A scan has no text: the file itself is then all there is.
    paragraphs = _joined([line for line in lines if line and not _PAGE_NUMBER.match(line)])
    html = "".join(f"<p>{escape(one, quote=False)}</p>" for one in paragraphs)
    return Converted(html=html, text="\n".join(paragraphs))


def _joined(lines: list[str]) -> list[str]:
    """Return paragraphs: a line as long as the others that ends in no stop goes on in the next."""
    longest = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and not _BEGINS.match(line):
            paragraphs[-1] += line
        else:
            paragraphs.append(line)
        long = len(line) >= max(_SHORT, longest * _FULL_LINE)
        goes_on = long and not _ENDS.search(line)
    return paragraphs
