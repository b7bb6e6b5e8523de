"""OFD (GB/T 33190): pages of text objects, and what an OFD carries beside them."""

import posixpath
from collections.abc import Iterator

from sunshine.scanning.reading.archive import Archive
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.limits import MOST_PAGES
from sunshine.scanning.reading.markup import Element, all_text, attribute, child, each, name, parse
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_NAMING = {"Author": "作者", "Creator": "制作程序", "Abstract": "摘要", "Subject": "主题"}
_NEAR_WHITE = 0xF0
_LEAST_COVERING = 1.5  # millimetres: a thinner shape is a line under or through the text
_PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".jb2", ".gif")
_IDLE = ("OFD.xml", "/Document.xml", "/PublicRes.xml", "/DocumentRes.xml", "/Signatures.xml")

Box = tuple[float, float, float, float]


def read_ofd(source: Source, transcript: Transcript, context: Context) -> None:
    """Read every document of the file, page by page."""
    with Archive(source, context.budget) as archive:
        _Ofd(archive, transcript, context).read()


class _Ofd:
    def __init__(self, archive: Archive, transcript: Transcript, context: Context) -> None:
        self._archive = archive
        self._out = transcript
        self._context = context
        self._seen: set[str] = set()

    def read(self) -> None:
        """Read bodies, then annotations, attachments, signatures, versions and the rest."""
        root = self._xml("OFD.xml")
        if root is None:
            raise Unreadable("damaged")
        bodies = list(each(root, "DocBody"))
        if not bodies:
            raise Unreadable("damaged")
        for body in bodies:
            self._body(body)
        for part in self._archive.names:
            if part not in self._seen and not part.endswith(_IDLE):
                self._rest(part)

    def _xml(self, part: str) -> Element | None:
        self._seen.add(part)
        return parse(self._archive.read(part)) if part in self._archive else None

    def _body(self, body: Element) -> None:
        place = child(body, "DocRoot")
        told = "" if place is None else (place.text or "").strip()
        part = posixpath.normpath(told.lstrip("/"))
        document = self._xml(part)
        if document is None:
            raise Unreadable("damaged")
        folder = posixpath.dirname(part)
        templates = {
            attribute(one, "ID"): self._at(folder, attribute(one, "BaseLoc"))
            for one in each(document, "TemplatePage")
        }
        pages = [one for one in each(document, "Page") if attribute(one, "BaseLoc")]
        if len(pages) > MOST_PAGES:
            raise Unreadable("too-many-pages", count=len(pages), most=MOST_PAGES)
        for page in pages:
            self._page(self._at(folder, attribute(page, "BaseLoc")), templates)
        self._info(body)
        for version in each(body, "Version"):
            place_of = attribute(version, "BaseLoc")
            self._out.hide("earlier_revisions", place_of or "Version", why="version")

    def _at(self, folder: str, place: str) -> str:
        if place.startswith("/"):
            return posixpath.normpath(place.lstrip("/"))
        inside = posixpath.normpath(posixpath.join(folder, place))
        # Some makers write places from the root of the archive without the stroke.
        return inside if inside in self._archive else posixpath.normpath(place)

    def _page(self, part: str, templates: dict[str, str]) -> None:
        root = self._xml(part)
        if root is None:
            raise Unreadable("damaged")
        self._out.begin_page()
        layers: list[Element] = []
        for use in each(root, "Template"):
            template = self._xml(templates.get(attribute(use, "TemplateID"), ""))
            if template is not None:
                layers += each(template, "Layer")
        layers += each(root, "Layer")
        _Page(self._out, [one for layer in layers for one in layer.iter()]).write()
        self._out.end_page()

    def _info(self, body: Element) -> None:
        for element in body.iter():
            label, told = _NAMING.get(name(element)), (element.text or "").strip()
            if label and told:
                self._out.hide("properties", told, why=name(element).lower(), lead=f"{label}：")
            elif name(element) == "CustomData" and told:
                lead = f"{attribute(element, 'Name')}："
                self._out.hide("custom_xml", told, why="custom-data", lead=lead)
            elif name(element) in {"Title", "Keyword"} and told:
                self._out.note("文件属性", told)

    def _rest(self, part: str) -> None:
        lowered = part.lower()
        if "/annot" in lowered and lowered.endswith(".xml"):
            self._annotations(part)
        elif "/attach" in lowered and not lowered.endswith("attachments.xml"):
            self._context.tuck(self._out, "embedded_objects", self._archive.read(part), part)
        elif "/sign" in lowered:
            self._out.note("签章", part)
        elif lowered.endswith(_PICTURES):
            self._out.hide("no_text", part, why="picture")
        elif "/tags/" in lowered or "custom" in lowered or "extension" in lowered:
            root = self._xml(part) if lowered.endswith(".xml") else None
            told = "" if root is None else all_text(root, "\n").strip()
            if told:
                self._out.hide("custom_xml", told, why="custom-tags")
        elif lowered.endswith((".ttf", ".otf", ".ttc")):
            return
        elif lowered.endswith(".xml"):
            root = self._xml(part)
            told = "" if root is None else all_text(root, "\n").strip()
            if told:
                self._out.hide("unknown_parts", told, why="xml", lead=f"{part}：")
        else:
            self._context.tuck(self._out, "unknown_parts", self._archive.read(part), part)

    def _annotations(self, part: str) -> None:
        root = self._xml(part)
        for one in () if root is None else each(root, "Annot"):
            told = all_text(one, "\n").strip() or attribute(one, "Type") or "Annot"
            who = attribute(one, "Creator")
            self._out.hide("pdf_annotations", told, why="ofd-annotation", lead=f"{who}：")


