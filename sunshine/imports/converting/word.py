"""DOCX: paragraphs, headings, lists, tables and notes; what was deleted or hidden is left out."""

import re
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO

from lxml import etree

from sunshine.imports.converting.kinds import Converted, Unconvertible

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MOST_UNPACKED = 200_000_000
_MOST_PARTS = 5_000
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_OFF = frozenset({"0", "false", "none", "off"})


def convert(content: bytes) -> Converted:
    """Return the document; the paragraph of style Title is its heading."""
    parts = _parts(content)
    styles = _styles(parts.get("word/styles.xml"))
    links = _links(parts.get("word/_rels/document.xml.rels"))
    body = _xml(parts["word/document.xml"]).find(f"{_W}body")
    if body is None:
        raise Unconvertible("import-damaged")
    writer = _Writer(styles, links)
    writer.blocks(body)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in parts:
            writer.notes(_xml(parts[name]))
    if not writer.lines:
        raise Unconvertible("import-empty")
    return Converted(
        html="".join(writer.html),
        text="\n".join(writer.lines),
        heading=writer.heading,
        links=list(links.values()),
        pictures=_pictures(body),
    )


def _parts(content: bytes) -> dict[str, bytes]:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unconvertible("import-encrypted")
    wanted = re.compile(
        r"word/(?:document|styles|footnotes|endnotes|_rels/document\.xml)\.?(?:xml|rels)"
    )
    found = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_PARTS:
                raise Unconvertible("import-bomb")
            for member in members:
                if member.flag_bits & 0x1:
                    raise Unconvertible("import-encrypted")
                if wanted.fullmatch(member.filename):
                    found[member.filename] = _unpacked(archive, member)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise Unconvertible("import-damaged") from error
    if "word/document.xml" not in found:
        raise Unconvertible("import-damaged")
    return found


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as stream:
        content = stream.read(_MOST_UNPACKED + 1)
    if len(content) > _MOST_UNPACKED:
        raise Unconvertible("import-bomb")
    return content


def _xml(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unconvertible("import-damaged") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Unconvertible("import-bomb")
    return root


def _styles(content: bytes | None) -> dict[str, str]:
    """Return the name of each style by its key."""
    if content is None:
        return {}
    return {
        style.get(f"{_W}styleId", ""): name.get(f"{_W}val", "")
        for style in _xml(content).iter(f"{_W}style")
        if (name := style.find(f"{_W}name")) is not None
    }


def _links(content: bytes | None) -> dict[str, str]:
    if content is None:
        return {}
    return {
        one.get("Id", ""): one.get("Target", "")
        for one in _xml(content)
        if one.get("Type", "").endswith("/hyperlink") and one.get("TargetMode") == "External"
    }


def _pictures(body: etree._Element) -> int:
    """Return how many pictures and drawings a reader sees in the text."""
    # A newer program shows the choice, an older one the fall-back: one picture, written twice.
    unseen = {f"{_MC}Fallback", f"{_W}del", f"{_W}moveFrom"}
    return sum(
        not any(above.tag in unseen for above in drawn.iterancestors())
        for drawn in body.iter(f"{_W}drawing", f"{_W}pict")
    )


class _Writer:
    def __init__(self, styles: dict[str, str], links: dict[str, str]) -> None:
        self.styles, self.links = styles, links
        self.html: list[str] = []
        self.lines: list[str] = []
        self.heading = ""

    def blocks(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
                self.blocks(child)

    def notes(self, root: etree._Element) -> None:
        for note in root:
            if note.get(f"{_W}type") is None:
                self.blocks(note)

    def _paragraph(self, paragraph: etree._Element) -> None:
        words, text = self._inline(paragraph)
        if not text.strip():
            return
        self.lines += [line.strip() for line in text.split("\n") if line.strip()]
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = "" if style is None else self.styles.get(style.get(f"{_W}val", ""), "")
        if name.lower() in {"title", "标题"} and not self.heading:
            self.heading = " ".join(text.split())
            return
        level = _HEADING.fullmatch(name)
        tag = f"h{min(6, int(level[1]) + 1)}" if level else "p"
        self.html.append(f"<{tag}>{words}</{tag}>")

    def _table(self, table: etree._Element) -> None:
        self.html.append("<table>")
        for row in table.iter(f"{_W}tr"):
            if next(row.iterancestors(f"{_W}tbl")) is not table:
                continue
            cells = [_Writer(self.styles, self.links) for _ in row.findall(f"{_W}tc")]
            self.html.append("<tr>")
            for writer, cell in zip(cells, row.findall(f"{_W}tc"), strict=True):
                writer.blocks(cell)
                self.html.append(f"<td{_span(cell)}>{''.join(writer.html)}</td>")
            self.html.append("</tr>")
            self.lines.append("\t".join(" ".join(writer.lines) for writer in cells))
        self.html.append("</table>")

    def _inline(self, parent: etree._Element) -> tuple[str, str]:
        html, plain = [], []
        for child in parent:
            if child.tag == f"{_W}r":
                text = "".join(_run(child))
                html.append(_marked(child, text))
                plain.append(text)
            elif child.tag == f"{_W}hyperlink":
                inner, text = self._inline(child)
                target = self.links.get(child.get(f"{_R}id", ""), "")
                html.append(f'<a href="{escape(target)}">{inner}</a>' if target else inner)
                plain.append(text)
            elif child.tag in {f"{_W}ins", f"{_W}smartTag", f"{_W}sdt", f"{_W}sdtContent"}:
                inner, text = self._inline(child)
                html.append(inner)
                plain.append(text)
        return "".join(html), "".join(plain)


def _run(run: etree._Element) -> Iterator[str]:
    if run.find(f"{_W}rPr/{_W}vanish") is not None:
        return
    for child in run:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"


def _marked(run: etree._Element, text: str) -> str:
    html = escape(text, quote=False).replace("\n", "<br>")
    for mark, tag in (("b", "strong"), ("i", "em"), ("u", "u")):
        on = run.find(f"{_W}rPr/{_W}{mark}")
        if html and on is not None and on.get(f"{_W}val", "1") not in _OFF:
            html = f"<{tag}>{html}</{tag}>"
    raised = run.find(f"{_W}rPr/{_W}vertAlign")
    where = "" if raised is None else raised.get(f"{_W}val", "")
    tags = {"superscript": "sup", "subscript": "sub"}
    return f"<{tags[where]}>{html}</{tags[where]}>" if html and where in tags else html


def _span(cell: etree._Element) -> str:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    number = "" if span is None else span.get(f"{_W}val", "")
    return f' colspan="{number}"' if number.isdigit() else ""
