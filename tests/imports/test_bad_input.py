"""Whatever is handed in: a clear sentence for the row, nothing lost, nothing half-done."""

import json
import stat
import struct
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sunshine.imports import reporting
from sunshine.imports.converting.child import serve
from sunshine.imports.converting.kinds import Unconvertible
from sunshine.imports.models import BatchState, RowState
from sunshine.imports.reading import Reader
from sunshine.kit.errors import Reason
from sunshine.publishing.models import Item
from tests.build.imports import NOTICE, a_batch, a_docx, a_folder, an_archive, imported, run
from tests.cast import Cast

WORD = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.fixture(scope="module")
def door() -> Iterator[Reader]:
    """Return one reader for many contents: what one of them does to the child harms no other."""
    with Reader() as reader:
        yield reader


def reasons(rows) -> dict[str, tuple[str, str]]:
    """Return state and reason by name; every reason has its sentence."""
    assert all(reporting.sentence_of(row) for row in rows if row.state != RowState.DONE)
    return {row.name: (row.state, row.reason) for row in rows}


def test_names_that_lead_out_are_only_shown(cast: Cast, tmp_path: Path) -> None:
    files = {"../../up.txt": NOTICE, "/etc/x.txt": NOTICE, "C:\\x.txt": NOTICE, "ok.txt": NOTICE}
    rows = imported(an_archive(tmp_path / "in.zip", files), cast.heping, cast.li)
    found = reasons(rows)
    assert found.pop("ok.txt")[0] == RowState.DONE
    assert set(found.values()) == {(RowState.FAILED, "import-name-leads-out")}
    assert not (tmp_path.parent / "up.txt").exists()


def test_a_bomb_is_not_unpacked(cast: Cast, tmp_path: Path) -> None:
    files = {"bomb.txt": b"0" * 50_000_000, "ok.txt": NOTICE}
    rows = imported(an_archive(tmp_path / "in.zip", files), cast.heping, cast.li)
    assert reasons(rows)["bomb.txt"] == (RowState.FAILED, "import-bomb")
    assert rows[1].state == RowState.DONE


def test_a_member_that_lies_about_its_size(cast: Cast, tmp_path: Path) -> None:
    path = an_archive(tmp_path / "in.zip", {"lie.txt": NOTICE * 50, "ok.txt": NOTICE})
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    path.write_bytes(content)
    rows = imported(path, cast.heping, cast.li)
    assert reasons(rows)["lie.txt"][0] == RowState.FAILED
    assert rows[1].state == RowState.DONE


def test_damaged_encrypted_disguised_empty_and_unknown(cast: Cast, tmp_path: Path) -> None:
    good = a_docx([("N", "为了方便纳税人，现将有关事项通知如下。")])
    bomb = f'{WORD}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    files = {
        "a.docx": good[: len(good) // 2],
        "b.docx": b"MZ\x90\x00 this is a program",
        "c.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked",
        "d.docx": a_docx([("N", "x")], extra={"word/footnotes.xml": bomb}),
        "e.txt": b"",
        "f.txt": b"\x00\x01\x02\xff\xfe binary",
        "g.pdf": b"%PDF-1.7 nothing behind it",
        "h.exe": b"MZ",
        "i.md": NOTICE,
    }
    rows = imported(a_folder(tmp_path / "in", files), cast.heping, cast.li)
    assert reasons(rows) == {
        "a.docx": (RowState.FAILED, "import-damaged"),
        "b.docx": (RowState.FAILED, "import-not-what-it-says"),
        "c.docx": (RowState.FAILED, "import-encrypted"),
        "d.docx": (RowState.FAILED, "import-bomb"),
        "e.txt": (RowState.FAILED, "import-empty"),
        "f.txt": (RowState.FAILED, "import-no-text"),
        "g.pdf": (RowState.FAILED, "import-damaged"),
        "h.exe": (RowState.LEFT, "import-kind-unfit"),
        "i.md": (RowState.DONE, ""),
    }


