"""A paper as PDF/A: tagged, fonts embedded, the same bytes for the same paper.

PDF/A refuses a character that no font can show, so that no letter goes out with gaps.
"""

import functools
import importlib.resources
import io
import itertools
import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import segno
import typst

from sunshine.kit.papers.fonts import Faces, faces_of, fonts_in
from sunshine.kit.papers.paper import Block, Paper, Picture, Table, is_heading

_STANDARDS: list[Any] = ["a-2a", "ua-1"]


class CannotBeSet(Exception):
    """The text holds what no font here can show; the message is Typst's own."""


def pdf_of(paper: Paper, *, fonts: Path | None = None) -> bytes:
    """Return ``paper`` as PDF; ``fonts`` is a folder with the office's own fonts.

    Raises NoChineseFont if nothing here can show Chinese, CannotBeSet for a character
    that is in no font.
    """
    data, files = {"paper": _for_typst(paper)}, dict(enumerate(paper.pictures))
    if not files:
        return typeset(_template(), data, day=paper.day, fonts=fonts)
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        for number, jpeg in files.items():
            (Path(folder) / f"{number}.jpg").write_bytes(jpeg)
        return typeset(_template(), data, day=paper.day, fonts=fonts, root=folder)


def typeset(
    template: bytes,
    data: Mapping[str, Any],
    *,
    day: date,
    fonts: Path | None = None,
    root: str = "",
) -> bytes:
    """Return a Typst ``template`` set as PDF; it is given ``data`` and ``faces``, as JSON texts.

    ``day`` is the date of the file; ``root`` a folder of pictures, if there are any. Raises what
    ``pdf_of`` does.
    """
    compiler, faces = _press(fonts)
    if root:
        found = fonts_in(fonts)
        compiler = typst.Compiler(root=root, font_paths=found, ignore_system_fonts=True)
    named = {"title": faces.title, "body": faces.body, "heading": faces.heading}
    inputs = {
        name: json.dumps(value, ensure_ascii=False)
        for name, value in {**data, "faces": named}.items()
    }
    try:
        made = compiler.compile(
            template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=_STANDARDS,
            timestamp=datetime.combine(day, time(), UTC),
        )
    except typst.TypstError as error:
        raise CannotBeSet(error.message) from error
    if not isinstance(made, bytes):
        raise CannotBeSet("the paper gave no single file")
    return made


def faces_here(fonts: Path | None = None) -> Faces:
    """Return the families that papers are set in; raise NoChineseFont if there is none."""
    return _press(fonts)[1]


@functools.cache
def _press(fonts: Path | None) -> tuple[typst.Compiler, Faces]:
    found = fonts_in(fonts)
    return typst.Compiler(font_paths=found, ignore_system_fonts=True), faces_of(found)


@functools.cache
def _template() -> bytes:
    return importlib.resources.files(__package__).joinpath("letter.typ").read_bytes()


def _for_typst(paper: Paper) -> dict[str, Any]:
    data = paper.as_data()
    data["day-text"] = paper.day_text
    data["qr"] = qr_svg(paper.address) if paper.address else ""
    data["seal-there"] = bool(paper.seal)
    data["seal-bytes"] = list(paper.seal)
    numbers = itertools.count()
    data["body"] = [_block(block, numbers) for block in paper.body]
    return data


def _block(block: Block, numbers: Iterator[int]) -> Any:
    if isinstance(block, Picture):
        return {"picture": f"/{next(numbers)}.jpg", "caption": block.caption}
    if isinstance(block, Table):
        return {"rows": [list(row) for row in block.rows], "heads": block.heads}
    return {"heading": block} if is_heading(block) else block


def qr_svg(address: str) -> str:
    """Return a QR code of ``address`` as SVG, without a border."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
