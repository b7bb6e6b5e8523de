"""What a file is, found by its content: the name is only held against it."""

import codecs
import io
import mmap
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sunshine.kit.errors import Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that may be kept; the first extension is the usual one."""

    media_type: str
    extensions: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = Kind("application/pdf", ("pdf",))
OFD = Kind("application/ofd", ("ofd",))
DOCX = Kind(f"{_OFFICE}.wordprocessingml.document", ("docx",))
XLSX = Kind(f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",))
PPTX = Kind(f"{_OFFICE}.presentationml.presentation", ("pptx",))
ODT = Kind("application/vnd.oasis.opendocument.text", ("odt",))
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", ("ods",))
DOC = Kind("application/msword", ("doc", "wps"))
XLS = Kind("application/vnd.ms-excel", ("xls", "et"))
PPT = Kind("application/vnd.ms-powerpoint", ("ppt", "dps"))
PNG = Kind("image/png", ("png",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg"))
GIF = Kind("image/gif", ("gif",))
WEBP = Kind("image/webp", ("webp",))
TEXT = Kind("text/plain", ("txt",))
CSV = Kind("text/csv", ("csv",))
JSON = Kind("application/json", ("json",))
ZIP = Kind("application/zip", ("zip",))

KINDS = (
    *(PDF, OFD, DOCX, XLSX, PPTX, ODT, ODS, DOC, XLS, PPT),
    *(PNG, JPEG, GIF, WEBP, TEXT, CSV, JSON, ZIP),
)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}

# What an archive may hold, judged at the door by what it says of itself; the reading in the
# worker counts what really comes out.
MOST_MEMBERS = 10_000
MOST_UNPACKED = 1 << 30
FREE = 64 << 20
RATIO = 200
_LONGEST_TYPES = 1 << 20

_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"GIF8", GIF))
# Names of streams in an OLE file stand in its directory in UTF-16.
_OLE_STREAMS = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
_OLE_SLIDES = "PowerPoint Document"
_ZIP_FOLDERS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"<head", b"<body", b"<?php")
_UNFIT_MEMBERS = (
    *("exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "js", "jse", "wsf", "hta"),
    *("jar", "class", "apk", "sh", "py", "php", "html", "htm", "xhtml", "svg", "lnk", "iso"),
    *("docm", "xlsm", "pptm", "dotm", "xltm"),
)


def extension_of(filename: str) -> str:
    """Return what follows the last dot of ``filename``, in small letters; "" if nothing does."""
    stem, dot, extension = filename.rpartition(".")
    return extension.lower().strip() if dot and stem else ""


def kind_of(path: Path, filename: str) -> Kind:
    """Return the kind of the file at ``path``, which was handed in as ``filename``.

    Raises Refused, with what to do instead, for whatever may not be published, and when
    the extension of the name belongs to another kind.
    """
    with path.open("rb") as stream:
        return _kind_of_stream(stream, filename)


def kind_of_bytes(content: bytes, filename: str) -> Kind:
    """Return the kind of what was handed in and lies nowhere yet; raises as ``kind_of`` does."""
    return _kind_of_stream(io.BytesIO(content), filename)


def _kind_of_stream(stream: BinaryIO, filename: str) -> Kind:
    start = stream.read(4096)
    if not start:
        raise Refused("file-empty", field="file")
    if start.startswith(_PROGRAMS):
        raise Refused("file-executable", field="file")
    kind = _kind_by_content(stream, start, extension_of(filename))
    given = extension_of(filename)
    if given and given not in kind.extensions:
        raise Refused(
            "file-name-differs", field="file", given=given, kind=kind.extensions[0].upper()
        )
    return kind


def _kind_by_content(stream: BinaryIO, start: bytes, extension: str) -> Kind:
    for magic, kind in _IMAGES:
        if start.startswith(magic):
            return kind
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return WEBP
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"PK"):
        return _kind_of_zip(stream)
    if start.startswith(_OLE):
        return _kind_of_ole(stream)
    return _kind_of_text(stream, start, extension)


def _kind_of_zip(stream: BinaryIO) -> Kind:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            _refuse_danger(members)
            declared = _declared_type(archive, names)
            has_macros = _declares_macros(archive, names)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise Refused("file-damaged", field="file") from error
    if has_macros or any(name.endswith("vbaProject.bin") for name in names):
        raise Refused("file-has-macros", field="file")
    if "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        raise Refused("file-executable", field="file")
    if "OFD.xml" in names:
        return OFD
    if "[Content_Types].xml" in names:
        for folder, kind in _ZIP_FOLDERS:
            if any(name.startswith(folder) for name in names):
                return kind
    for kind in (ODT, ODS):
        if declared == kind.media_type.encode():
            return kind
    for name in sorted(names):
        if extension_of(name) in _UNFIT_MEMBERS:
            raise Refused("file-zip-member", field="file", member=name)
    return ZIP


def _refuse_danger(members: list[zipfile.ZipInfo]) -> None:
    """Refuse by its directory alone an archive that is locked or would flood whoever unpacks it."""
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused("file-encrypted", field="file")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > max(FREE, min(MOST_UNPACKED, packed * RATIO)):
        raise Refused("file-expands", field="file")


def _declares_macros(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """Return whether an office file says that it is of a kind with macros, whatever its parts."""
    if "[Content_Types].xml" not in names:
        return False
    with archive.open("[Content_Types].xml") as member:
        return b"macroEnabled" in member.read(_LONGEST_TYPES)


def _declared_type(archive: zipfile.ZipFile, names: set[str]) -> bytes:
    """Return what an OpenDocument file says it is, at most a line of it."""
    if "mimetype" not in names:
        return b""
    with archive.open("mimetype") as member:
        return member.read(100)


def _kind_of_ole(stream: BinaryIO) -> Kind:
    with _whole(stream) as content:

        def holds(name: str) -> bool:
            return content.find(name.encode("utf-16-le")) >= 0

        if holds("EncryptedPackage"):
            raise Refused("file-encrypted", field="file")
        if holds("_VBA_PROJECT"):
            raise Refused("file-has-macros", field="file")
        # Slides first: a presentation may carry sheets inside.
        if holds(_OLE_SLIDES):
            return PPT
        for name, kind in _OLE_STREAMS:
            if holds(name):
                return kind
    raise _unknown()


def _whole(stream: BinaryIO) -> AbstractContextManager[mmap.mmap | bytes]:
    """Return the content to look through: of a file without reading it into memory."""
    if isinstance(stream, io.BytesIO):
        return nullcontext(stream.getvalue())
    return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def _kind_of_text(stream: BinaryIO, start: bytes, extension: str) -> Kind:
    head = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if head.startswith(_MARKUP):
        raise Refused("file-is-web-page", field="file")
    if not any(_reads_as(stream, encoding) for encoding in ("utf-8", "gb18030")):
        raise _unknown()
    for kind in (CSV, JSON):
        if extension in kind.extensions:
            return kind
    if extension in TEXT.extensions or not extension:
        return TEXT
    raise _unknown()


def _reads_as(stream: BinaryIO, encoding: str) -> bool:
    """Return whether the whole content is text in ``encoding``, without control characters."""
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        for piece in _pieces(stream):
            text = decoder.decode(piece)
            if any(char < " " and char not in "\t\r\n\f" for char in text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(65536):
        yield piece


def _unknown() -> Refused:
    kinds = "、".join(kind.extensions[0].upper() for kind in KINDS)
    return Refused("file-kind-unknown", field="file", kinds=kinds)
