"""What is too much is refused with a sentence before it costs anything."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from sunshine.scanning import door, sniffing
from sunshine.scanning.reading.files import read
from tests.build.contents import png
from tests.build.office_files import xlsx, xml
from tests.scanning.reading.asking import kinds, reading, told
from tests.scanning.unreadable import unreadable


def wide_png(side: int) -> bytes:
    """Return the header of a picture of ``side`` × ``side`` pixels and next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


def test_an_endless_picture_is_refused_by_its_header(tmp_path: Path) -> None:
    with unreadable("too-many-pixels") as failed:
        reading(tmp_path, wide_png(100_000), "图.png")
    assert "100000×100000" in str(failed.value)


def test_a_file_of_two_gigabytes_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "大.pdf"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(2 << 30)
    with unreadable("too-big"):
        door.look_through(path, sniffing.PDF)
    with unreadable("too-big"):
        door.look_through(path, "")


@pytest.mark.slow
def test_a_million_rows_are_read_behind_the_door(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 1_000_001))
    path = tmp_path / "百万.xlsx"
    path.write_bytes(xlsx({"甲": xml("worksheet", f"<sheetData>{rows}</sheetData>")}))
    assert door.look_through(path, "", seconds=120).text.endswith("\n1000000\n")


def test_data_beside_a_photograph_is_told(tmp_path: Path) -> None:
    photo, exif = tmp_path / "照.jpg", Image.Exif()
    exif[0x013B], exif[0x010F] = "Zhang San", "Phone"
    gps = {1: "N", 2: (41.0, 48.0, 0.0), 3: "E", 4: (123.0, 24.0, 0.0)}
    exif[0x8825] = gps
    Image.new("RGB", (8, 8)).save(photo, exif=exif, comment=b"note")
    content = photo.read_bytes() + b"PK more data behind"
    found = reading(tmp_path, content, "照.jpg")
    assert told(found, "gps") == ["N41.800000 E123.400000"]
    assert {"Zhang San", "Phone", "note"} <= set(told(found, "exif"))
    assert told(found, "appended_data") == ["19字节"]
    assert "PK more data behind" in found.text
    assert kinds(reading(tmp_path, png(), "图.png")) == {"no_text"}


def test_an_empty_or_missing_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    with unreadable("empty"):
        read(tmp_path / "空.txt", sniffing.TEXT)
    with unreadable("not-there"):
        read(tmp_path, "")
    with unreadable("program"):
        reading(tmp_path, b"MZ\x90\0", "文.docx")