def test_links_are_not_followed(cast: Cast, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "in", {"ok.txt": NOTICE})
    (folder / "out.txt").symlink_to("/etc/passwd")
    rows = imported(folder, cast.heping, cast.li)
    assert reasons(rows)["out.txt"] == (RowState.FAILED, "import-link")
    packed = tmp_path / "in.zip"
    with ZipFile(packed, "w") as archive:
        link = ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    rows = imported(packed, cast.heping, cast.li)
    assert reasons(rows)["link.txt"] == (RowState.FAILED, "import-link")


def test_a_damaged_archive_fails_as_a_whole(cast: Cast, tmp_path: Path) -> None:
    path = an_archive(tmp_path / "in.zip", {"ok.txt": NOTICE})
    path.write_bytes(path.read_bytes()[:-30] + b"PK\x05\x06" + b"\xff" * 18)
    batch = a_batch(path, cast.heping, cast.li)
    run(batch)
    assert batch.state == BatchState.FAILED
    assert batch.trouble in {"import-archive-damaged", "import-nothing-here"}
    assert not Item.objects.exists()


def test_a_sheet_of_a_million_rows_is_named_and_left(cast: Cast, tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["文件名", "标题"])
    for number in range(120_000):
        sheet.append([f"{number}.txt", "标题"])
    target = BytesIO()
    book.save(target)
    files = {"目录.xlsx": target.getvalue(), "ok.txt": NOTICE}
    rows = imported(a_folder(tmp_path / "in", files), cast.heping, cast.li)
    assert reasons(rows) == {
        "目录.xlsx": (RowState.FAILED, "import-table-too-long"),
        "ok.txt": (RowState.DONE, ""),
    }


def test_names_of_chinese_windows_are_read(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "in.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("AAAA.txt", NOTICE)
    path.write_bytes(path.read_bytes().replace(b"AAAA", "通知".encode("gb18030")))
    assert [row.name for row in imported(path, cast.heping, cast.li)] == ["通知.txt"]


def test_a_child_that_takes_too_long_or_dies_is_told_and_replaced(tmp_path: Path) -> None:
    slow = tmp_path / "slow.txt"
    slow.write_text(NOTICE, encoding="utf-8")
    with Reader(seconds=0.0) as reader, pytest.raises(Unconvertible) as told:
        reader.read(slow, "plain")
    assert told.value.code == "import-took-too-long"
    large = tmp_path / "large.txt"
    large.write_bytes("字".encode() * 30_000_000)
    with Reader(megabytes=300) as reader:
        with pytest.raises(Unconvertible) as told:
            reader.read(large, "plain")
        assert told.value.code == "import-too-hard"
        assert reader.read(slow, "plain").text


@settings(max_examples=60)
@given(
    st.binary(max_size=400), st.sampled_from(["markdown", "plain", "web", "word", "pdf", "table"])
)
def test_no_content_gets_past_the_door_but_as_text_or_reason(
    tmp_path_factory: pytest.TempPathFactory, door: Reader, content: bytes, kind: str
) -> None:
    heads = {"word": b"PK\x03\x04", "pdf": b"%PDF-1.4\n"}
    path = tmp_path_factory.mktemp("door") / "x"
    path.write_bytes(heads.get(kind, b"") + content)
    try:
        found: object = door.read(path, kind).text
    except Unconvertible as why:
        found = str(Reason(why.code, facts=why.facts | {"name": ""}))
    assert isinstance(found, str)


@settings(max_examples=80)
@given(st.data())
def test_a_word_file_with_any_byte_changed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(a_docx([("T", "关于服务的通知"), ("N", "为了方便纳税人，通知如下。")]))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("door") / "x.docx"
    path.write_bytes(content)
    target = StringIO()
    serve(StringIO(json.dumps({"path": str(path), "kind": "word"}) + "\n"), target)
    found = json.loads(target.getvalue())
    assert "text" in found or found["code"].startswith("import-")
