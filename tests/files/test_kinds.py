"""What may be kept is decided by content; a lying name is refused."""

from pathlib import Path

import pytest

from sunshine.files.kinds import kind_of
from sunshine.kit.errors import Refused
from tests.build.contents import PDF, archive, office, ole, png

ODT = "application/vnd.oasis.opendocument.text"
GOOD = [
    ("报告.pdf", PDF, "application/pdf"),
    ("公文.ofd", archive({"OFD.xml": b"", "Doc_0/Document.xml": b""}), "application/ofd"),
    ("a.docx", office("word"), "wordprocessingml.document"),
    ("a.xlsx", office("xl"), "spreadsheetml.sheet"),
    ("a.pptx", office("ppt"), "presentationml.presentation"),
    (
        "a.odt",
        archive({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "opendocument.text",
    ),
    ("a.doc", ole("Root Entry", "WordDocument"), "application/msword"),
    ("a.wps", ole("Root Entry", "WordDocument"), "application/msword"),
    ("a.xls", ole("Workbook"), "application/vnd.ms-excel"),
    ("a.ppt", ole("PowerPoint Document", "Workbook"), "application/vnd.ms-powerpoint"),
    ("图.PNG", png(), "image/png"),
    ("a.jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
    ("a.gif", b"GIF89a\1\0\1\0", "image/gif"),
    ("a.webp", b"RIFF\x1a\0\0\0WEBPVP8L", "image/webp"),
    ("说明.txt", "办税须知\r\n第一条".encode(), "text/plain"),
    ("gbk.txt", "办税须知".encode("gb18030"), "text/plain"),
    ("无扩展名", "文字".encode(), "text/plain"),
    ("表.csv", b"\xef\xbb\xbf" + "年度,件数\n2025,3".encode(), "text/csv"),
    ("数据.json", b'{"year": 2025}', "application/json"),
    ("包.zip", archive({"a.pdf": PDF, "表/b.xlsx": b"PK"}), "application/zip"),
]

BAD = [
    ("a.pdf", b"", "file-empty"),
    ("a.exe", b"MZ\x90\0", "file-executable"),
    ("照片.png", b"MZ\x90\0", "file-executable"),
    ("a.pdf", b"\x7fELF\2", "file-executable"),
    ("a.txt", b"#!/bin/sh\nrm -rf /", "file-executable"),
    ("a.jar", archive({"META-INF/MANIFEST.MF": b""}), "file-executable"),
    ("a.html", b"<!DOCTYPE html><p>x", "file-is-web-page"),
    ("a.txt", b"\xef\xbb\xbf \n<SVG onload=alert(1)>", "file-is-web-page"),
    ("a.svg", b"<?xml version='1.0'?><svg/>", "file-is-web-page"),
    ("a.js", b"alert(1)", "file-kind-unknown"),
    (
        "a.docm",
        office("word", {"word/vbaProject.bin": b""}),
        "file-has-macros",
    ),
    ("a.xls", ole("Workbook", "_VBA_PROJECT_CUR", "_VBA_PROJECT"), "file-has-macros"),
    ("a.docx", ole("EncryptedPackage"), "file-encrypted"),
    ("a.msi", ole("MsiSummary"), "file-kind-unknown"),
    ("a.docx", b"PK\3\4broken", "file-damaged"),
    (
        "a.docx",
        archive({"[Content_Types].xml": b"<T t='x.macroEnabled.main+xml'/>", "word/d": b""}),
        "file-has-macros",
    ),
    ("包.zip", archive({"0.txt": b"0" * 70_000_000}, packed=True), "file-expands"),
    ("包.zip", archive({f"{n}.txt": b"" for n in range(10_001)}), "file-expands"),
    ("包.zip", archive({"说明.pdf": PDF, "工具/setup.EXE": b"MZ"}), "file-zip-member"),
    ("报告.pdf", office("word"), "file-name-differs"),
    ("图.png", b"\xff\xd8\xff\xe0", "file-name-differs"),
    ("a.txt", b"abc\0def", "file-kind-unknown"),
    ("a.txt", b"\xff\xfe\x80\xff", "file-kind-unknown"),
    ("a.rar", b"Rar!\x1a\7\1\0", "file-kind-unknown"),
]


@pytest.mark.parametrize(("name", "content", "media_type"), GOOD)
def test_what_may_be_kept(tmp_path: Path, name: str, content: bytes, media_type: str) -> None:
    path = tmp_path / "content"
    path.write_bytes(content)
    assert kind_of(path, name).media_type.endswith(media_type)


@pytest.mark.parametrize(("name", "content", "code"), BAD)
def test_what_is_refused_and_why(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / "content"
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        kind_of(path, name)
    assert refusal.value.reasons[0].code == code
    assert refusal.value.reasons[0].field == "file"


def test_text_whose_last_character_is_cut_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "content"
    path.write_bytes(("税" * 40000).encode()[:-1] + b"\xff")
    with pytest.raises(Refused):
        kind_of(path, "a.txt")
