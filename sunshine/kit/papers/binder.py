"""The child that binds: a bundle as JSON on its standard input, the PDF on its standard output."""

import functools
import importlib.resources
import io
import json
import sys
from pathlib import Path
from typing import Any

import pikepdf
import typst

from sunshine.kit.papers.binding import bytes_of
from sunshine.kit.papers.fonts import faces_of, fonts_in

_IMAGES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_A4 = (595, 842)


def bound(given: dict[str, Any]) -> bytes:
    """Return the bundle ``given`` (``binding.as_data``) as one numbered PDF."""
    press = Press(Path(given["fonts"]))
    parts = [press.part(part, given["unreadable"]) for part in given["parts"]]
    lengths = [len(part.pages) for part in parts]
    front = _contents(press, given, lengths, first=2)
    # The contents may take more than a page; then everything behind moves on.
    front = _contents(press, given, lengths, first=len(front.pages) + 1)
    whole = pikepdf.new()
    whole.pages.extend(front.pages)
    starts = []
    for part in parts:
        starts.append(len(whole.pages))
        whole.pages.extend(part.pages)
    with whole.open_outline() as outline:
        for part, start in zip(given["parts"], starts, strict=True):
            outline.root.append(pikepdf.OutlineItem(part["title"], start))
    _number(press, whole, given["footer"])
    whole.docinfo["/Title"] = given["title"]
    out = io.BytesIO()
    whole.save(out, deterministic_id=True)
    return out.getvalue()


class Press:
    """Sets sheets, pictures and footers, always with the same fonts."""

    def __init__(self, fonts: Path) -> None:
        found = fonts_in(fonts)
        self._compiler = typst.Compiler(font_paths=found, ignore_system_fonts=True)
        faces = faces_of(found)
        self._faces = json.dumps(
            {"title": faces.title, "body": faces.body, "heading": faces.heading}, ensure_ascii=False
        )

    def sheet(self, sheet: dict[str, Any]) -> pikepdf.Pdf:
        """Return a sheet as PDF."""
        given = {"sheet": json.dumps(sheet, ensure_ascii=False), "faces": self._faces}
        return self._made(_template(), given)

    def footers(self, words: str, pages: int) -> pikepdf.Pdf:
        """Return as many empty pages as there are, each with its number."""
        lines = [words.format(page=number, pages=pages) for number in range(1, pages + 1)]
        given = {"lines": json.dumps(lines, ensure_ascii=False), "faces": self._faces}
        return self._made(_FOOTERS.encode(), given)

    def part(self, part: dict[str, Any], unreadable: str) -> pikepdf.Pdf:
        """Return a part as PDF; a page that says so for what cannot be opened."""
        if part["sheet"] is not None:
            return self.sheet(part["sheet"])
        stream = bytes_of(part["content"])
        head = stream.getvalue()[:8]
        try:
            if any(head.startswith(start) for start in _IMAGES):
                return self._picture(stream.getvalue())
            opened = pikepdf.open(stream)
            if not len(opened.pages):
                raise pikepdf.PdfError("no pages")
        except (pikepdf.PdfError, pikepdf.PasswordError, typst.TypstError):
            told = unreadable.format(digest=part["digest"])
            return self.sheet({"title": part["title"], "note": "", "blocks": [told]})
        return opened

    def _picture(self, content: bytes) -> pikepdf.Pdf:
        given = {"bytes": json.dumps(list(content)), "faces": self._faces}
        return self._made(_PICTURE.encode(), given)

    def _made(self, template: bytes, given: dict[str, str]) -> pikepdf.Pdf:
        made = self._compiler.compile(template, format="pdf", sys_inputs=given)
        if not isinstance(made, bytes):
            raise RuntimeError("the sheet gave no single file")
        return pikepdf.open(io.BytesIO(made))


_FOOTERS = """
#let faces = json(bytes(sys.inputs.faces))
#set page(paper: "a4", margin: 0pt)
#set text(font: faces.body, size: 9pt, lang: "zh", region: "cn")
#for line in json(bytes(sys.inputs.lines)) {
  page(place(bottom + right, dx: -12mm, dy: -6mm, line))
}
"""
_PICTURE = """
#set page(paper: "a4", margin: 15mm)
#align(center + horizon, image(bytes(json(bytes(sys.inputs.bytes))), width: 100%, height: 100%,
  fit: "contain"))
"""


def _contents(
    press: Press, given: dict[str, Any], lengths: list[int], *, first: int
) -> pikepdf.Pdf:
    rows, page = [], first
    for number, (part, length) in enumerate(zip(given["parts"], lengths, strict=True), 1):
        last = page + length - 1
        pages = str(page) if length == 1 else f"{page}–{last}"
        rows.append([str(number), part["title"], part["day"], pages])
        page = last + 1
    grid = {"heads": list(given["heads"]), "rows": rows, "widths": [1, 7, 3, 2]}
    return press.sheet({"title": given["title"], "note": given["note"], "blocks": [grid]})


def _number(press: Press, whole: pikepdf.Pdf, words: str) -> None:
    footers = press.footers(words, len(whole.pages))
    for page, footer in zip(whole.pages, footers.pages, strict=True):
        box = page.trimbox
        rect = pikepdf.Rectangle(float(box[0]), float(box[1]), float(box[2]), float(box[3]))
        page.add_overlay(footer, rect)


@functools.cache
def _template() -> bytes:
    return importlib.resources.files(__package__).joinpath("sheet.typ").read_bytes()


def main() -> None:
    """Read a bundle from standard input, write the PDF to standard output."""
    sys.stdout.buffer.write(bound(json.loads(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
