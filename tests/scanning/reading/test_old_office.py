"""DOC, XLS and PPT: the text a reader sees, and what hides in these older files."""

import struct
from pathlib import Path

from tests.build.compound_files import compound, doc, slide_record, xls
from tests.scanning.reading.asking import reading, told, visible
from tests.scanning.unreadable import unreadable

VANISH, DELETED = struct.pack("<HB", 0x083C, 1), struct.pack("<HB", 0x0800, 1)
WHITE = struct.pack("<HI", 0x6870, 0x00FFFFFF)


def test_a_doc_is_read_with_what_hides(tmp_path: Path) -> None:
    runs = [
        ("公告\r甲\x07乙\x07\x07", b""),
        ("藏13900139000", VANISH),
        ("旧文", DELETED),
        ("白字", WHITE),
        ('\x13 HYPERLINK "mailto:a@example.com" \x14点此\x15\r', b""),
    ]
    found = reading(tmp_path, doc(runs, comments="再核\r"), "文.doc")
    assert visible(found) == "公告\n甲\t乙\n点此\n"
    assert told(found, "hidden_text") == ["藏13900139000"]
    assert told(found, "tracked_changes") == ["旧文"]
    assert told(found, "white_text") == ["白字"]
    assert told(found, "comments") == ["再核"]
    assert "mailto:a@example.com" in found.text


def test_what_a_quick_save_left_is_read(tmp_path: Path) -> None:
    found = reading(tmp_path, doc([("正文\r", b"")], left="删去的旧话", flags=0x0004), "文.doc")
    assert visible(found) == "正文\n"
    assert "删去的旧话" in told(found, "earlier_revisions")[0]


def test_a_locked_or_older_doc_is_refused(tmp_path: Path) -> None:
    with unreadable("encrypted"):
        reading(tmp_path, doc([("正文\r", b"")], flags=0x0100), "密.doc")
    older = doc([("正文\r", b"")]).replace(b"\xec\xa5\xc1\x00", b"\xec\xa5\x65\x00")
    with unreadable("old-format"):
        reading(tmp_path, older, "旧.doc")


def test_an_xls_is_read_with_what_hides(tmp_path: Path) -> None:
    cells = [(0, 0, "姓名"), (0, 1, "电话"), (1, 0, "李四"), (1, 1, "13800138000")]
    found = reading(tmp_path, xls(cells, hidden_row=1), "表.xls")
    assert visible(found) == "甲\n姓名\t电话\n"
    assert told(found, "hidden_rows") == ["李四\t13800138000"]
    assert told(found, "properties") == ["张三"]


def test_a_ppt_is_read_with_what_hides(tmp_path: Path) -> None:
    def text(told: str) -> bytes:
        return slide_record(0xF00D, slide_record(0x0FA0, told.encode("utf-16-le")))

    hidden = slide_record(0x03F9, b"\0" * 10 + b"\x04" + b"\0" * 5)
    stream = slide_record(0x03EE, text("首页"))
    stream += slide_record(0x03EE, hidden + text("藏页"))
    stream += slide_record(0x03F0, text("口头说明"))
    stream += slide_record(0x0FF5, b"x" * 28) * 2
    found = reading(tmp_path, compound({"PowerPoint Document": stream}), "片.ppt")
    assert visible(found) == "首页\n"
    assert told(found, "hidden_slides") == ["藏页"]
    assert told(found, "speaker_notes") == ["口头说明"]
    assert told(found, "earlier_revisions") == ["2次保存"]
    user = b"\0" * 12 + struct.pack("<I", 0xF3D1C4DF)
    with unreadable("encrypted"):
        locked = compound({"PowerPoint Document": stream, "Current User": user})
        reading(tmp_path, locked, "密.ppt")


def test_macros_and_pivots_of_older_files_are_told(tmp_path: Path) -> None:
    more = {"PowerPoint Document": slide_record(0x03EE, b""), "_VBA_PROJECT_CUR": b"x"}
    found = reading(tmp_path, compound(more), "片.ppt")
    assert told(found, "macros") == ["_VBA_PROJECT_CUR"]
