"""Saved web pages: what is shown as text, what is not shown as hidden."""

import re

from lxml import html as lxml_html

from sunshine.scanning.reading.context import Context, Source, whole
from sunshine.scanning.reading.limits import MEGABYTE, MOST_PART
from sunshine.scanning.reading.markup import Element, name
from sunshine.scanning.reading.plain import decoded
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd"),
    *("table", "section", "article", "header", "footer", "main", "nav", "aside", "form"),
    *("blockquote", "pre", "figure", "figcaption", "caption", "title", "hr", "address", "body"),
}
_UNSHOWN = {"script", "style", "template", "noscript"}
_TOLD = ("alt", "title", "placeholder", "aria-label")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.I)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_SPACES = re.compile(r"[ \t\r\n]+")


def read_html(source: Source, transcript: Transcript, _context: Context) -> None:
    """Read a page of HTML."""
    content = whole(source)
    if len(content) > MOST_PART:
        raise Unreadable("too-big", most=MOST_PART // MEGABYTE)
    text = _decoded(content)
    if not text.strip():
        raise Unreadable("empty")
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True)
    # lxml refuses a text that declares its own encoding.
    root = lxml_html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", text), parser=parser)
    _Page(transcript).walk(root)
    transcript.end_line()


def _decoded(content: bytes) -> str:
    declared = _DECLARED.search(content[:2048])
    if declared and declared[1].lower() in {b"gb2312", b"gbk", b"gb18030"}:
        return content.decode("gb18030", "replace")
    return decoded(content)


class _Page:
    def __init__(self, transcript: Transcript) -> None:
        self._out = transcript

    def walk(self, element: Element) -> None:
        """Write what an element shows, then what follows it."""
        if not isinstance(element.tag, str):
            if element.text:
                self._out.hide("comments", element.text.strip(), why="html-comment")
        else:
            self._element(element)
        if element.tail:
            self._text(element.tail)

    def _element(self, element: Element) -> None:
        tag = name(element).lower()
        if tag == "meta":
            if element.get("name", "").lower() in {"author", "publisher", "reply-to"}:
                self._out.hide("properties", element.get("content", ""), why="author")
            return
        if tag in _UNSHOWN:
            self._out.note(tag, "".join(map(str, element.itertext())))
            return
        if "hidden" in element.attrib or _INVISIBLE.search(element.get("style", "")):
            self._out.hide("hidden_text", "".join(map(str, element.itertext())), why="html")
            return
        if tag in _BLOCKS or tag == "tr":
            self._out.end_line()
        self._told(element, tag)
        if element.text:
            self._text(element.text, keep=tag == "pre")
        for inner in element:
            self.walk(inner)
        if tag in {"td", "th"} and element.getnext() is not None:
            self._out.write("\t")
        if tag == "br":
            self._out.write("\n")
        if tag in _BLOCKS or tag == "tr":
            self._out.end_line()

    def _told(self, element: Element, tag: str) -> None:
        for key in _TOLD:
            if element.get(key):
                self._out.note(key, element.get(key, ""))
        if tag == "input":
            hidden = element.get("type", "").lower() == "hidden"
            if hidden and element.get("value"):
                self._out.hide("hidden_text", element.get("value", ""), why="html")
            else:
                self._out.write(element.get("value", ""))
        address = element.get("href", "")
        if address.lower().startswith(("mailto:", "tel:", "file:")):
            self._out.note("链接地址", address)

    def _text(self, text: str, *, keep: bool = False) -> None:
        self._out.write_flowing(text if keep else _SPACES.sub(" ", text))
