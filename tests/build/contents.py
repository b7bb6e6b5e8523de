"""Contents of files of every kind, made here byte by byte."""

import io
import zipfile
import zlib


def archive(members: dict[str, bytes], *, packed: bool = False) -> bytes:
    """Return a zip archive of ``members``, stored or packed small."""
    buffer = io.BytesIO()
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", way) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return buffer.getvalue()


def office(folder: str, more: dict[str, bytes] | None = None) -> bytes:
    """Return an Office Open XML file: ``word``, ``xl`` or ``ppt``."""
    parts = {"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<w/>"}
    return archive(parts | (more or {}))


def ole(*streams: str) -> bytes:
    """Return the least that looks like an OLE file with these streams."""
    names = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


def png() -> bytes:
    """Return a picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    header = b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + pixels + chunk(b"IEND", b"")


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
