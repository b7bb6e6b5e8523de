"""Office Open XML packages: parts, relations, and what DOCX, XLSX and PPTX have in common."""

import posixpath
import re
from dataclasses import dataclass

from sunshine.scanning.reading.archive import Archive
from sunshine.scanning.reading.context import Context
from sunshine.scanning.reading.markup import Element, all_text, attribute, name, parse, values
from sunshine.scanning.reading.pictures import read_beside
from sunshine.scanning.reading.transcript import Transcript

# Parts that hold no word of anyone: looks, fonts, settings of the view.
_IDLE = re.compile(
    r"(\[Content_Types\]\.xml|.*\.rels|.*/theme/.*|.*/fontTable\.xml|.*/fonts/.*|.*\.odttf"
    r"|.*/webSettings\.xml|.*/stylesWithEffects\.xml|.*/(presProps|viewProps|tableStyles)\.xml"
    r"|.*/calcChain\.xml|.*/metadata\.xml|.*/charts/(style|colors)\d*\.xml|.*/numbering\.xml"
    r"|.*/styles\.xml|.*/commentsIds\.xml|.*/commentsExtended\.xml|.*/commentsExtensible\.xml"
    r"|.*/diagrams/(colors|layout|quickStyle)\d*\.xml|_rels/.*|.*/changesInfos/.*"
    r"|.*/revisionInfo\.xml|.*/richData/.*|.*/xl/tableStyles\.xml|docMetadata/LabelInfo\.xml)",
    re.IGNORECASE,
)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".jfif")
_PROPERTIES = {
    "creator": "作者",
    "lastModifiedBy": "最后修改者",
    "Manager": "主管",
    "Company": "单位",
    "contentStatus": "状态",
    "category": "类别",
    "keywords": "关键词",
    "description": "备注",
    "subject": "主题",
    "title": "标题",
    "Template": "模板",
    "HyperlinkBase": "链接基址",
    "identifier": "标识",
}
# These name people or offices, or places on their machines; the others are only read.
_NAMING = {"creator", "lastModifiedBy", "Manager", "Company", "description", "HyperlinkBase"}
# A smaller picture holds no text worth a look.
_SMALLEST_TELLING = 100


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points at: a part by its name, or an address outside of the file."""

    key: str
    kind: str
    target: str
    is_external: bool


class Package:
    """The parts of an office file; remembers which were read, so that none passes unseen."""

    def __init__(self, archive: Archive, context: Context, transcript: Transcript) -> None:
        self._archive = archive
        self._context = context
        self._out = transcript
        self._seen: set[str] = set()
        self._relations: dict[str, list[Relation]] = {}

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return self._archive.names

    def xml(self, part: str) -> Element | None:
        """Return the root of a part, or None where there is none."""
        self._seen.add(part)
        return parse(self._archive.read(part)) if part in self._archive else None

    def stream(self, part: str) -> Archive:
        """Return the archive to stream ``part`` from, and remember that it was read."""
        self._seen.add(part)
        return self._archive

    def skip(self, *parts: str) -> None:
        """Remember parts as read that need no reading."""
        self._seen.update(parts)

    def matching(self, pattern: str) -> list[str]:
        """Return the parts whose whole name matches, in the order of their numbers."""
        found = [part for part in self.names if re.fullmatch(pattern, part, re.IGNORECASE)]
        return sorted(found, key=_by_number)

    def main_part(self, fallback: str) -> str:
        """Return the part that the package begins with."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self._archive:
                return relation.target
        return fallback

    def relations(self, part: str) -> list[Relation]:
        """Return what a part points at; "" is the package itself."""
        if part not in self._relations:
            folder, _, base = part.rpartition("/")
            place = posixpath.join(folder, "_rels", f"{base}.rels")
            root = parse(self._archive.read(place)) if place in self._archive else None
            found = [] if root is None else [_relation(inner, folder) for inner in root]
            self._relations[part] = found
        return self._relations[part]

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts of one kind that a part points at, in the order written."""
        return [
            relation.target
            for relation in self.relations(part)
            if relation.kind == kind and not relation.is_external
        ]

    def finish(self) -> None:
        """Read what all kinds have in common: properties, pictures, objects, links, the rest."""
        self._links()
        self._properties()
        for part in self.names:
            if part not in self._seen and not _IDLE.fullmatch(part):
                self._rest(part)

    def _properties(self) -> None:
        for part in self.matching(r"docProps/(core|app)\.xml"):
            root = self.xml(part)
            for element in () if root is None else root:
                self._property(name(element), (element.text or "").strip())
        for part in self.matching(r"docProps/custom\.xml"):
            root = self.xml(part)
            for element in () if root is None else root:
                value = "".join(map(str, element.itertext())).strip()
                if value:
                    lead = f"{attribute(element, 'name')}："
                    self._out.hide("properties", value, why="custom", lead=lead)

    def _property(self, key: str, value: str) -> None:
        label = _PROPERTIES.get(key)
        if not label or not value:
            return
        if key in _NAMING or "\\" in value:
            self._out.hide("properties", value, why=key.lower(), lead=f"{label}：")
        else:
            self._out.note("文件属性", f"{label}：{value}")

    def _links(self) -> None:
        parts = ["", *self.names]
        for relation in [found for part in parts for found in self.relations(part)]:
            if not relation.is_external:
                continue
            is_link = relation.kind == "hyperlink"
            if is_link and not relation.target.lower().startswith(("file:", "\\\\")):
                self._out.note("链接地址", relation.target)
            else:
                why = "local-path" if is_link else relation.kind.lower()
                self._out.hide("external_links", relation.target, why=why)

    def _rest(self, part: str) -> None:
        lowered = part.lower()
        if lowered.endswith("vbaproject.bin") or "/vbadata" in lowered:
            self._out.hide("macros", part, why="vba")
        elif "thumbnail" in lowered:
            self._out.hide("thumbnail", part, why="thumbnail")
        elif lowered.endswith(_PICTURES):
            self._picture(part)
        elif "/printersettings/" in lowered:
            self._printer(part)
        elif "/embeddings/" in lowered or "/activex/" in lowered or "/model/" in lowered:
            self._context.tuck(self._out, "embedded_objects", self._archive.read(part), part)
        elif lowered.startswith("customxml/") or "/tags/" in lowered:
            self._custom(part)
        elif lowered.endswith((".xml", ".vml")):
            self._unknown(part)
        elif "/media/" in lowered:
            self._out.hide("no_text", part, why="picture")
        else:
            self._context.tuck(self._out, "unknown_parts", self._archive.read(part), part)

    def _picture(self, part: str) -> None:
        try:
            size = read_beside(self._archive.read(part), self._out)
        except (OSError, ValueError, SyntaxError):
            self._out.hide("no_text", part, why="damaged")
            return
        if min(size) >= _SMALLEST_TELLING:
            self._out.hide("no_text", part, why="picture")

    def _printer(self, part: str) -> None:
        """A DEVMODE block begins with the name of the printer, often of its owner or room."""
        device = self._archive.read(part)[:64].decode("utf-16-le", "replace").partition("\0")[0]
        if device.isprintable() and device:
            self._out.hide("printer_settings", device, why="device")

    def _custom(self, part: str) -> None:
        if "itemprops" in part.lower():
            return
        root = self.xml(part)
        told = "" if root is None else values(root)
        # Word keeps an empty list of literature in every file.
        if root is not None and name(root) != "Sources":
            self._out.hide("custom_xml", told or part, why="custom-xml")

    def _unknown(self, part: str) -> None:
        root = self.xml(part)
        told = "" if root is None else all_text(root, "\n").strip()
        if told:
            self._out.hide("unknown_parts", told, why="xml", lead=f"{part}：")


def _relation(element: Element, folder: str) -> Relation:
    target = attribute(element, "Target")
    is_external = attribute(element, "TargetMode") == "External"
    if not is_external:
        joined = target if target.startswith("/") else posixpath.join("/", folder, target)
        target = posixpath.normpath(joined).lstrip("/")
    kind = attribute(element, "Type").rpartition("/")[2]
    return Relation(attribute(element, "Id"), kind, target, is_external)


def _by_number(part: str) -> tuple[str, int]:
    digits = re.findall(r"\d+", part)
    return re.sub(r"\d+", "", part), int(digits[-1]) if digits else 0