class _Page:
    """The objects of a page in painting order; later shapes cover earlier text."""

    def __init__(self, out: Transcript, things: list[Element]) -> None:
        self._out = out
        self._things = things
        self._covers = [
            (order, _box(one), _colour(one, "FillColor"))
            for order, one in enumerate(things)
            if name(one) == "PathObject" and _is_filled(one)
        ]
        self._line: float | None = None

    def write(self) -> None:
        """Write the text objects; those on one line of print stay on one line."""
        texts = pictures = 0
        for order, thing in enumerate(self._things):
            kind = name(thing)
            pictures += kind == "ImageObject"
            if kind == "TextObject":
                text = "".join(code.text or "" for code in each(thing, "TextCode"))
                texts += bool(text.strip())
                self._text(order, thing, text)
        self._out.end_line()
        if not texts and self._things and (pictures or self._covers):
            self._out.hide("no_text", f"第{self._out.page}页", why="page-without-text")
        elif pictures:
            self._out.hide("no_text", f"第{self._out.page}页", why="picture")

    def _text(self, order: int, thing: Element, text: str) -> None:
        box = _box(thing)
        if self._line is None or abs(box[1] - self._line) > 1.0:
            self._out.end_line()
        self._line = box[1]
        what, why = self.hidden_by(order, thing, box)
        start = self._out.length
        self._out.write(text)
        if what and text.strip():
            self._out.mark(what, start, why=why)

    def hidden_by(self, order: int, thing: Element, box: Box) -> tuple[str, str]:
        """Return what hides a text object, and why; ("", "") if nothing does."""
        if attribute(thing, "Visible") == "false" or attribute(thing, "Alpha") == "0":
            return "hidden_text", "invisible"
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        met = [cover for cover in self._covers if _holds(cover[1], middle)]
        if any(place > order for place, _, _ in met):
            return "covered_text", "under-box"
        beneath = [colour for place, _, colour in met if place < order]
        colour = _colour(thing, "FillColor")
        if not beneath and min(colour) >= _NEAR_WHITE:
            return "white_text", "as-background"
        if beneath and colour == beneath[-1]:
            return "white_text", "as-background"
        return "", ""


def unseen(things: list[Element]) -> Iterator[tuple[Element, str]]:
    """Yield the text objects of a page that nobody sees, with what hides them."""
    page = _Page(Transcript(), things)
    for order, thing in enumerate(things):
        if name(thing) == "TextObject":
            what, _ = page.hidden_by(order, thing, _box(thing))
            if what:
                yield thing, what


def line_of(thing: Element) -> float:
    """Return where an object begins from the top of the page, in millimetres."""
    return _box(thing)[1]


def _box(thing: Element) -> Box:
    try:
        left, top, width, height = (float(v) for v in attribute(thing, "Boundary").split())
    except ValueError:
        return (0, 0, 0, 0)
    return (left, top, left + width, top + height)


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _is_filled(thing: Element) -> bool:
    left, top, right, bottom = _box(thing)
    thick = min(right - left, bottom - top) >= _LEAST_COVERING
    return thick and attribute(thing, "Fill") == "true" and attribute(thing, "Alpha") in {"", "255"}


def _colour(thing: Element, kind: str) -> tuple[int, ...]:
    """Return the fill of an object; text without one is black."""
    found = child(thing, kind)
    told = "" if found is None else attribute(found, "Value")
    try:
        return tuple(int(channel) for channel in told.split()) or (0,)
    except ValueError:
        return (0,)
