"""The flow of a Word document: paragraphs, tables, text boxes, and changes that were tracked."""

from sunshine.scanning.reading.markup import Element, attribute, child, each, name
from sunshine.scanning.reading.numbering import Numbering
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.reading.word_styles import Styles, hides, own_looks, shade_of

_GONE = {"del", "moveFrom"}
_NEW = {"ins", "moveTo"}
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CHANGES = {
    *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange"),
    *("tblPrChange", "tcPrChange", "trPrChange", "cellIns", "cellDel", "cellMerge"),
}
_LAYERS = {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "txbxContent"}
# Fields that name nothing but their own place.
_PLAIN_FIELDS = {"PAGE", "NUMPAGES", "TOC", "PAGEREF", "REF", "SEQ", "SECTIONPAGES", "DATE"}


def flat_text(element: Element) -> str:
    """Return the text within, one line for each paragraph, however it looks."""
    lines = []
    for paragraph in each(element, "p"):
        pieces = [
            inner.text or "" if name(inner) in {"t", "delText"} else _MARKS.get(name(inner), "")
            for inner in paragraph.iter()
            if name(inner) in {"t", "delText", *_MARKS}
        ]
        lines.append("".join(pieces))
    return "\n".join(line for line in lines if line.strip())


class Flow:
    """Writes what a Word document shows, paragraph after paragraph."""

    def __init__(self, transcript: Transcript, styles: Styles, numbering: Numbering) -> None:
        self._out = transcript
        self._styles = styles
        self._numbering = numbering
        self.authors: dict[str, None] = {}

    def blocks(self, parent: Element, *, shade: str = "") -> None:
        """Write the paragraphs and tables within."""
        for element in parent:
            kind = name(element)
            if kind == "p":
                text = _Paragraph(self._out, self._styles, shade)
                text.read(element, self._numbering.label(element))
                self._out.end_line()
                for box in text.boxes:
                    self.blocks(box)
            elif kind == "tbl":
                self._table(element)
            elif kind == "AlternateContent":
                self.blocks(shown_branch(element), shade=shade)
            elif kind not in _LAYERS:
                self.blocks(element, shade=shade)
        if name(parent) in {"body", "hdr", "ftr", "document"}:
            self._note_authors(parent)

    def tell_changes(self) -> None:
        """Say who changed or commented; names stay in the file even when the text is innocent."""
        for author in self.authors:
            self._out.hide("tracked_changes", author, why="author", lead="修订者：")

    def _note_authors(self, parent: Element) -> None:
        for change in each(parent, *_CHANGES):
            if attribute(change, "author"):
                self.authors.setdefault(attribute(change, "author"))

    def _table(self, table: Element) -> None:
        ground = shade_of(child(table, "tblPr"))
        for row in each_direct(table, "tr"):
            marks = child(row, "trPr")
            gone = marks is not None and child(marks, "del") is not None
            hidden = marks is not None and child(marks, "hidden") is not None
            if gone or hidden:
                what = "tracked_changes" if gone else "hidden_rows"
                self._out.hide(what, flat_text(row), why="deleted-row" if gone else "hidden")
                continue
            self._row(row, ground)

    def _row(self, row: Element, ground: str) -> None:
        cells = each_direct(row, "tc")
        for place, cell in enumerate(cells):
            shade = shade_of(child(cell, "tcPr")) or ground
            inside = Transcript()
            flow = Flow(inside, self._styles, self._numbering)
            flow.blocks(cell, shade=shade)
            self._out.absorb(inside, single_line=len(cells) > 1)
            if place + 1 < len(cells):
                self._out.write("\t")
        self._out.end_line()


def each_direct(parent: Element, wanted: str) -> list[Element]:
    """Return rows of a table or cells of a row, also those within content controls."""
    found: list[Element] = []
    for element in parent:
        if name(element) == wanted:
            found.append(element)
        elif name(element) in {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}:
            found += each_direct(element, wanted)
    return found


def shown_branch(alternatives: Element) -> Element:
    """Return the branch of an ``AlternateContent`` that has the text; both say the same."""
    for branch in ("Choice", "Fallback"):
        found = child(alternatives, branch)
        if found is not None and next(each(found, "t", "txbxContent"), None) is not None:
            return found
    choice = child(alternatives, "Choice")
    return alternatives if choice is None else choice


