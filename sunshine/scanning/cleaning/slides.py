"""Clean copies of presentations: the slides that are shown, without notes and hidden shapes."""

from pathlib import Path

from sunshine.scanning.clean_copies import Uncleanable
from sunshine.scanning.cleaning.masking import mask_tree
from sunshine.scanning.cleaning.office import Parts, kind_of, target_of
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.reading.markup import Element, attribute, child, each

_SHAPES = ("sp", "cxnSp", "pic", "graphicFrame", "grpSp")
_YES = {"1", "true"}


def clean_pptx(source: Path, target: Path, wish: Wish) -> None:
    """Write the presentation without what hides in it, its values masked."""
    parts = Parts(source)
    main = parts.main("ppt/presentation.xml")
    root = parts.tree(main)
    if root is None:
        raise Uncleanable("damaged")
    slides = parts.related(main, "slide")
    if wish.wants("hidden_slides"):
        _drop_slides(parts, main, slides)
    parts.unhide(wish)
    if wish.wants("hidden_text"):
        for part in slides:
            slide = parts.tree(part)
            for shape in [] if slide is None else list(each(slide, *_SHAPES)):
                if _is_unseen(shape, _size(root)):
                    _remove(shape)
    for _, tree in parts.trees():
        wish.masked += mask_tree(tree, wish.masks)
    if wish.wants("exif", "gps", "appended_data"):
        parts.renew_pictures()
    parts.write(target)


def _drop_slides(parts: Parts, main: str, slides: list[str]) -> None:
    hidden = set()
    for part in slides:
        slide = parts.tree(part)
        if slide is not None and attribute(slide, "show") in {"0", "false"}:
            hidden.add(part)
    if hidden and hidden == set(slides):
        raise Uncleanable("nothing-left")
    for part in [main, *slides] if hidden else ():
        for row in parts.relations(part):
            if kind_of(row) == "slide" and target_of(part, row) in hidden:
                parts.cut(part, row)
    root = parts.tree(main)
    for listed in (
        [] if root is None or not hidden else list(each(root, "sectionLst", "custShowLst"))
    ):
        # Sections name slides by number, also those that are gone.
        above = listed.getparent()
        _remove(above if above is not None and above is not root else listed)


def _size(root: Element) -> tuple[int, int]:
    size = child(root, "sldSz")
    return (0, 0) if size is None else (_number(size, "cx"), _number(size, "cy"))


def _is_unseen(shape: Element, size: tuple[int, int]) -> bool:
    own = next(each(shape, "cNvPr"), None)
    if own is not None and attribute(own, "hidden") in _YES:
        return True
    place = next(each(shape, "xfrm"), None)
    offset = None if place is None else child(place, "off")
    extent = None if place is None else child(place, "ext")
    if offset is None or extent is None or not all(size):
        return False
    return any(
        _number(offset, axis) >= edge or _number(offset, axis) + _number(extent, length) <= 0
        for axis, length, edge in (("x", "cx", size[0]), ("y", "cy", size[1]))
    )


def _number(element: Element, key: str) -> int:
    try:
        return int(attribute(element, key))
    except ValueError:
        return 0


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
