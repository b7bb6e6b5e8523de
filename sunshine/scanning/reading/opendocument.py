"""ODT and ODS: text and cells, and what hides in an OpenDocument file."""

from sunshine.scanning.reading.archive import Archive
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.markup import Element, all_text, attribute, child, each, name, parse
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_MARKS = {"tab": "\t", "line-break": "\n"}
_NAMING = {"initial-creator": "作者", "creator": "最后修改者", "printed-by": "打印者"}
_MOST_REPEATED = 100
_IDLE = ("mimetype", "manifest.rdf", "settings.xml", "content.xml", "styles.xml", "meta.xml")
_UNSEEN = {"tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls"}


def read_opendocument(source: Source, transcript: Transcript, context: Context) -> None:
    """Read content, headers and footers, then changes, comments, properties, objects."""
    with Archive(source, context.budget) as archive:
        manifest = _part(archive, "META-INF/manifest.xml")
        if manifest is not None and next(each(manifest, "encryption-data"), None) is not None:
            raise Unreadable("encrypted")
        content = _part(archive, "content.xml")
        if content is None:
            raise Unreadable("damaged")
        styles = _part(archive, "styles.xml")
        reader = _Reader(transcript, _hidden_styles([content, styles]))
        for edge in () if styles is None else each(styles, "header", "footer"):
            reader.blocks(edge)
        body = child(content, "body")
        reader.blocks(content if body is None else body)
        reader.asides(content)
        _meta(_part(archive, "meta.xml"), transcript)
        _others(archive, transcript, context)


def _part(archive: Archive, part: str) -> Element | None:
    return parse(archive.read(part)) if part in archive else None


def _hidden_styles(roots: list[Element | None]) -> dict[str, str]:
    """Return the styles that hide what bears them, with the kind of hidden data."""
    found: dict[str, str] = {}
    for root in roots:
        for style in () if root is None else each(root, "style"):
            key = attribute(style, "name")
            for properties in style:
                kind = name(properties)
                display = attribute(properties, "display")
                if kind == "text-properties" and display == "none":
                    found[key] = "hidden_text"
                elif kind == "table-properties" and display == "false":
                    found[key] = "hidden_sheet"
                elif kind == "text-properties" and _is_white(properties):
                    found[key] = "white_text"
    return found


def _is_white(properties: Element) -> bool:
    colour = attribute(properties, "color").lower()
    return colour == "#ffffff" and attribute(properties, "background-color") in {"", "transparent"}


