"""Pictures: nothing is decoded; the header tells the size, the rest is data beside the picture."""

from collections.abc import Iterator
from typing import Any

from PIL import ExifTags, Image

from sunshine.scanning.reading.context import Context, Source, opened, whole
from sunshine.scanning.reading.limits import MOST_PIXELS
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

# The limit is ours, told with the size; Pillow's own would only warn.
Image.MAX_IMAGE_PIXELS = None
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_TECHNICAL = {"ExifOffset", "GPSInfo", "MakerNote", "JPEGInterchangeFormat", "PrintImageMatching"}
# What names a person, a machine or a moment; the rest is how the picture was taken.
_TELLING = {
    *("Artist", "Copyright", "Make", "Model", "Software", "HostComputer", "DateTime"),
    *("DateTimeOriginal", "DateTimeDigitized", "UserComment", "ImageDescription", "DocumentName"),
    *("XPAuthor", "XPComment", "XPTitle", "XPSubject", "XPKeywords", "CameraOwnerName"),
    *("BodySerialNumber", "LensSerialNumber", "ImageUniqueID", "CameraSerialNumber"),
}
_WIDE = {"XPAuthor", "XPComment", "XPTitle", "XPSubject", "XPKeywords"}
# What Pillow tells of a picture that is no text of anyone.
_PLAIN_INFO = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "exif", "icc_profile", "xmp"),
    *("adobe", "adobe_transform", "progressive", "progression", "gamma", "srgb", "transparency"),
    *("interlace", "background", "duration", "loop", "version", "extension", "chromaticity"),
    *("timestamp", "aspect", "photoshop", "mp", "mpoffset", "default_image", "bbox", "blend"),
    *("disposal", "flashpix", "iptc"),
}


def read_picture(source: Source, transcript: Transcript, _context: Context) -> None:
    """Read what stands beside a picture; what is in it a person must look at."""
    transcript.hide("no_text", "图片", why="picture")
    read_beside(source, transcript)


def read_beside(source: Source, transcript: Transcript) -> tuple[int, int]:
    """Add EXIF, GPS, XMP, comments and appended data of a picture; return its size in pixels."""
    with opened(source) as stream, Image.open(stream, formats=_FORMATS) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            most = MOST_PIXELS // 10_000
            raise Unreadable("too-many-pixels", width=width, height=height, most=most)
        exif = picture.getexif()
        for key, value in _exif(exif):
            transcript.hide("exif", value, why=key, lead=f"{key}：")
        place = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
        if place:
            transcript.hide("gps", place, why="gps")
        for key, value in _loose(picture):
            transcript.hide("exif", value, why=key, lead=f"{key}：")
        kind = picture.format or ""
    beyond = _beyond_the_end(whole(source), kind)
    if beyond:
        transcript.hide("appended_data", f"{len(beyond)}字节", why="after-picture")
        transcript.note("末尾数据", _printable(beyond))
    return width, height


def _exif(exif: Image.Exif) -> Iterator[tuple[str, str]]:
    for part in (dict(exif), exif.get_ifd(ExifTags.IFD.Exif)):
        for number, value in part.items():
            key = ExifTags.TAGS.get(number, str(number))
            if key in _TELLING and key not in _TECHNICAL:
                said = _said(value, wide=key in _WIDE)
                if said:
                    yield key, said


def _said(value: Any, *, wide: bool = False) -> str:
    if isinstance(value, tuple) and wide:
        value = bytes(value)
    if isinstance(value, bytes):
        for mark in (b"ASCII\0\0\0", b"UNICODE\0", b"\0" * 8):
            value = value.removeprefix(mark)
        encodings = ("utf-16-le",) if wide else ("utf-8", "gb18030", "utf-16")
        value = next((text for code in encodings if (text := _try(value, code))), "")
    return str(value).strip("\0 \n")


def _try(value: bytes, encoding: str) -> str:
    try:
        return value.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _place(gps: dict[int, Any]) -> str:
    """Return the place in degrees, or whatever else a GPS block holds."""
    tags = {ExifTags.GPSTAGS.get(key, str(key)): value for key, value in gps.items()}
    parts = []
    for axis in ("Latitude", "Longitude"):
        value = tags.get(f"GPS{axis}")
        if isinstance(value, tuple) and len(value) == 3:
            degrees = sum(float(part) / 60**power for power, part in enumerate(value))
            parts.append(f"{tags.get(f'GPS{axis}Ref', '')}{degrees:.6f}")
    return " ".join(parts) or "、".join(sorted(set(tags) - {"GPSVersionID"}))


def _loose(picture: Image.Image) -> Iterator[tuple[str, str]]:
    """Yield the texts beside a picture: PNG texts, comments, XMP, IPTC."""
    for key, value in picture.info.items():
        if str(key).startswith("Raw profile") or str(key) in _PLAIN_INFO:
            continue
        if isinstance(value, str | bytes) and (said := _said(value)):
            yield str(key), said
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp")
    if xmp and "XML:com.adobe.xmp" not in picture.info:
        yield "XMP", _said(xmp)
    if "photoshop" in picture.info:
        yield "IPTC", _printable(repr(picture.info["photoshop"]).encode())


def _beyond_the_end(content: bytes, kind: str) -> bytes:
    """Return what follows the end of the picture: another file can hide there."""
    if kind == "PNG":
        end = content.rfind(b"IEND")
        return content[end + 8 :] if end >= 0 else b""
    if kind == "JPEG":
        end = content.rfind(b"\xff\xd9")
        return content[end + 2 :].strip(b"\0 \r\n") if end >= 0 else b""
    if kind == "WEBP":
        return content[8 + int.from_bytes(content[4:8], "little") :].strip(b"\0")
    return b""


def _printable(content: bytes) -> str:
    return content[:100_000].decode("utf-8", "replace")
