"""PPTX: slides as pages, in the order in which they are shown."""

from sunshine.scanning.reading.archive import Archive
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.drawing import (
    chart_text,
    descriptions,
    diagram_text,
    paragraphs,
    table_rows,
)
from sunshine.scanning.reading.markup import Element, all_text, attribute, child, each, name
from sunshine.scanning.reading.package import Package
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_YES = {"1", "true"}


def read_pptx(source: Source, transcript: Transcript, context: Context) -> None:
    """Read the slides, then notes, comments and what else hides."""
    with Archive(source, context.budget) as archive:
        package = Package(archive, context, transcript)
        _Slides(package, transcript).read()
        package.finish()


class _Slides:
    def __init__(self, package: Package, transcript: Transcript) -> None:
        self._package = package
        self._out = transcript
        self._main = package.main_part("ppt/presentation.xml")
        self._size = (0, 0)

    def read(self) -> None:
        """Read every part that has words."""
        root = self._package.xml(self._main)
        if root is None:
            raise Unreadable("damaged")
        size = child(root, "sldSz")
        if size is not None:
            self._size = (_number(size, "cx"), _number(size, "cy"))
        places = {found.key: found.target for found in self._package.relations(self._main)}
        order = [places.get(attribute(one, "id")) or _last_id(one, places) for one in _ids(root)]
        found = [part for part in order if part in self._package.names]
        found += [p for p in self._package.matching(r"ppt/slides/slide\d+\.xml") if p not in found]
        for part in found:
            self._slide(part)
        self._masters()
        self._comments()

    def _slide(self, part: str) -> None:
        root = self._package.xml(part)
        if root is None:
            return
        is_hidden = attribute(root, "show") in {"0", "false"}
        self._out.begin_page()
        inside = Transcript() if is_hidden else self._out
        self._shapes(root, inside)
        for kind, text in (("chart", chart_text), ("diagramData", diagram_text)):
            for related in self._package.related(part, kind):
                figure = self._package.xml(related)
                for told in [] if figure is None else text(figure):
                    inside.line(told)
        for told in descriptions(root):
            inside.note("图片说明", told)
        if is_hidden:
            self._out.tuck("hidden_slides", f"第{self._out.page}张", inside.finish(), why="hidden")
        for notes in self._package.related(part, "notesSlide"):
            self._notes(notes)
        self._out.end_page()
        self._package.skip(*self._package.matching(r"ppt/diagrams/drawing\d*\.xml"))

    def _shapes(self, parent: Element, out: Transcript) -> None:
        for shape in parent:
            kind = name(shape)
            if kind in {"sp", "cxnSp", "pic", "graphicFrame"}:
                self._shape(shape, out)
            elif kind == "AlternateContent":
                branch = child(shape, "Choice")
                self._shapes(shape if branch is None else branch, out)
            else:
                self._shapes(shape, out)

    def _shape(self, shape: Element, out: Transcript) -> None:
        lines = []
        for table in each(shape, "tbl"):
            lines += table_rows(table)
        lines = lines or paragraphs(shape)
        hidden = any(attribute(one, "hidden") in _YES for one in each(shape, "cNvPr"))
        away = self._is_off_slide(shape)
        for line in lines:
            if hidden or away:
                out.hide("hidden_text", line, why="hidden-shape" if hidden else "off-slide")
            else:
                out.line(line)

    def _is_off_slide(self, shape: Element) -> bool:
        place = next(each(shape, "xfrm"), None)
        if place is None or not all(self._size):
            return False
        offset, extent = child(place, "off"), child(place, "ext")
        if offset is None or extent is None:
            return False
        for axis, length, edge in (("x", "cx", self._size[0]), ("y", "cy", self._size[1])):
            start = _number(offset, axis)
            if start >= edge or start + _number(extent, length) <= 0:
                return True
        return False

    def _notes(self, part: str) -> None:
        root = self._package.xml(part)
        for shape in () if root is None else each(root, "sp"):
            kinds = [attribute(place, "type") for place in each(shape, "ph")]
            text = "\n".join(paragraphs(shape))
            if text and not {"sldNum", "hdr", "ftr", "dt"} & set(kinds):
                self._out.hide("speaker_notes", text, why="notes")

    def _masters(self) -> None:
        """Read what masters and layouts show on slides: shapes that are no placeholders."""
        pattern = r"ppt/(slideMasters|slideLayouts|notesMasters|handoutMasters)/[^/]*\.xml"
        told: set[str] = set()
        for part in self._package.matching(pattern):
            root = self._package.xml(part)
            for shape in () if root is None else each(root, "sp"):
                text = "\n".join(paragraphs(shape))
                if text and text not in told and next(each(shape, "ph"), None) is None:
                    told.add(text)
                    self._out.line(text)

    def _comments(self) -> None:
        for part in self._package.matching(r"ppt/(comments/.*|commentAuthors|authors)\.xml"):
            root = self._package.xml(part)
            for comment in () if root is None else each(root, "cm"):
                self._out.hide("comments", all_text(comment, "\n"), why="comment")
            for author in () if root is None else each(root, "cmAuthor", "author"):
                self._out.hide("comments", attribute(author, "name"), why="author")


def _ids(root: Element) -> list[Element]:
    return list(each(root, "sldId"))


def _last_id(element: Element, places: dict[str, str]) -> str:
    """A slide has two attributes called id; the one of the relation is among the values."""
    return next((places[str(v)] for v in element.attrib.values() if str(v) in places), "")


def _number(element: Element, key: str) -> int:
    try:
        return int(attribute(element, key))
    except ValueError:
        return 0