class _Reader:
    def __init__(self, transcript: Transcript, hidden: dict[str, str]) -> None:
        self._out = transcript
        self._hidden = hidden

    def blocks(self, parent: Element) -> None:
        """Write paragraphs and tables within."""
        for element in parent:
            kind = name(element)
            if kind in {"p", "h"}:
                self._paragraph(element)
            elif kind == "table":
                self._table(element)
            elif kind not in _UNSEEN:
                self.blocks(element)

    def asides(self, content: Element) -> None:
        """Add deleted text and comments."""
        for change in each(content, "changed-region"):
            for gone in each(change, "deletion"):
                text = "\n".join(all_text(one) for one in each(gone, "p", "h"))
                self._out.hide("tracked_changes", text, why="deleted")
            for author in each(change, "creator"):
                self._out.hide("tracked_changes", author.text or "", why="author", lead="修订者：")
        for comment in each(content, "annotation"):
            who = "".join(author.text or "" for author in each(comment, "creator"))
            text = "\n".join(all_text(one) for one in each(comment, "p"))
            self._out.hide("comments", text, why="comment", lead=f"{who}：")

    def _paragraph(self, paragraph: Element) -> None:
        what = self._hidden.get(attribute(paragraph, "style-name"), "")
        self._inline(paragraph, what)
        self._out.end_line()

    def _inline(self, element: Element, what: str) -> None:
        self._text(element.text or "", what)
        for inner in element:
            kind = name(inner)
            own = self._hidden.get(attribute(inner, "style-name"), what)
            if kind == "s":
                count = attribute(inner, "c")
                self._text(" " * (min(int(count), 1000) if count.isdigit() else 1), what)
            elif kind in _MARKS:
                self._text(_MARKS[kind], what)
            elif kind in {"hidden-text", "hidden-paragraph"}:
                told = attribute(inner, "string-value") or all_text(inner)
                self._out.hide("hidden_text", told, why="hidden-field")
            elif kind in {"frame", "text-box", "note", "note-body"}:
                self._out.end_line()
                self.blocks(inner)
            elif kind not in _UNSEEN:
                self._inline(inner, own)
            self._text(inner.tail or "", what)

    def _text(self, text: str, what: str) -> None:
        if what and text.strip():
            self._out.hide(what if what != "hidden_sheet" else "hidden_text", text, why="style")
        else:
            self._out.write(text)

    def _table(self, table: Element) -> None:
        title = attribute(table, "name")
        is_hidden = self._hidden.get(attribute(table, "style-name")) == "hidden_sheet"
        inside = Transcript() if is_hidden else self._out
        parent = table.getparent()
        if parent is not None and name(parent) == "spreadsheet":
            inside.line(title)
        unseen = _hidden_columns(table)
        for row in each(table, "table-row"):
            self._row(row, inside, unseen)
        if is_hidden:
            self._out.tuck("hidden_sheet", title, inside.finish(), why="hidden")

    def _row(self, row: Element, out: Transcript, unseen: set[int]) -> None:
        shown: list[str] = []
        place = 0
        for cell in row:
            if name(cell) not in {"table-cell", "covered-table-cell"}:
                continue
            inner = Transcript()
            _Reader(inner, self._hidden).blocks(cell)
            text = inner.finish().text.strip("\n").replace("\n", " ")
            for _ in range(_repeated(cell)):
                if text and place in unseen:
                    out.hide("hidden_columns", text, why="hidden")
                shown.append("" if place in unseen else text)
                place += 1
        line = "\t".join(shown).rstrip("\t")
        if attribute(row, "visibility") in {"collapse", "filter"}:
            if line:
                out.hide("hidden_rows", line, why=attribute(row, "visibility"))
        elif line:
            out.line(line)


def _hidden_columns(table: Element) -> set[int]:
    unseen: set[int] = set()
    place = 0
    for column in each(table, "table-column"):
        count = _repeated(column)
        if attribute(column, "visibility") in {"collapse", "filter"}:
            unseen |= set(range(place, place + count))
        place += count
    return unseen


def _repeated(element: Element) -> int:
    count = attribute(element, "number-columns-repeated")
    return min(int(count), _MOST_REPEATED) if count.isdigit() else 1


def _meta(meta: Element | None, out: Transcript) -> None:
    for element in () if meta is None else meta.iter():
        label, told = _NAMING.get(name(element)), (element.text or "").strip()
        if told and label:
            out.hide("properties", told, why=name(element), lead=f"{label}：")
        elif told and name(element) == "user-defined":
            out.hide("properties", told, why="custom", lead=f"{attribute(element, 'name')}：")
        elif told and name(element) not in {"generator", "date", "editing-duration"}:
            out.note("文件属性", told)


def _others(archive: Archive, out: Transcript, context: Context) -> None:
    for part in archive.names:
        if part in _IDLE or part.startswith(("META-INF/", "Configurations2/")):
            continue
        if part.startswith("Thumbnails/"):
            out.hide("thumbnail", part, why="thumbnail")
        elif part.startswith(("Basic/", "Scripts/")):
            out.hide("macros", part, why="basic")
        elif part.startswith("Pictures/"):
            out.hide("no_text", part, why="picture")
        elif part.endswith("content.xml"):
            told = all_text(parse(archive.read(part)), "\n")
            out.hide("embedded_objects", told or part, why="object")
        elif not part.endswith((".xml", ".rdf")):
            context.tuck(out, "embedded_objects", archive.read(part), part)
