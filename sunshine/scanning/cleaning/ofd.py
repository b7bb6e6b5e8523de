"""Clean copies of OFD (GB/T 33190): pages and their resources, by an allow-list."""

import posixpath
from pathlib import Path

from lxml import etree

from sunshine.scanning.clean_copies import Uncleanable
from sunshine.scanning.cleaning.masking import TextOf, mask_tree
from sunshine.scanning.cleaning.matching import Break, Slot, mask_slots
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.cleaning.zipped import write_zip
from sunshine.scanning.reading.archive import Archive
from sunshine.scanning.reading.budget import Budget
from sunshine.scanning.reading.markup import Element, attribute, each, name, parse
from sunshine.scanning.reading.ofd import line_of, unseen

_BESIDE = {
    *("Annotations", "Attachments", "CustomTags", "Extensions", "Actions", "Bookmarks"),
    *("Signatures", "Versions", "CustomDatas", "Author", "Creator", "CreatorVersion", "Abstract"),
    *("Subject", "Keywords", "Cover", "CreationDate", "ModDate", "DocUsage"),
}
_RESOURCES = ("PublicRes", "DocumentRes", "PageRes")
_FILES = ("MediaFile", "FontFile")


def clean_ofd(source: Path, target: Path, wish: Wish) -> None:
    """Write the pages without what hides in them and beside them, their values masked."""
    with Archive(source, Budget(source.stat().st_size)) as archive:
        given = {part: archive.read(part) for part in archive.names}
    book = _Book(given, wish)
    book.clean()
    write_zip(target, book.kept(), first=("OFD.xml",))


class _Book:
    def __init__(self, given: dict[str, bytes], wish: Wish) -> None:
        self._given, self._wish = given, wish
        self._trees: dict[str, Element] = {}
        self._files: set[str] = set()

    def clean(self) -> None:
        """Follow what the pages are made of, and clean it on the way."""
        root = self._tree("OFD.xml")
        if next(each(root, "Signatures"), None) is not None:
            self._wish.note("signatures-dropped")
        for place in each(root, "DocRoot"):
            self._document(posixpath.normpath((place.text or "").strip().lstrip("/")))
        for tree in self._trees.values():
            for element in list(each(tree, *_BESIDE)):
                _remove(element)
            mask_tree(tree, self._wish.masks)

    def kept(self) -> dict[str, bytes]:
        """Return the parts of the copy."""
        trees = {
            part: etree.tostring(tree, encoding="UTF-8", standalone=True)
            for part, tree in self._trees.items()
        }
        return {part: self._given[part] for part in self._files} | trees

    def _document(self, part: str) -> None:
        document, folder = self._tree(part), posixpath.dirname(part)
        self._resources(document, folder)
        templates = {}
        for one in each(document, "TemplatePage"):
            place = self._at(folder, attribute(one, "BaseLoc"))
            templates[attribute(one, "ID")] = self._tree(place)
            self._resources(templates[attribute(one, "ID")], posixpath.dirname(place))
        for template in templates.values():
            self._mask(list(template.iter(etree.Element)))
        for one in [page for page in each(document, "Page") if attribute(page, "BaseLoc")]:
            place = self._at(folder, attribute(one, "BaseLoc"))
            page = self._tree(place)
            self._resources(page, posixpath.dirname(place))
            used = [attribute(use, "TemplateID") for use in each(page, "Template")]
            layers = [templates[key] for key in used if key in templates]
            self._page([*layers, page])

    def _page(self, layers: list[Element]) -> None:
        things = [one for root in layers for layer in each(root, "Layer") for one in layer.iter()]
        for thing, what in list(unseen(things)):
            if self._wish.wants(what):
                _remove(thing)
        self._mask(list(layers[-1].iter(etree.Element)))

    def _mask(self, things: list[Element]) -> None:
        """Mask values in the text of a page, also when each letter is an object of its own."""
        slots: list[Slot] = []
        before: list[tuple[Element, str]] = []
        line: float | None = None
        for thing in things:
            if name(thing) != "TextObject":
                continue
            if line is None or abs(line_of(thing) - line) > 1.0:
                slots.append(Break("\n"))
            line = line_of(thing)
            codes = list(each(thing, "TextCode"))
            before.append((thing, _text(codes)))
            slots += [TextOf(code) for code in codes]
        self._wish.masked += mask_slots(slots, self._wish.masks)
        for thing, text in before:
            if _text(list(each(thing, "TextCode"))) != text:
                # Glyphs are told by number besides the text, and would still be drawn.
                for glyphs in list(each(thing, "CGTransform")):
                    _remove(glyphs)

    def _resources(self, root: Element, folder: str) -> None:
        for place in each(root, *_RESOURCES):
            part = self._at(folder, (place.text or "").strip())
            if part not in self._given:
                continue
            tree = self._tree(part)
            base = posixpath.join(posixpath.dirname(part), attribute(tree, "BaseLoc"))
            for file in each(tree, *_FILES):
                found = self._at(base, (file.text or "").strip())
                if found in self._given:
                    self._files.add(found)

    def _tree(self, part: str) -> Element:
        if part not in self._given:
            raise Uncleanable("damaged")
        if part not in self._trees:
            self._trees[part] = parse(self._given[part])
        return self._trees[part]

    def _at(self, folder: str, place: str) -> str:
        if place.startswith("/"):
            return posixpath.normpath(place.lstrip("/"))
        inside = posixpath.normpath(posixpath.join(folder, place))
        return inside if inside in self._given else posixpath.normpath(place)


def _text(codes: list[Element]) -> str:
    return "".join(code.text or "" for code in codes)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
