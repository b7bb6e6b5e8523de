"""Clean copies of Word documents: the last text as it is seen, all changes accepted."""

from pathlib import Path

from lxml import etree

from sunshine.scanning.cleaning.masking import mask_tree
from sunshine.scanning.cleaning.office import Parts
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.reading.markup import Element, attribute, child, each, name
from sunshine.scanning.reading.word_styles import Styles, hides, own_looks, shade_of

_TOLD = {"document", "hdr", "ftr", "footnotes", "endnotes", "comments"}
_GONE = {"del", "moveFrom", "cellDel"}
_NEW = {"ins", "moveTo"}
_CHANGES = {
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange"),
    *("tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellMerge"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
}
_COMMENTS = {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"}
_SETTINGS = {"rsids": "tracked_changes", "trackRevisions": "tracked_changes"} | {
    "docVars": "custom_xml",
    "mailMerge": "external_links",
    "attachedTemplate": "external_links",
}


def clean_docx(source: Path, target: Path, wish: Wish) -> None:
    """Write the document without what hides in it, its values masked."""
    parts = Parts(source)
    main = parts.main("word/document.xml")
    styles = Styles(parts.tree(next(iter(parts.related(main, "styles")), "word/styles.xml")))
    parts.unhide(wish)
    for part, root in parts.trees():
        if name(root) in _TOLD:
            _clean_text(root, styles, wish)
        elif name(root) == "settings":
            _drop(root, {key for key, what in _SETTINGS.items() if wish.wants(what)})
        wish.masked += mask_tree(root, wish.masks) if part in parts.raw else 0
    if wish.wants("exif", "gps", "appended_data"):
        parts.renew_pictures()
    parts.write(target)


def _clean_text(root: Element, styles: Styles, wish: Wish) -> None:
    if wish.wants("tracked_changes"):
        if _accept(root):
            wish.note("changes-accepted")
        for element in root.iter(etree.Element):
            for key in [key for key in element.attrib if "}rsid" in str(key)]:
                del element.attrib[key]
    if wish.wants("comments"):
        _drop(root, _COMMENTS)
    if wish.wants("custom_xml"):
        _drop(root, {"dataBinding"})
    for row in list(each(root, "tr")):
        marks = child(row, "trPr")
        if marks is not None and child(marks, "hidden") is not None and wish.wants("hidden_rows"):
            _remove(row)
    for run in list(each(root, "r")):
        if wish.wants(_hidden_by(run, styles)):
            _remove(run)


def _accept(root: Element) -> bool:
    """Accept all changes that were tracked; return whether there were any."""
    found = False
    for paragraph in reversed(list(each(root, "p"))):
        if child(paragraph, "pPr", "rPr", "del") is not None:
            found = True
            _join_next(paragraph)
    for row in list(each(root, "tr")):
        if child(row, "trPr", "del") is not None:
            found = True
            _remove(row)
    for cell in list(each(root, "tc")):
        if child(cell, "tcPr", "cellDel") is not None:
            found = True
            _remove(cell)
    for element in list(root.iter(etree.Element)):
        kind = name(element)
        if kind in _GONE | _CHANGES:
            found = True
            _remove(element)
        elif kind in _NEW:
            found = True
            _unwrap(element)
    return found


def _join_next(paragraph: Element) -> None:
    """Let the next paragraph go on in this one, whose mark was deleted."""
    following = paragraph.getnext()
    if following is not None and name(following) == "p":
        for element in [inner for inner in following if name(inner) != "pPr"]:
            paragraph.append(element)
        _remove(following)


def _hidden_by(run: Element, styles: Styles) -> str:
    own = own_looks(child(run, "rPr"))
    style, shade = "", ""
    for above in run.iterancestors():
        kind = name(above)
        properties = child(above, f"{kind}Pr") if kind in {"p", "tc", "tbl"} else None
        if kind == "p" and not style:
            found = None if properties is None else child(properties, "pStyle")
            style = "" if found is None else attribute(found, "val")
        shade = shade or shade_of(properties)
        if kind == "txbxContent":
            break
    ground = {"shade": shade} if shade else {}
    return hides(styles.looks(style, ground, own.get("style", ""), own))[0]


def _drop(root: Element, kinds: set[str]) -> None:
    for element in list(each(root, *kinds)) if kinds else ():
        _remove(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for inner in reversed(list(element)):
        parent.insert(place + 1, inner)
    parent.remove(element)
