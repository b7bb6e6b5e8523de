"""``sunshine scan``: exactly the shape that is documented, and nothing passes unseen."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sunshine.scanning.hidden import HIDDEN
from tests.build.contents import png
from tests.build.office_files import docx, para, run
from tests.build.pdf_files import pdf, say

KEYS = ["file", "kind", "text", "start", "end", "page", "suggestion"]


def scanned(*words: str) -> str:
    out = io.StringIO()
    call_command("scan", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def office_file(tmp_path: Path) -> str:
    path = tmp_path / "公告.docx"
    hidden = run("藏13900139000", "<w:vanish/>")
    path.write_bytes(docx(para("联系人张三，手机１３８ 0013 8000。", hidden)))
    return str(path)


def test_findings_point_at_the_text_that_was_seen(office_file: str) -> None:
    rows: list[dict[str, Any]] = json.loads(scanned(office_file, "--json"))
    text = scanned("--text", office_file)
    assert all(list(row) == KEYS for row in rows)
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
    found = {(row["kind"], row["text"]) for row in rows}
    assert ("mobile", "１３８ 0013 8000") in found
    assert ("mobile", "13900139000") in found
    assert ("hidden:hidden_text", "藏13900139000") in found
    assert {row["page"] for row in rows} == {None}


def test_pages_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(say("首页"), say("手机13800138000")))
    rows = json.loads(scanned(str(path), "--json"))
    assert [(row["kind"], row["page"]) for row in rows] == [("mobile", 2)]


def test_what_cannot_be_read_is_told_and_fails(tmp_path: Path, office_file: str) -> None:
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"MZ\x90\0")
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 files") as failed:
        call_command("scan", str(bad), office_file, "--json", stdout=out)
    assert failed.value.returncode == 3
    first, *rest = json.loads(out.getvalue())
    assert (first["kind"], first["text"], first["start"]) == ("hidden:unreadable", "", 0)
    assert first["suggestion"] == "这是程序文件，没有检查。请改用文档、表格或者图片。"
    assert rest
    with pytest.raises(CommandError, match="程序文件"):
        scanned("--text", str(bad))


def test_nothing_to_find_is_an_empty_list(tmp_path: Path) -> None:
    path = tmp_path / "空白.txt"
    path.write_text("办税须知\n", encoding="utf-8")
    assert json.loads(scanned(str(path), "--json")) == []
    assert scanned(str(path)) == ""
    with pytest.raises(CommandError, match="at least one file"):
        scanned()


def test_people_read_lines(tmp_path: Path) -> None:
    path = tmp_path / "图.png"
    path.write_bytes(png())
    assert "page" not in scanned(str(path))
    assert "hidden:no_text 图片" in scanned(str(path))


def test_every_kind_of_hidden_data_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "scanning.md").read_text(encoding="utf-8")
    assert [what for what in HIDDEN if f"`{what}`" not in page] == []
