"""XLSX: cells by tab, rows by line; sheets stream, so that a million rows are read."""

from sunshine.scanning.reading.archive import Archive
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.drawing import chart_text, descriptions, paragraphs
from sunshine.scanning.reading.markup import Element, attribute, child, each, name
from sunshine.scanning.reading.package import Package
from sunshine.scanning.reading.sheet_rows import Sheet, Workbook
from sunshine.scanning.reading.sheet_styles import CellStyles
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_CONNECTIONS = ("connection", "dbPr", "webPr", "textPr", "olapPr")


def read_xlsx(source: Source, transcript: Transcript, context: Context) -> None:
    """Read the sheets in their order, then drawings, comments and what else hides."""
    with Archive(source, context.budget) as archive:
        package = Package(archive, context, transcript)
        _Book(package, transcript).read()
        package.finish()


class _Book:
    def __init__(self, package: Package, transcript: Transcript) -> None:
        self._package = package
        self._out = transcript
        self._main = package.main_part("xl/workbook.xml")

    def read(self) -> None:
        """Read every part that has words."""
        root = self._package.xml(self._main)
        if root is None:
            raise Unreadable("damaged")
        dates = child(root, "workbookPr")
        since_1904 = dates is not None and attribute(dates, "date1904") in {"1", "true"}
        workbook = Workbook(self._strings(), self._styles(), since_1904)
        places = {found.key: found for found in self._package.relations(self._main)}
        for sheet in each(root, "sheet"):
            relation = places.get(attribute(sheet, "id"))
            if relation is not None and relation.target in self._package.names:
                self._sheet(sheet, relation.target, workbook)
        self._names(root)
        self._charts()
        self._comments()
        self._pivots()
        self._outside()
        self._log()

    def _strings(self) -> list[str]:
        """Return the shared strings; readings of characters (拼音) are left out."""
        found: list[str] = []
        for part in self._package.matching(r"xl/sharedStrings\.xml"):
            root = self._package.xml(part)
            found += [rich_text(item) for item in (() if root is None else root)]
        return found

    def _styles(self) -> CellStyles:
        parts = self._package.matching(r"xl/styles\.xml")
        return CellStyles(self._package.xml(parts[0]) if parts else None)

    def _sheet(self, sheet: Element, part: str, workbook: Workbook) -> None:
        state = attribute(sheet, "state")
        title = attribute(sheet, "name")
        is_hidden = state in {"hidden", "veryHidden"}
        inside = Transcript() if is_hidden else self._out
        inside.line(title)
        archive = self._package.stream(part)
        with archive.open(part) as stream:
            Sheet(inside, workbook).read(stream)
        for drawing in self._package.related(part, "drawing"):
            self._drawing(drawing, inside)
        if is_hidden:
            self._out.tuck("hidden_sheet", title, inside.finish(), why=state)

    def _drawing(self, part: str, out: Transcript) -> None:
        root = self._package.xml(part)
        if root is None:
            return
        for shape in each(root, "txBody"):
            for text in paragraphs(shape):
                out.line(text)
        for told in descriptions(root):
            out.note("图片说明", told)

    def _names(self, root: Element) -> None:
        for defined in each(root, "definedName"):
            value, title = (defined.text or "").strip(), attribute(defined, "name")
            lead = f"{title}＝"
            if attribute(defined, "hidden") in {"1", "true"}:
                self._out.hide("defined_names", value, why="hidden", lead=lead)
            elif '"' in value or "[" in value:
                self._out.hide("defined_names", value, why="constant", lead=lead)
            else:
                self._out.note("名称", lead + value)

    def _charts(self) -> None:
        for part in self._package.matching(r"xl/charts/chart(Ex)?\d*\.xml"):
            root = self._package.xml(part)
            for text in [] if root is None else chart_text(root):
                self._out.line(text)

    def _comments(self) -> None:
        for part in self._package.matching(r"xl/(comments\d*|comments/.*)\.xml"):
            root = self._package.xml(part)
            authors = [] if root is None else [a.text or "" for a in each(root, "author")]
            for comment in () if root is None else each(root, "comment"):
                number = attribute(comment, "authorId")
                known = number.isdigit() and int(number) < len(authors)
                author = authors[int(number)] if known else ""
                lead = f"{attribute(comment, 'ref')} {author}："
                self._out.hide("comments", rich_text(comment), why="comment", lead=lead)
        for part in self._package.matching(r"xl/(threadedComments|persons)/.*\.xml"):
            root = self._package.xml(part)
            for comment in () if root is None else each(root, "threadedComment"):
                lead = f"{attribute(comment, 'ref')}："
                self._out.hide("comments", rich_text(comment, "text"), why="comment", lead=lead)
            for person in () if root is None else each(root, "person"):
                self._out.hide("comments", attribute(person, "displayName"), why="author")
        # Drawings of the comments' boxes say nothing of their own.
        self._package.skip(*self._package.matching(r"xl/drawings/vmlDrawing\d*\.vml"))

    def _pivots(self) -> None:
        for part in self._package.matching(r"xl/pivotCache/.*\.xml"):
            root = self._package.xml(part)
            if root is None:
                continue
            kept = [attribute(item, "v") for item in each(root, "s", "n", "d", "e")]
            kept += [attribute(item, "name") for item in each(root, "cacheField")]
            who = attribute(root, "refreshedBy")
            if who:
                self._out.hide("properties", who, why="refreshed-by", lead="刷新者：")
            if any(kept):
                self._out.hide("pivot_cache", "\n".join(filter(None, kept)), why="pivot", lead="")
        self._package.skip(*self._package.matching(r"xl/pivotTables/.*\.xml"))

    def _outside(self) -> None:
        for part in self._package.matching(r"xl/externalLinks/.*\.xml"):
            root = self._package.xml(part)
            kept = [] if root is None else [v.text or "" for v in each(root, "v")]
            kept += [] if root is None else [attribute(v, "val") for v in each(root, "sheetName")]
            self._out.hide("external_links", "\n".join(filter(None, kept)) or part, why="cached")
        for part in self._package.matching(r"xl/(connections|queryTables/.*)\.xml"):
            root = self._package.xml(part)
            for element in () if root is None else each(root, *_CONNECTIONS):
                told = "\n".join(str(v) for v in element.attrib.values() if len(str(v)) > 5)
                if told:
                    self._out.hide("external_links", told, why="connection")

    def _log(self) -> None:
        """The log of a shared workbook keeps what cells said before."""
        for part in self._package.matching(r"xl/(revisions/.*|userNames)\.xml"):
            root = self._package.xml(part)
            if root is None:
                continue
            kept = [element.text or "" for element in each(root, "v", "t")]
            kept += [attribute(element, "userName") for element in each(root, "header")]
            kept += [attribute(element, "name") for element in each(root, "userInfo")]
            if any(kept):
                self._out.hide("tracked_changes", "\n".join(filter(None, kept)), why="shared-log")


def rich_text(item: Element, wanted: str = "t") -> str:
    """Return the text of a string item without its phonetic runs."""
    pieces = []
    for element in item.iter():
        if name(element) != wanted or not element.text:
            continue
        parent = element.getparent()
        if parent is None or name(parent) != "rPh":
            pieces.append(element.text)
    return "".join(pieces)