class _Paragraph:
    """One paragraph: runs in order; what hides is gathered while it hides the same way."""

    def __init__(self, transcript: Transcript, styles: Styles, shade: str) -> None:
        self._out = transcript
        self._styles = styles
        self._shade = shade
        self._style = ""
        self._way: tuple[str, str] = ("", "")
        self._gathered: list[str] = []
        self._field: list[str] = []
        self.boxes: list[Element] = []

    def read(self, paragraph: Element, label: str) -> None:
        """Write the paragraph, its automatic number before it."""
        properties = child(paragraph, "pPr")
        style = None if properties is None else child(properties, "pStyle")
        self._style = "" if style is None else attribute(style, "val")
        self._shade = shade_of(properties) or self._shade
        if label:
            self._out.write(label)
        self._within(paragraph, "")
        self._turn(("", ""))
        self._tell_field()

    def _within(self, parent: Element, change: str) -> None:
        for element in parent:
            kind = name(element)
            if kind == "r":
                self._run(element, change)
            elif kind in _GONE:
                self._within(element, "gone")
            elif kind in _NEW:
                self._inserted(element, change)
            elif kind == "AlternateContent":
                self._within(shown_branch(element), change)
            elif kind == "txbxContent":
                self.boxes.append(element)
            elif kind == "t" and element.text:
                # Of a formula: its runs are not those of the text.
                self._add(element.text, ("", ""))
            elif kind == "rt":
                self._out.note("注音", "".join(map(str, element.itertext())))
            elif kind not in _LAYERS:
                self._within(element, change)

    def _inserted(self, element: Element, change: str) -> None:
        self._turn(("", ""))
        start = self._out.length
        self._within(element, change)
        self._turn(("", ""))
        if self._out.length > start and not change:
            self._out.mark("tracked_changes", start, why="inserted")

    def _run(self, run: Element, change: str) -> None:
        own = own_looks(child(run, "rPr"))
        ground = {"shade": self._shade} if self._shade else {}
        looks = self._styles.looks(self._style, ground, own.get("style", ""), own)
        way = ("tracked_changes", "deleted") if change == "gone" else hides(looks)
        for element in run:
            self._piece(element, way, change)

    def _piece(self, element: Element, way: tuple[str, str], change: str) -> None:
        kind = name(element)
        if kind in {"t", "delText"}:
            self._add(element.text or "", way)
        elif kind in _MARKS:
            self._add(_MARKS[kind], way)
        elif kind == "sym":
            self._add(_symbol(element), way)
        elif kind in {"instrText", "delInstrText"}:
            self._field.append(element.text or "")
        elif kind in {"fldChar"}:
            self._tell_field()
        elif kind in {"drawing", "pict", "object", "AlternateContent", "ruby"}:
            inner = shown_branch(element) if kind == "AlternateContent" else element
            self._shapes(inner, change)

    def _shapes(self, element: Element, change: str) -> None:
        """Text of drawings comes after the paragraph that anchors them."""
        if name(element) == "ruby":
            base = child(element, "rubyBase")
            self._within(base if base is not None else element, change)
            return
        for inner in element:
            if name(inner) == "txbxContent":
                self.boxes.append(inner)
            elif name(inner) == "AlternateContent":
                self._shapes(shown_branch(inner), change)
            elif name(inner) == "textpath":
                self._add(attribute(inner, "string"), ("", ""))
            else:
                self._shapes(inner, change)

    def _add(self, text: str, way: tuple[str, str]) -> None:
        self._turn(way)
        if way[0]:
            self._gathered.append(text)
        else:
            self._out.write(text)

    def _turn(self, way: tuple[str, str]) -> None:
        if way == self._way:
            return
        text = "".join(self._gathered)
        if text.strip():
            self._out.hide(self._way[0], text, why=self._way[1])
        self._gathered = []
        self._way = way

    def _tell_field(self) -> None:
        code = "".join(self._field).strip()
        self._field = []
        if code and code.split()[0].upper() not in _PLAIN_FIELDS:
            self._out.note("域代码", code)


def _symbol(element: Element) -> str:
    try:
        return chr(int(attribute(element, "char"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
