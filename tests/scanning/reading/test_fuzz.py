"""Whatever bytes come: a reading or a clear code, never another error, never a lie."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunshine.scanning import sniffing
from sunshine.scanning.reading.files import read
from sunshine.scanning.readings import Unreadable
from tests.build.compound_files import compound, doc, slide_record, xls
from tests.build.contents import archive, png
from tests.build.office_files import docx, para, run, sheet, table, xlsx
from tests.build.pdf_files import box, pdf, say
from tests.scanning.reading.test_other_kinds import ofd, opendocument, pptx, text_object
from tests.scanning.reading.test_word import BESIDE

RUNS = [("正文\r", b""), ("藏", struct.pack("<HB", 0x083C, 1))]
SLIDES = slide_record(0x03EE, slide_record(0xF00D, slide_record(0x0FA0, "页".encode("utf-16-le"))))
FILES = {
    "文.docx": docx(para("正文", run("藏", "<w:vanish/>")) + table(["甲", "乙"]), BESIDE),
    "表.xlsx": xlsx({"甲": sheet([["一", "二"], ["三"]], marks='hidden="1"')}),
    "片.pptx": pptx(),
    "公文.ofd": ofd(text_object("公告", 5)),
    "文.odt": opendocument("text", "<office:text><text:p>文</text:p></office:text>"),
    "告.pdf": pdf(say("看得见") + say("密件", y=600) + box(40, 590, 200, 30)),
    "文.doc": doc(RUNS, comments="批", left="旧的文字", flags=4),
    "表.xls": xls([(0, 0, "甲"), (1, 0, "乙")], hidden_row=1),
    "片.ppt": compound({"PowerPoint Document": SLIDES}),
    "图.png": png(),
    "包.zip": archive({"一.txt": "一".encode(), "二.docx": docx(para("二"))}),
    "页.html": "<p>页<!-- 注 --><div hidden>藏</div>".encode(),
}
EDITS = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 8)), max_size=6)


def changed(content: bytes, edits: list[tuple[float, bytes, int]]) -> bytes:
    """Return ``content`` with pieces put in place of others."""
    for where, piece, gone in edits:
        place = int(where * len(content))
        content = content[:place] + piece + content[place + gone :]
    return content


def changed_within(content: bytes, which: float, edits: list[tuple[float, bytes, int]]) -> bytes:
    """Return an archive in which one member was changed, and whose checksums hold."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    name = list(members)[int(which * (len(members) - 1))]
    return archive({**members, name: changed(members[name], edits)})


def hold(path: Path, content: bytes) -> None:
    """Read ``content`` and hold what comes out to its promise."""
    path.write_bytes(content)
    try:
        found = read(path, sniffing.media_type_of(path))
    except Unreadable:
        return
    found.text.encode("utf-8")
    for sighting in found.hidden:
        assert found.text[sighting.start : sighting.end] == sighting.text
    assert all(0 <= start <= end <= len(found.text) for start, end in found.pages)


MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", FILES)
@MANY
@given(edits=EDITS, cut=st.floats(0.1, 1))
@example(edits=[], cut=1.0)
def test_changed_bytes(
    tmp_path: Path, name: str, edits: list[tuple[float, bytes, int]], cut: float
) -> None:
    content = FILES[name]
    hold(tmp_path / name, changed(content[: int(cut * len(content))], edits))


@pytest.mark.parametrize("name", [name for name in FILES if FILES[name][:2] == b"PK"])
@MANY
@given(which=st.floats(0, 1), edits=EDITS)
def test_changed_parts(
    tmp_path: Path, name: str, which: float, edits: list[tuple[float, bytes, int]]
) -> None:
    hold(tmp_path / name, changed_within(FILES[name], which, edits))
