"""What kind of file something is, by its content; the name only parts one text from another.

Knows more kinds than may be published: a file with macros is looked through all the same.
"""

import codecs
import zipfile
from pathlib import Path, PurePath
from typing import BinaryIO

from sunshine.scanning.readings import Unreadable

OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = "application/pdf"
OFD = "application/ofd"
DOCX = f"{OFFICE}.wordprocessingml.document"
XLSX = f"{OFFICE}.spreadsheetml.sheet"
PPTX = f"{OFFICE}.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
PNG = "image/png"
JPEG = "image/jpeg"
GIF = "image/gif"
WEBP = "image/webp"
TEXT = "text/plain"
CSV = "text/csv"
JSON = "application/json"
HTML = "text/html"
MARKDOWN = "text/markdown"
ZIP = "application/zip"

PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
_IMAGES = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"GIF8", GIF))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an OLE file stand in its directory in UTF-16; slides may carry sheets.
_OLE_STREAMS = (("PowerPoint Document", PPT), ("WordDocument", DOC), ("Workbook", XLS))
_OLE_LOOKED_AT = 64 << 20
_FOLDERS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<p>", b"<div", b"<?xml")
_BY_NAME = {
    ".csv": CSV,
    ".json": JSON,
    ".html": HTML,
    ".htm": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
}
_PLAIN_STARTS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def media_type_of(path: Path, name: str = "") -> str:
    """Return the media type of the content of ``path``, called ``name`` (or as the file is).

    Raises Unreadable: "not-there", "empty", "program", "encrypted", "damaged", "unknown-kind".
    """
    try:
        with path.open("rb") as stream:
            return media_type_in(stream, name or path.name)
    except OSError as error:
        raise Unreadable("not-there") from error


def media_type_in(stream: BinaryIO, name: str) -> str:
    """Return the media type of an open content called ``name``; raise Unreadable as above."""
    start = stream.read(4096)
    if not start:
        raise Unreadable("empty")
    if start.startswith(PROGRAMS):
        raise Unreadable("program")
    for magic, kind in _IMAGES:
        if start.startswith(magic):
            return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return WEBP
    if b"%PDF-" in start[:1024]:
        return PDF
    if start.startswith(b"PK"):
        return _kind_of_zip(stream)
    if start.startswith(_OLE):
        return _kind_of_ole(stream)
    return _kind_of_text(start, name)


def _kind_of_zip(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            declared = _declared_type(archive, names)
    except Exception as error:  # a damaged directory makes zipfile raise almost anything
        raise Unreadable("damaged") from error
    if "OFD.xml" in names:
        return OFD
    if "[Content_Types].xml" in names:
        for folder, kind in _FOLDERS:
            if any(name.startswith(folder) for name in names):
                return kind
    for kind in (ODT, ODS):
        if declared == kind.encode():
            return kind
    return ZIP


def _declared_type(archive: zipfile.ZipFile, names: list[str]) -> bytes:
    """Return what an OpenDocument file says it is, at most a line of it."""
    if "mimetype" not in names:
        return b""
    with archive.open("mimetype") as member:
        return member.read(100).strip()


def _kind_of_ole(stream: BinaryIO) -> str:
    # The directory lies anywhere; 64 MB are enough for every honest file and for memory.
    stream.seek(0)
    content = stream.read(_OLE_LOOKED_AT)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("encrypted")
    for name, kind in _OLE_STREAMS:
        if name.encode("utf-16-le") in content:
            return kind
    if "Book".encode("utf-16-le") in content:
        return XLS
    raise Unreadable("unknown-kind")


def _kind_of_text(start: bytes, name: str) -> str:
    extension = PurePath(name).suffix.lower()
    if extension in _BY_NAME:
        return _BY_NAME[extension]
    head = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if head.startswith(_MARKUP):
        return HTML
    if b"\0" in start and not start.startswith(_PLAIN_STARTS):
        raise Unreadable("unknown-kind")
    return TEXT
