"""Parts of an Office Open XML file on their way into a clean copy: an allow-list of relations."""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from sunshine.scanning.cleaning.pictures import renewed
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.cleaning.zipped import write_zip
from sunshine.scanning.reading.archive import Archive
from sunshine.scanning.reading.budget import Budget
from sunshine.scanning.reading.markup import Element, attribute, parse
from sunshine.scanning.readings import Unreadable

_TYPES = "[Content_Types].xml"
_LINK = "hyperlink"
# What a document is made of; everything else is something that hides, by the table below.
_KEPT = {
    *("officeDocument", "styles", "stylesWithEffects", "numbering", "settings", "webSettings"),
    *("fontTable", "font", "theme", "themeOverride", "header", "footer", "footnotes", "endnotes"),
    *("image", "hdphoto", "svg", "chart", "chartEx", "chartUserShapes", "chartStyle"),
    *("chartColorStyle", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"),
    *("diagramDrawing", "drawing", "vmlDrawing", "aFChunk", "worksheet", "chartsheet"),
    *("sharedStrings", "table", "sheetMetadata", "slide", "slideLayout", "slideMaster"),
    *("presProps", "tableStyles", "video", "audio", "media", _LINK),
}
_HIDING = {
    "comments": "comments",
    "commentsExtended": "comments",
    "commentsIds": "comments",
    "commentsExtensible": "comments",
    "commentAuthors": "comments",
    "authors": "comments",
    "people": "comments",
    "person": "comments",
    "threadedComment": "comments",
    "core-properties": "properties",
    "extended-properties": "properties",
    "custom-properties": "properties",
    "thumbnail": "thumbnail",
    "customXml": "custom_xml",
    "tags": "custom_xml",
    "oleObject": "embedded_objects",
    "package": "embedded_objects",
    "control": "embedded_objects",
    "vbaProject": "macros",
    "printerSettings": "printer_settings",
    "pivotTable": "pivot_cache",
    "pivotCacheDefinition": "pivot_cache",
    "pivotCacheRecords": "pivot_cache",
    "externalLink": "external_links",
    "externalLinkPath": "external_links",
    "connections": "external_links",
    "queryTable": "external_links",
    "attachedTemplate": "external_links",
    "glossaryDocument": "hidden_text",
    "notesSlide": "speaker_notes",
    "notesMaster": "speaker_notes",
    "revisionHeaders": "tracked_changes",
    "revisionLog": "tracked_changes",
    "usernames": "tracked_changes",
    "calcChain": "properties",
}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".jfif")
_TEXTS = ".//*[local-name()='t']"
# These say something without what they point at.
_MORE = ("}blip", "}pageSetup")


class Parts:
    """The parts of one file, as bytes or as trees that are written back."""

    def __init__(self, source: Path) -> None:
        with Archive(source, Budget(source.stat().st_size)) as archive:
            self.raw = {name: archive.read(name) for name in archive.names}
        self._trees: dict[str, Element] = {}

    def tree(self, part: str) -> Element | None:
        """Return the root of a part, which is written back; None where there is none."""
        if part in self.raw and part not in self._trees:
            self._trees[part] = parse(self.raw[part])
        return self._trees.get(part)

    def trees(self) -> Iterator[tuple[str, Element]]:
        """Yield every part that is XML, with its root."""
        for part in sorted(self.raw):
            if part.lower().endswith((".xml", ".rels", ".vml")):
                root = self.tree(part)
                if root is not None:
                    yield part, root

    def relations(self, part: str) -> list[Element]:
        """Return what a part points at; "" is the package itself."""
        root = self.tree(place_of_relations(part))
        return [] if root is None else list(root)

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts of one kind that a part points at."""
        return [target_of(part, row) for row in self.relations(part) if kind_of(row) == kind]

    def main(self, fallback: str) -> str:
        """Return the part with which the file begins."""
        return next(iter(self.related("", "officeDocument")), fallback)

    def unhide(self, wish: Wish) -> None:
        """Cut every relation to something that is to go, with what points at it."""
        for part in ["", *self.raw]:
            for row in self.relations(part):
                if _is_to_go(row, wish):
                    self.cut(part, row)

    def cut(self, part: str, row: Element) -> None:
        """Take out one relation and, in the part, what stands for it."""
        parent = row.getparent()
        if parent is not None:
            parent.remove(row)
        root = self.tree(part) if part else None
        for element in [] if root is None else list(root.iter(etree.Element)):
            _loosen(element, attribute(row, "Id"))

    def renew_pictures(self) -> None:
        """Write every picture anew; one that cannot be read stays, and the reading says so."""
        for part in [name for name in self.raw if name.lower().endswith(_PICTURES)]:
            try:
                self.raw[part] = renewed(self.raw[part])
            except Unreadable:
                continue

    def write(self, target: Path) -> None:
        """Write the parts that are still related to the file, and nothing else."""
        for part, root in self._trees.items():
            self.raw[part] = etree.tostring(root, encoding="UTF-8", standalone=True)
        reached = self._reached()
        types = self.tree(_TYPES)
        for row in [] if types is None else list(types):
            named = attribute(row, "PartName").lstrip("/")
            if named and named not in reached:
                types.remove(row)  # type: ignore[union-attr]
        if types is not None:
            self.raw[_TYPES] = etree.tostring(types, encoding="UTF-8", standalone=True)
        kept = {name: self.raw[name] for name in self.raw if name in reached | {_TYPES}}
        write_zip(target, kept, first=(_TYPES, "_rels/.rels"))

    def _reached(self) -> set[str]:
        waiting, reached = [""], set()
        while waiting:
            part = waiting.pop()
            reached |= {part, place_of_relations(part)}
            rows = [row for row in self.relations(part) if not is_outside(row)]
            waiting += [t for row in rows if (t := target_of(part, row)) not in reached]
        return reached


def place_of_relations(part: str) -> str:
    """Return where the relations of a part stand."""
    folder, _, base = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{base}.rels")


def kind_of(row: Element) -> str:
    """Return the kind of a relation."""
    return attribute(row, "Type").rpartition("/")[2]


def is_outside(row: Element) -> bool:
    """Return whether a relation points out of the file."""
    return attribute(row, "TargetMode") == "External"


def target_of(part: str, row: Element) -> str:
    """Return the part that a relation points at."""
    target = attribute(row, "Target")
    joined = target if target.startswith("/") else posixpath.join("/", part, "..", target)
    return posixpath.normpath(joined).lstrip("/")


def _is_to_go(row: Element, wish: Wish) -> bool:
    kind = kind_of(row)
    if is_outside(row):
        local = attribute(row, "Target").lower().startswith(("file:", "\\\\"))
        return (kind != _LINK or local) and wish.wants("external_links")
    return kind not in _KEPT and wish.wants(_HIDING.get(kind, "unknown_parts"))


def _loosen(element: Element, key: str) -> None:
    """Take out an element that points at a relation; if it has text, only its pointing."""
    names = [
        name
        for name, value in element.attrib.items()
        if value == key and "/relationships}" in str(name)
    ]
    if not names:
        return
    parent = element.getparent()
    is_more = str(element.tag).endswith(_MORE)
    if parent is None or is_more or element.xpath(_TEXTS):
        for found in names:
            del element.attrib[found]
    else:
        parent.remove(element)
