"""Tables of a web page as grids: merged cells stand in every place they cover."""

import re
import unicodedata
from itertools import islice

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

Grid = list[list[str]]

# Real reports stay far below; pages that claim to span millions of columns do not.
MOST_COLUMNS, MOST_ROWS, MOST_TABLES = 60, 400, 300
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(?\d{1,2}[).、]|[一二三四五六七八九十]、)+"
)
_SIGNS = re.compile(r"[\s“”\"'‘’「」『』*·:;]+")


def grids_of(text: str) -> list[Grid]:
    """Return the innermost tables of a page in their order; none if the page cannot be parsed."""
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = lxml_html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    inner = (table for table in root.iter("table") if table.find(".//table") is None)
    return [_grid(table) for table in islice(inner, MOST_TABLES)]


def bare(words: str) -> str:
    """Return what a cell is called: without numbering, blanks and signs; brackets stay."""
    return _NUMBERING.sub("", _SIGNS.sub("", unicodedata.normalize("NFKC", words)))


def _grid(table: HtmlElement) -> Grid:
    grid: Grid = []
    # Column → rows that the cell above still covers, and its text.
    hanging: dict[int, tuple[int, str]] = {}
    for line in islice(table.iter("tr"), MOST_ROWS):
        row: list[str] = []
        for cell in line.iterchildren("td", "th"):
            _fill(row, hanging)
            text = " ".join(str(cell.text_content()).split())
            down = _span(cell, "rowspan", MOST_ROWS)
            for _number in range(_span(cell, "colspan", MOST_COLUMNS)):
                if len(row) >= MOST_COLUMNS:
                    break
                if down > 1:
                    hanging[len(row)] = (down - 1, text)
                row.append(text)
        _fill(row, hanging)
        grid.append(row)
    return grid


def _fill(row: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Put into the next places of a row what hangs down from above."""
    while len(row) in hanging:
        left, text = hanging.pop(len(row))
        row.append(text)
        if left > 1:
            hanging[len(row) - 1] = (left - 1, text)


def _span(cell: HtmlElement, name: str, most: int) -> int:
    given = re.match(r"\s*(\d{1,6})", cell.get(name) or "")
    return min(max(int(given[1]) if given else 1, 1), most)
