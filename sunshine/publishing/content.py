"""The text of an edition: made clean, measured, and read as plain text or clauses. Pure.

Only structure is kept: headings, paragraphs, lists, tables, links, quotations. What
is kept is written in one form, so that cleaning twice changes nothing and two
editions can be compared.
"""

import re
from html import escape
from itertools import groupby

import nh3

from sunshine.publishing import word_paste
from sunshine.publishing.markup import Element, Node, read, text_of, unwrapped, write
from sunshine.rulebook.clauses import ClauseText, split

LARGEST_BYTES = 1_000_000

INLINE = frozenset({"strong", "em", "u", "sub", "sup", "a", "br"})
_HEADINGS = frozenset({"h2", "h3", "h4"})
_IN_HEADING = INLINE - {"strong"}
CELLS = frozenset({"td", "th"})
_TABLE_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "caption"}) | CELLS
_TAGS = (
    frozenset({"p", "ul", "ol", "li", "table", "blockquote"}) | INLINE | _HEADINGS | _TABLE_PARTS
)
# Read, but only for what they mean or to keep apart what they held apart.
_MEANT = frozenset(
    {"h1", "h5", "h6", "div", "span", "b", "i", "ins", "section", "article", "header", "footer"}
    | {"main", "aside", "center", "form", "fieldset", "address", "figure", "figcaption"}
    | {"details", "summary", "dl", "dt", "dd", "pre", "hr"}
)
_DROPPED_WHOLE = frozenset(
    {"script", "style", "title", "xml", "template", "iframe", "object", "noscript", "svg"}
    | {"math", "textarea", "select"}
)
_ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_NUMBERS = re.compile(r"[1-9]\d{0,2}")
_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup"})
_TAG = re.compile(r"<[a-zA-Z/!?]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
# A line break in the source between two Chinese characters is no space.
_BROKEN_LINE = re.compile(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
_EDGES = " \t\r\n\f\u3000\xa0"


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in {"colspan", "rowspan", "start"}:
        return value if _NUMBERS.fullmatch(value.strip()) else None
    if name == "scope":
        return value if tag == "th" and value in _SCOPES else None
    return value


_TOLERANT = nh3.Cleaner(
    tags=set(_TAGS | _MEANT),
    clean_content_tags=set(_DROPPED_WHOLE),
    attributes={**_ATTRIBUTES, "*": {"style", "class"}},
    attribute_filter=_attribute,
    url_schemes={"http", "https"},
    link_rel=None,
)
_STRICT = nh3.Cleaner(
    tags=set(_TAGS),
    clean_content_tags=set(_DROPPED_WHOLE),
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes={"http", "https"},
    link_rel="noopener",
)


def clean(html: str) -> str:
    """Return ``html`` with structure only: no script, no style, no rubbish of word processors.

    Cleaning what is clean changes nothing. Text without any tag is taken line by line,
    each a paragraph: what is typed where no editor runs.
    """
    if not _TAG.search(html):
        html = "".join(f"<p>{line}</p>" for line in html.splitlines())
    for _turn in range(6):
        cleaned = _once(html)
        if cleaned == html:
            return html
        html = cleaned
    lines = filter(None, (line.strip(_EDGES) for line in plain_text(html).splitlines()))
    return "".join(f"<p>{escape(_SPACE.sub(' ', line), quote=False)}</p>" for line in lines)


def size_bytes(content: str) -> int:
    """Return how large the content is as it is sent, in bytes."""
    return len(content.encode())


def plain_text(content: str) -> str:
    """Return the text of clean ``content``: a line per block, cells parted by tabs."""
    pieces: list[str] = []
    _collect(read(content).children, pieces)
    lines = (line.strip(" \t") for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))


def clauses(content: str) -> list[ClauseText]:
    """Return the clauses (条) of clean ``content``, or its paragraphs where it has none."""
    return split(plain_text(content))


def _collect(nodes: list[Node], pieces: list[str]) -> None:
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node)
        elif node.name == "br":
            pieces.append("\n")
        elif node.name in CELLS:
            cell: list[str] = []
            _collect(node.children, cell)
            pieces.append(" ".join("".join(cell).split()) + "\t")
        else:
            block = node.name not in INLINE
            pieces.extend("\n" if block else "")
            _collect(node.children, pieces)
            pieces.extend("\n" if block else "")


def _once(html: str) -> str:
    root = read(_TOLERANT.clean(html))
    word_paste.plain(root)
    root.children = unwrapped(root.children, lambda one: one.name == "span")
    return _STRICT.clean(write(list(_blocks(root.children))))


