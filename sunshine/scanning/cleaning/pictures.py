"""Clean copies of pictures: pixels alone, the right way up, rectangles painted over."""

import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageDraw, ImageOps, ImageSequence, UnidentifiedImageError

from sunshine.scanning.clean_copies import Box, Uncleanable
from sunshine.scanning.cleaning.wishes import Wish
from sunshine.scanning.reading.limits import MOST_PIXELS
from sunshine.scanning.readings import Unreadable

Image.MAX_IMAGE_PIXELS = None  # the limit is ours, held before anything is decoded
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
# A lossy picture loses once more; this little cannot be seen.
_QUALITY = 92
_REDUCED_QUALITY = 82
_BLACK = (0, 0, 0)
_LOSSY = {"JPEG", "WEBP"}


def clean_picture(source: Path, target: Path, wish: Wish) -> None:
    """Write the picture anew: nothing but its pixels, with rectangles painted solid black."""
    if wish.masks:
        raise Uncleanable("mask-not-found", count=len(wish.masks))
    if any(box.page != 1 for box in wish.boxes):
        raise Uncleanable("box-off-page")
    target.write_bytes(renewed(source.read_bytes(), wish.boxes))
    wish.painted = len(wish.boxes)
    wish.note("pictures-renewed")


def renewed(content: bytes, boxes: Sequence[Box] = ()) -> bytes:
    """Return a picture of the same kind with the same pixels and nothing else.

    The turning that EXIF orders is done; colours of a profile become sRGB. Raises Unreadable.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            _hold(picture)
            lossless = b"VP8L" in content[:4096]
            return _written(picture, boxes, lossless=lossless)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable("damaged") from error


def shown(content: bytes, width: int) -> bytes:
    """Return the first frame of a picture as PNG, at most ``width`` pixels wide."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            _hold(picture)
            frame = _upright(picture)
            if frame.width > width:
                frame = frame.resize((width, max(1, round(frame.height * width / frame.width))))
            return _bytes_of(frame, "PNG", {})
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable("damaged") from error


def reduced(content: bytes, longest: int) -> bytes:
    """Return a picture as JPEG of at most ``longest`` pixels a side: pixels alone, upright, sRGB.

    Raises Unreadable.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            _hold(picture)
            # A JPEG can be decoded at a half, a quarter, an eighth: a large one in a tenth of the
            # time. Nothing for other kinds.
            picture.draft("RGB", (longest, longest))
            frame = _upright(picture)
            frame.thumbnail((longest, longest))
            flat = Image.new("RGB", frame.size, (255, 255, 255))
            flat.paste(frame, mask=frame if frame.mode == "RGBA" else None)
            return _bytes_of(flat, "JPEG", {"quality": _REDUCED_QUALITY, "optimize": True})
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Unreadable("damaged") from error


def corners(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Return the pixels that a rectangle covers, widened to whole ones; raise Uncleanable."""
    left, right = sorted((box.x0, box.x1))
    top, bottom = sorted((box.y0, box.y1))
    if right <= 0 or bottom <= 0 or left >= 1 or top >= 1 or not right > left or not bottom > top:
        raise Uncleanable("box-off-page")
    return (
        math.floor(max(left, 0) * width),
        math.floor(max(top, 0) * height),
        math.ceil(min(right, 1) * width) - 1,
        math.ceil(min(bottom, 1) * height) - 1,
    )


def paint(frame: Image.Image, boxes: Sequence[Box]) -> None:
    """Paint rectangles solid black."""
    brush = ImageDraw.Draw(frame)
    for box in boxes:
        brush.rectangle(corners(box, frame.width, frame.height), fill=_BLACK)


def _hold(picture: Image.Image) -> None:
    width, height = picture.size
    frames = getattr(picture, "n_frames", 1)
    if width * height * frames > MOST_PIXELS:
        most = MOST_PIXELS // 10_000
        raise Unreadable("too-many-pixels", width=width, height=height * frames, most=most)


def _written(picture: Image.Image, boxes: Sequence[Box], *, lossless: bool) -> bytes:
    kind = str(picture.format)
    options = _options(kind, lossless=lossless)
    durations = []
    frames = []
    for frame in ImageSequence.Iterator(picture):
        durations.append(int(frame.info.get("duration", 0)))
        upright = _upright(frame)
        if boxes:
            paint(upright, boxes)
        frames.append(upright)
    if len(frames) > 1 and kind != "JPEG":
        options |= {"save_all": True, "append_images": frames[1:], "duration": durations}
        if "loop" in picture.info or kind != "GIF":
            options["loop"] = int(picture.info.get("loop", 0))
    if kind == "GIF":
        options["disposal"] = 2
    return _bytes_of(frames[0], kind, options)


def _options(kind: str, *, lossless: bool) -> dict[str, Any]:
    options: dict[str, Any] = {"optimize": True} if kind in {"PNG", "JPEG"} else {}
    if kind in _LOSSY:
        options["quality"] = _QUALITY
    if kind == "WEBP" and lossless:
        options = {"lossless": True}
    return options


def _upright(frame: Image.Image) -> Image.Image:
    """Return a copy of the pixels alone, turned as EXIF says, in sRGB."""
    turned = ImageOps.exif_transpose(frame)
    plain = _in_srgb(turned)
    mode = "RGBA" if "A" in plain.getbands() or "transparency" in plain.info else "RGB"
    if plain.mode in {"L", "1"} and mode == "RGB":
        mode = "L"
    plain = plain.convert(mode)
    # A new picture takes over the pixels and nothing of what was written beside them.
    copy = Image.new(plain.mode, plain.size)
    copy.paste(plain)
    return copy


def _in_srgb(frame: Image.Image) -> Image.Image:
    profile = frame.info.get("icc_profile")
    if not profile or frame.mode not in {"RGB", "CMYK", "L"}:
        return frame
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        wanted = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(frame, given, wanted, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return frame
    return turned or frame


def _bytes_of(frame: Image.Image, kind: str, options: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    if kind == "JPEG" and frame.mode not in {"RGB", "L"}:
        frame = frame.convert("RGB")
    frame.save(stream, kind, **options)
    return stream.getvalue()
