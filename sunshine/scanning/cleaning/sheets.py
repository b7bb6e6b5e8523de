"""Clean copies of workbooks: the cells that are seen, their values, and nothing of what hides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from sunshine.scanning.clean_copies import Uncleanable
from sunshine.scanning.cleaning.masking import mask_tree
from sunshine.scanning.cleaning.matching import Break, Slot, mask_slots
from sunshine.scanning.cleaning.office import Parts, kind_of
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.reading.markup import Element, attribute, child, each, name
from sunshine.scanning.reading.sheet_rows import is_unseen
from sunshine.scanning.reading.sheet_styles import CellStyles
from sunshine.scanning.reading.sheets import rich_text

_YES = {"1", "true"}
_HIDDEN = {"hidden", "veryHidden"}


def clean_xlsx(source: Path, target: Path, wish: Wish) -> None:
    """Write the workbook without what hides in it, its values masked."""
    parts = Parts(source)
    _Book(parts, wish).clean()
    if wish.wants("exif", "gps", "appended_data"):
        parts.renew_pictures()
    parts.write(target)


@dataclass(slots=True)
class _CellText:
    cell: Element
    text: str


class _Book:
    def __init__(self, parts: Parts, wish: Wish) -> None:
        self._parts, self._wish = parts, wish
        self._main = parts.main("xl/workbook.xml")
        found = parts.tree(self._main)
        if found is None:
            raise Uncleanable("damaged")
        self._root: Element = found
        self._strings = parts.tree("xl/sharedStrings.xml")
        self._texts = [] if self._strings is None else [rich_text(one) for one in self._strings]
        self._styles = CellStyles(parts.tree("xl/styles.xml"))
        self._has_lost = False

    def clean(self) -> None:
        """Take out sheets, names and cells; mask; forget strings that no cell says any more."""
        self._drop_sheets()
        self._drop_names()
        self._has_lost |= bool(self._parts.related(self._main, "externalLink"))
        self._parts.unhide(self._wish)
        sheets = self._parts.related(self._main, "worksheet")
        roots = [(part, root) for part in sheets if (root := self._parts.tree(part)) is not None]
        for part, root in roots:
            self._drop_cells(root)
            self._drop_boxes(part)
        if self._has_lost or self._wish.masks:
            self._freeze([root for _, root in roots])
        for _, root in roots:
            self._wish.masked += self._mask_cells(root)
        self._forget_strings([root for _, root in roots])
        self._mask_rest(set(sheets))

    def _drop_sheets(self) -> None:
        if not self._wish.wants("hidden_sheet"):
            return
        rows = {attribute(row, "Id"): row for row in self._parts.relations(self._main)}
        sheets = list(each(self._root, "sheet"))
        gone = [one for one in sheets if attribute(one, "state") in _HIDDEN]
        if len(gone) == len(sheets):
            raise Uncleanable("nothing-left")
        for sheet in gone:
            self._has_lost = True
            self._parts.cut(self._main, rows[attribute(sheet, "id")])
        left = [number for number, one in enumerate(sheets) if one not in gone]
        titles = [attribute(one, "name") for one in gone]
        for defined in list(each(self._root, "definedName")):
            place = attribute(defined, "localSheetId")
            lost = place.isdigit() and int(place) not in left
            if lost or any(title in (defined.text or "") for title in titles):
                _remove(defined)
            elif place.isdigit():
                defined.set("localSheetId", str(left.index(int(place))))
        for view in each(self._root, "workbookView"):
            for key in ("activeTab", "firstSheet"):
                view.attrib.pop(key, "")

    def _drop_names(self) -> None:
        for defined in list(each(self._root, "definedName")):
            told = defined.text or ""
            hides = attribute(defined, "hidden") in _YES or '"' in told or "[" in told
            if hides and self._wish.wants("defined_names"):
                _remove(defined)

    def _drop_cells(self, root: Element) -> None:
        columns = [
            range(int(attribute(col, "min")), int(attribute(col, "max")) + 1)
            for col in each(root, "col")
            if is_unseen(col, "width")
        ]
        usual = next(each(root, "sheetFormatPr"), None)
        all_hidden = usual is not None and attribute(usual, "zeroHeight") in _YES
        for row in each(root, "row"):
            hidden = is_unseen(row, "ht") or (
                all_hidden and attribute(row, "hidden") not in {"0", "false"}
            )
            for cell in _cells(row):
                if self._wish.wants(self._hidden_by(cell, columns, row_hidden=hidden)):
                    self._has_lost = True
                    _remove(cell)

    def _hidden_by(self, cell: Element, columns: Sequence[range], *, row_hidden: bool) -> str:
        number = attribute(cell, "s")
        style = self._styles[int(number) if number.isdigit() else 0]
        letters, _ = coordinate_from_string(attribute(cell, "r") or "A1")
        place = column_index_from_string(letters)
        if row_hidden:
            return "hidden_rows"
        if any(place in hidden for hidden in columns):
            return "hidden_columns"
        if style.shows_nothing:
            return "hidden_text"
        return "white_text" if style.is_white else ""

    def _drop_boxes(self, part: str) -> None:
        for row in self._parts.relations(part):
            if kind_of(row) == "vmlDrawing" and self._wish.wants("comments"):
                self._parts.cut(part, row)

    def _freeze(self, roots: Sequence[Element]) -> None:
        """Turn formulas into their values: what they reckon with may be gone or masked."""
        for root in roots:
            for formula in list(each(root, "f")):
                parent = formula.getparent()
                if parent is not None and name(parent) == "c":
                    self._wish.note("formulas-became-values")
                    parent.remove(formula)

    def _mask_cells(self, root: Element) -> int:
        slots: list[Slot] = []
        given: list[tuple[_CellText, str]] = []
        for row in each(root, "row"):
            slots.append(Break("\n"))
            for cell in _cells(row):
                text = self._text(cell)
                told = _CellText(cell, text)
                slots += [told, Break("\t")]
                given.append((told, text))
        count = mask_slots(slots, self._wish.masks)
        for told, before in given:
            if told.text != before:
                _write(told)
        return count

    def _text(self, cell: Element) -> str:
        kind, value = cell.get("t", "n"), child(cell, "v")
        told = "" if value is None else value.text or ""
        if kind == "s":
            return self._texts[int(told)] if told.isdigit() and int(told) < len(self._texts) else ""
        if kind == "inlineStr":
            return rich_text(cell)
        try:
            whole = kind == "n" and float(told).is_integer()
        except (ValueError, OverflowError):
            return told
        return str(int(float(told))) if whole and not told.isdigit() else told

    def _forget_strings(self, roots: Sequence[Element]) -> None:
        if self._strings is None:
            return
        used = {
            value.text
            for root in roots
            for cell in each(root, "c")
            if attribute(cell, "t") == "s" and (value := child(cell, "v")) is not None
        }
        for number, item in enumerate(self._strings):
            for reading in list(each(item, "rPh", "phoneticPr")):
                _remove(reading)
            if str(number) not in used:
                space = str(item.tag).rpartition("}")[0]
                item.clear()
                etree.SubElement(item, f"{space}}}t" if space else "t")

    def _mask_rest(self, sheets: set[str]) -> None:
        for part, root in self._parts.trees():
            mask_tree(root, self._wish.masks, skip={"v"} if part in sheets else ())
        for sheet in each(self._root, "sheet"):
            # A star may not stand in the name of a sheet.
            sheet.set("name", attribute(sheet, "name").replace("*", "○"))


def _cells(row: Element) -> Iterator[Element]:
    yield from [cell for cell in row if name(cell) == "c"]


def _write(told: _CellText) -> None:
    cell = told.cell
    space = str(cell.tag).rpartition("}")[0]
    lead = f"{space}}}" if space else ""
    for inner in list(cell):
        cell.remove(inner)
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, f"{lead}is"), f"{lead}t")
    text.text = told.text


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