def _is_inline(node: Node) -> bool:
    if isinstance(node, str):
        return True
    return node.name in INLINE and all(one.name in INLINE for one in node.walk())


def _blocks(nodes: list[Node]) -> list[Element]:
    """Return the nodes as blocks; text that stands free becomes a paragraph."""
    result: list[Element] = []
    run: list[Node] = []
    for node in nodes:
        if _is_inline(node):
            run.append(node)
            continue
        result += _paragraph(run)
        run = []
        if isinstance(node, Element):
            result += _block(node)
    return result + _paragraph(run)


def _block(element: Element) -> list[Element]:
    if element.name in _HEADINGS:
        words = _inline(unwrapped(element.children, lambda one: one.name not in _IN_HEADING))
        return [Element(element.name, {}, words)] if words else []
    if element.name in {"ul", "ol"}:
        return _list(element)
    if element.name == "table":
        return [_table(element)] if element.text().strip(_EDGES) else []
    inner = _blocks(element.children)
    if element.name == "blockquote" and inner:
        return [Element("blockquote", {}, list(inner))]
    return inner


def _paragraph(run: list[Node]) -> list[Element]:
    words = _inline(run)
    return [Element("p", {}, words)] if words else []


def _list(element: Element) -> list[Element]:
    items: list[Element] = []
    for child in element.children:
        if isinstance(child, Element) and child.name in {"ul", "ol"} and items:
            # Word and old editors nest a list beside its item instead of in it.
            items[-1].children.extend(_list(child))
        elif flow := _flow([child] if isinstance(child, str) else _inside_item(child)):
            items.append(Element("li", {}, flow))
    return [Element(element.name, dict(element.attributes), list(items))] if items else []


def _inside_item(child: Element) -> list[Node]:
    return child.children if child.name == "li" else [child]


def _flow(nodes: list[Node]) -> list[Node]:
    """Return what stands in a list item or a cell: a single paragraph bare, more as blocks."""
    blocks = _blocks(nodes)
    if blocks and blocks[0].name == "p" and all(one.name in {"ul", "ol"} for one in blocks[1:]):
        return [*blocks[0].children, *blocks[1:]]
    return list(blocks)


def _table(element: Element) -> Element:
    kept: list[Node] = []
    for child in element.children:
        if not isinstance(child, Element) or child.name not in _TABLE_PARTS:
            continue
        if child.name in CELLS:
            kept.append(Element(child.name, dict(child.attributes), _flow(child.children)))
        elif child.name == "caption":
            words = _inline(unwrapped(child.children, lambda one: one.name not in INLINE))
            kept += [Element("caption", {}, words)] if words else []
        else:
            kept.append(_table(child))
    return Element(element.name, {}, kept)


def _inline(nodes: list[Node]) -> list[Node]:
    """Return the words of a block: spaces put in order, empty and doubled marks left out."""
    words = _joined(nodes, frozenset())
    while words and _is_edge(words[0]):
        words.pop(0)
    while words and _is_edge(words[-1]):
        words.pop()
    _trim(words, left=True)
    _trim(words, left=False)
    return words if text_of(words).strip(_EDGES) else []


def _joined(nodes: list[Node], around: frozenset[str]) -> list[Node]:
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.name == "br":
            flat.append(node)
            continue
        inner = _joined(node.children, around | {node.name})
        means_nothing = node.name in around or (node.name == "a" and "href" not in node.attributes)
        if means_nothing or not text_of(inner).strip(_EDGES):
            flat.extend(inner)
        else:
            flat.append(Element(node.name, dict(node.attributes), inner))
    return _merged(flat)


def _merged(nodes: list[Node]) -> list[Node]:
    """Return the nodes with neighbours of one kind made one: Word cuts words at random."""
    result: list[Node] = []
    for kind, group in groupby(nodes, lambda one: one.name if isinstance(one, Element) else ""):
        run = list(group)
        if not kind:
            text = _SPACE.sub(" ", _BROKEN_LINE.sub("", text_of(run)))
            result += [text] if text else []
        elif kind in {"a", "br"} or len(run) == 1:
            result += run
        else:
            inner = [child for one in run if isinstance(one, Element) for child in one.children]
            result.append(Element(kind, {}, _merged(inner)))
    return result


def _is_edge(node: Node) -> bool:
    if isinstance(node, str):
        return not node.strip(_EDGES)
    return node.name == "br"


def _trim(words: list[Node], *, left: bool) -> None:
    at = 0 if left else -1
    if not words:
        return
    edge = words[at]
    if isinstance(edge, str):
        words[at] = edge.lstrip(_EDGES) if left else edge.rstrip(_EDGES)
    else:
        _trim(edge.children, left=left)
