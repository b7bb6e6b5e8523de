"""XML without danger: no entities, no network, no document types, no giants."""

from collections.abc import Iterator
from typing import IO

from lxml import etree

from sunshine.scanning.readings import Unreadable

Element = etree._Element
# A document type is the way to bombs of entities and to foreign files; no office writes one.
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


def parse(content: bytes) -> Element:
    """Return the root of an XML document; raise Unreadable("has-doctype"), etree.LxmlError."""
    if any(mark in content for mark in _DOCTYPES):
        raise Unreadable("has-doctype")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(content, parser)
    _refuse_doctype(root)
    return root


def stream(source: IO[bytes]) -> Iterator[Element]:
    """Yield each element when it has been read whole; the caller clears what it has used."""
    events = etree.iterparse(
        source,
        ("end",),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    is_first = True
    for _, element in events:
        if is_first:
            _refuse_doctype(element)
            is_first = False
        yield element


def _refuse_doctype(root: Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("has-doctype")


def name(element: Element) -> str:
    """Return the name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, wanted: str) -> str:
    """Return an attribute by its name without namespace; "" where there is none.

    Names are compared without namespaces because the strict edition of Office Open XML has
    other ones than the usual edition.
    """
    plain = element.get(wanted)
    if plain is not None:
        return plain
    for key, value in element.attrib.items():
        if isinstance(key, str) and key.endswith("}" + wanted):
            return str(value)
    return ""


def child(element: Element, *path: str) -> Element | None:
    """Return the first element down ``path``, or None."""
    found: Element | None = element
    for step in path:
        if found is None:
            return None
        found = next((inner for inner in found if name(inner) == step), None)
    return found


def each(element: Element, *names: str) -> Iterator[Element]:
    """Yield every element within that has one of the names, in the order of the document."""
    for inner in element.iter():
        if name(inner) in names:
            yield inner


def all_text(element: Element, separator: str = "") -> str:
    """Return all the character data within."""
    return separator.join(
        str(piece) for piece in element.itertext() if separator == "" or piece.strip()
    )


def values(element: Element) -> str:
    """Return all character data and attributes within, one on each line: for unknown XML."""
    found = []
    for inner in element.iter():
        found += [str(value) for value in inner.attrib.values()]
        if inner.text and inner.text.strip():
            found.append(inner.text.strip())
    return "\n".join(found)
