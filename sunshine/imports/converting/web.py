"""Web pages, saved or written by hand: the text without what stands around it."""

import re

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from sunshine.imports.converting import page_facts, plain
from sunshine.imports.converting.kinds import Converted, Unconvertible

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
_GB = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk", "hz-gb-2312"})
_AROUND = (
    *("script", "style", "noscript", "template", "iframe", "object", "svg", "form", "nav"),
    *("header", "footer", "aside", "select", "button", "input", "textarea"),
)
_AROUND_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav|menu|header|footer|foot|copyright|sidebar|side|share|bdshare|breadcrumb|crumbs?"
    r"|position|location|dqwz|related|xgwz|print|toolbar|pager?|pagination|login|search|banner|top|bottom)"
    r"(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_MAIN = re.compile(
    r"^(?:zoom|ucap-content|trs_editor|art_?content|article[-_]?(?:content|body|text)?|news_?content"
    r"|content[-_]?(?:text|main|body)?|maincontent|main[-_]content|xxgk_content|detail[-_]?content|view)$",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "br", "section"}
    | {"article", "blockquote", "ul", "ol", "dd", "dt", "caption", "center", "pre", "body"}
)
_LEAST_MAIN = 1
_PARSER = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)


def convert(content: bytes) -> Converted:
    """Return the main text of a page, its title, and what the page says of it."""
    root = _parsed(_decoded(content))
    facts, trail = page_facts.facts_of(root), page_facts.trail_of(root)
    heading = page_facts.title_of(root)
    _drop(root, _AROUND)
    main = _main_of(root)
    found = _of_element(main)
    found.heading = heading or found.heading
    found.facts, found.trail = facts, trail
    return found


def of_fragment(html: str) -> Converted:
    """Return the document of an HTML fragment, all of which is its text."""
    if not html.strip():
        raise Unconvertible("import-empty")
    return _of_element(_parsed(f"<div>{html}</div>"))


def text_of(element: HtmlElement) -> str:
    """Return the text below ``element``: a line per block, cells parted by tabs."""
    pieces: list[str] = []
    for event, one in etree.iterwalk(element, events=("start", "end")):
        tag = one.tag if isinstance(one.tag, str) else ""
        if tag in _BLOCKS:
            pieces.append("\n")
        if event == "start":
            pieces.append(" ".join((one.text or "").split("\n")) if tag else "")
        else:
            pieces.append("\t" if tag in {"td", "th"} else "")
            pieces.append((one.tail or "").replace("\n", " ") if one is not element else "")
    lines = (re.sub(r"[ \xa0]+", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))


def _of_element(main: HtmlElement) -> Converted:
    heading = next(main.iter("h1"), None)
    title = "" if heading is None else " ".join(heading.text_content().split())
    links = [link for link in main.xpath(".//@href | .//@src") if link.strip()]
    text = text_of(main)
    if heading is not None and heading.getparent() is not None:
        heading.drop_tree()
    html = lxml_html.tostring(main, encoding="unicode")
    return Converted(html=html, text=text, heading=title, links=list(dict.fromkeys(links)))


def _decoded(content: bytes) -> str:
    declared = _DECLARED.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    return plain.decode(content, "gb18030" if name in _GB else name)


def _parsed(text: str) -> HtmlElement:
    # An XML declaration that names an encoding is refused in text that is decoded already.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = lxml_html.fromstring(text, parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unconvertible("import-empty") from None
    return root


def _drop(root: HtmlElement, names: tuple[str, ...]) -> None:
    for element in list(root.iter(*names)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(root.iter("div", "ul", "table", "section", "p", "span")):
        words = f"{element.get('id', '')} {element.get('class', '')}"
        around = _AROUND_NAMES.search(words) and not _is_main(element)
        if around and element.getparent() is not None and not _holds_main(element):
            element.drop_tree()


def _is_main(element: HtmlElement) -> bool:
    words = f"{element.get('id', '')} {element.get('class', '')}".split()
    return any(_MAIN.match(word) for word in words)


def _holds_main(element: HtmlElement) -> bool:
    return any(_is_main(one) for one in element.iter("div", "article", "section", "td"))


def _main_of(root: HtmlElement) -> HtmlElement:
    """Return the element that holds the text: named so, or densest in words that are no links."""
    named = [one for one in root.iter("div", "article", "section", "td") if _is_main(one)]
    named += list(root.iter("article", "main"))
    fitting = [one for one in named if _weight(one) >= _LEAST_MAIN]
    if fitting:
        return max(fitting, key=_weight)
    body = next(root.iter("body"), root)
    best, weight = body, _weight(body)
    # Go down as long as one child holds nearly all of the words.
    while True:
        inner = max((one for one in best if isinstance(one.tag, str)), key=_weight, default=None)
        if (
            weight <= 0
            or inner is None
            or inner.tag in {"p", "span", "table"}
            or _weight(inner) < 0.9 * weight
        ):
            return best
        best = inner


def _weight(element: HtmlElement) -> int:
    words = len("".join(element.text_content().split()))
    linked = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
    return words - 2 * linked
