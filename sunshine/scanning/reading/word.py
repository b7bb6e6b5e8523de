"""DOCX: the document as it reads when all changes are accepted, and what hides beside it."""

from sunshine.scanning.reading.archive import Archive
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.drawing import chart_text, descriptions, diagram_text
from sunshine.scanning.reading.markup import Element, attribute, child, each, name
from sunshine.scanning.reading.numbering import Numbering
from sunshine.scanning.reading.package import Package
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.reading.word_flow import Flow, flat_text
from sunshine.scanning.reading.word_styles import Styles
from sunshine.scanning.readings import Unreadable

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(source: Source, transcript: Transcript, context: Context) -> None:
    """Read headers, text, notes, footers; then charts, comments and what else hides."""
    with Archive(source, context.budget) as archive:
        package = Package(archive, context, transcript)
        _Document(package, transcript, context).read()
        package.finish()


class _Document:
    def __init__(self, package: Package, transcript: Transcript, context: Context) -> None:
        self._package = package
        self._out = transcript
        self._context = context
        self._main = package.main_part("word/document.xml")
        styles = Styles(self._part("styles"))
        numbering = Numbering(self._part("numbering"), self._part("styles"))
        self._flow = Flow(transcript, styles, numbering)

    def read(self) -> None:
        """Read every part that has words."""
        root = self._package.xml(self._main)
        if root is None:
            raise Unreadable("damaged")
        body = child(root, "body")
        if body is None:
            body = root
        self._edges("header")
        self._flow.blocks(body)
        self._chunks()
        for kind in ("footnotes", "endnotes"):
            self._notes(kind)
        self._edges("footer")
        self._figures()
        for told in descriptions(body):
            self._out.note("图片说明", told)
        self._flow.tell_changes()
        self._comments()
        self._settings()
        self._glossary()
        self._package.skip(*self._package.related(self._main, "people"))

    def _part(self, kind: str) -> Element | None:
        for part in self._package.related(self._main, kind):
            return self._package.xml(part)
        return self._package.xml(f"word/{kind}.xml")

    def _edges(self, kind: str) -> None:
        """Read headers or footers, the same text once: most sections repeat it."""
        told: set[str] = set()
        for part in self._package.matching(rf"word/{kind}\d*\.xml"):
            root = self._package.xml(part)
            text = "" if root is None else flat_text(root)
            if root is not None and text not in told:
                told.add(text)
                self._flow.blocks(root)

    def _notes(self, kind: str) -> None:
        root = self._part(kind)
        for note in () if root is None else root:
            if attribute(note, "type") not in _SEPARATORS:
                self._flow.blocks(note)

    def _figures(self) -> None:
        for part in self._package.matching(r"word/charts/chart(Ex)?\d*\.xml"):
            root = self._package.xml(part)
            for text in [] if root is None else chart_text(root):
                self._out.line(text)
        for part in self._package.matching(r"word/diagrams/data\d*\.xml"):
            root = self._package.xml(part)
            for text in [] if root is None else diagram_text(root):
                self._out.line(text)
        # A drawing of the diagram repeats the texts of its data.
        self._package.skip(*self._package.matching(r"word/diagrams/drawing\d*\.xml"))

    def _chunks(self) -> None:
        """Read documents that Word shows as if they stood in the text."""
        for part in self._package.related(self._main, "aFChunk"):
            with self._package.stream(part).open(part) as stream:
                content = stream.read()
            with self._context.budget.deeper():
                self._out.include("", self._context.read_within(content, part))

    def _comments(self) -> None:
        root = self._part("comments")
        for comment in () if root is None else each(root, "comment"):
            lead = f"{attribute(comment, 'author')}："
            self._out.hide("comments", flat_text(comment), why="comment", lead=lead)

    def _settings(self) -> None:
        root = self._part("settings")
        for element in () if root is None else each(root, "docVar", "connectString", "query"):
            if name(element) == "docVar":
                value = attribute(element, "val")
                lead = f"{attribute(element, 'name')}："
                self._out.hide("custom_xml", value, why="document-variable", lead=lead)
            else:
                self._out.hide("external_links", attribute(element, "val"), why="mail-merge")

    def _glossary(self) -> None:
        for part in self._package.matching(r"word/glossary/document\.xml"):
            root = self._package.xml(part)
            text = "" if root is None else flat_text(root)
            if text:
                self._out.hide("hidden_text", text, why="building-blocks")
        self._package.skip(*self._package.matching(r"word/glossary/.*\.xml"))
