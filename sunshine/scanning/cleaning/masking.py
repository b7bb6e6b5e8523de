"""Masking values in XML, however they are split over runs, paragraphs and cells."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lxml import etree

from sunshine.scanning.clean_copies import Mask
from sunshine.scanning.cleaning.matching import Break, Slot, mask_slots, masked_text
from sunshine.scanning.reading.markup import Element, name

_TEXTS = {"t", "TextCode"}
_LINES = {"p", "si", "is", "tr", "br", "cr", "comment", "TextObject"}
_CELLS = {"tc", "tab", "c"}
# Places and keys of the layout; nothing that anyone wrote.
_LAYOUT = {
    *("paraId", "textId", "cx", "cy", "x", "y", "w", "h", "embed", "link", "pos", "val2", "ID"),
    *("Boundary", "CTM", "DeltaX", "DeltaY", "PhysicalBox", "count", "uniqueCount"),
}


@dataclass(slots=True)
class TextOf:
    """The text of an element."""

    element: Element

    @property
    def text(self) -> str:
        """The text, "" where there is none."""
        return self.element.text or ""

    @text.setter
    def text(self, text: str) -> None:
        self.element.text = text


def mask_tree(root: Element, masks: Sequence[Mask], *, skip: Collection[str] = ()) -> int:
    """Mask values in all texts and attributes of a part; return how many were in its texts.

    ``skip``: names of elements whose text is left alone.
    """
    if not masks:
        return 0
    slots: list[Slot] = []
    for element in root.iter(etree.Element):
        kind = name(element)
        if kind in _LINES:
            slots.append(Break("\n"))
        elif kind in _CELLS:
            slots.append(Break("\t"))
        if kind in _TEXTS and element.text:
            slots.append(TextOf(element))
        elif kind not in skip and element.text and element.text.strip():
            element.text = masked_text(element.text, masks)[0]
        _mask_attributes(element, masks)
    return mask_slots(slots, masks)


def _mask_attributes(element: Element, masks: Sequence[Mask]) -> None:
    for key, value in element.attrib.items():
        if len(value) > 1 and str(key).rpartition("}")[2] not in _LAYOUT:
            masked, count = masked_text(str(value), masks)
            if count:
                element.set(key, masked)
