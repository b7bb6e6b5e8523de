"""Drawings, charts and diagrams inside office files (DrawingML)."""

from sunshine.scanning.reading.markup import Element, attribute, each, name


def paragraphs(element: Element) -> list[str]:
    """Return the paragraphs of a shape's text, one string each."""
    found = []
    for paragraph in each(element, "p"):
        pieces = []
        for inner in paragraph.iter():
            if name(inner) == "t" and inner.text:
                pieces.append(inner.text)
            elif name(inner) == "br":
                pieces.append("\n")
            elif name(inner) == "tab":
                pieces.append("\t")
        if "".join(pieces).strip():
            found.append("".join(pieces))
    return found


def table_rows(table: Element) -> list[str]:
    """Return the rows of a table, its cells parted by tabs."""
    rows = []
    for row in each(table, "tr"):
        cells = [cell for cell in row if name(cell) == "tc"]
        rows.append("\t".join(" ".join(paragraphs(cell)) for cell in cells))
    return rows


def chart_text(root: Element) -> list[str]:
    """Return what a chart shows: title, axes, names of series and categories, values."""
    found = []
    for element in root.iter():
        if name(element) == "p":
            found += paragraphs(element)
        elif name(element) in {"strCache", "strLit", "numCache", "numLit", "lvl"}:
            found.append("\t".join(value.text or "" for value in each(element, "v")))
    return [told for told in found if told.strip()]


def diagram_text(root: Element) -> list[str]:
    """Return the texts of a diagram's points."""
    return [text for point in each(root, "t", "txBody") for text in paragraphs(point)]


def descriptions(element: Element) -> list[str]:
    """Return the descriptions of pictures and shapes, which only some readers hear."""
    found = []
    for shape in each(element, "docPr", "cNvPr"):
        found += [told for key in ("descr", "title") if (told := attribute(shape, key))]
    return found
