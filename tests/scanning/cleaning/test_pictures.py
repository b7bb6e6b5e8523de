"""A clean picture is its pixels, the right way up, and nothing else."""

import io
from pathlib import Path

import pytest
from PIL import Image

from sunshine.scanning import clean_copies, sniffing
from sunshine.scanning.clean_copies import Box
from tests.scanning.cleaning.asking import cleaned, mask, uncleanable

KINDS = {"JPEG": sniffing.JPEG, "PNG": sniffing.PNG, "WEBP": sniffing.WEBP}
SECRET = "ZhaoLiu-41.80N-123.43E"
MIDDLE = Box(1, 0.25, 0.25, 0.75, 0.75)


def picture(kind: str, *, turned: bool = False) -> bytes:
    """Return a picture, left half red and right half blue, with a secret beside its pixels."""
    image = Image.new("RGB", (120, 80), (220, 20, 20))
    image.paste((20, 20, 220), (60, 0, 120, 80))
    exif = Image.Exif()
    exif[0x013B] = SECRET
    exif.get_ifd(0x8825)[29] = "2026:01:01"
    if turned:
        exif[0x0112] = 6
    stream = io.BytesIO()
    image.save(stream, kind, exif=exif, **({"quality": 95} if kind != "PNG" else {}))
    return stream.getvalue() + (SECRET.encode() if kind != "WEBP" else b"")


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_beside_the_pixels_goes(tmp_path: Path, kind: str) -> None:
    path, report = cleaned(tmp_path, picture(kind), KINDS[kind])
    assert SECRET.encode() not in path.read_bytes()
    assert {"exif", "gps"} <= set(report.stripped)
    with Image.open(path) as copy:
        assert copy.size == (120, 80)
        assert not copy.getexif()
        red, _, blue = copy.convert("RGB").getpixel((10, 40))
        assert red > 200
        assert blue < 60


@pytest.mark.parametrize("kind", KINDS)
def test_the_turning_is_done(tmp_path: Path, kind: str) -> None:
    path, _ = cleaned(tmp_path, picture(kind, turned=True), KINDS[kind])
    with Image.open(path) as copy:
        assert copy.size == (80, 120)
        assert copy.convert("RGB").getpixel((40, 10))[0] > 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_rectangle_is_solid(tmp_path: Path, kind: str) -> None:
    path, report = cleaned(tmp_path, picture(kind), KINDS[kind], boxes=[MIDDLE])
    assert report.painted == 1
    with Image.open(path) as copy:
        inside = copy.convert("L").crop((32, 22, 88, 58))
        assert inside.getextrema()[1] <= 12
        assert copy.convert("RGB").getpixel((5, 5))[0] > 200


def test_every_frame_is_painted(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (40, 40), (shade, 9, 9)) for shade in (90, 150, 250)]
    stream = io.BytesIO()
    frames[0].save(
        stream, "GIF", save_all=True, append_images=frames[1:], duration=80, comment=b"secret"
    )
    path, _ = cleaned(tmp_path, stream.getvalue(), sniffing.GIF, boxes=[MIDDLE])
    assert b"secret" not in path.read_bytes()
    with Image.open(path) as copy:
        assert copy.n_frames == 3
        for number in range(3):
            copy.seek(number)
            assert copy.convert("RGB").getpixel((20, 20)) == (0, 0, 0)
            assert copy.convert("RGB").getpixel((2, 2))[0] > 80


def test_the_copy_is_the_same_each_time(tmp_path: Path) -> None:
    first = cleaned(tmp_path, picture("JPEG"), sniffing.JPEG)[0].read_bytes()
    assert cleaned(tmp_path, picture("JPEG"), sniffing.JPEG)[0].read_bytes() == first


@pytest.mark.parametrize("box", [Box(2, 0, 0, 1, 1), Box(1, 1.2, 0, 2, 1), Box(1, 0.5, 0, 0.5, 1)])
def test_a_rectangle_off_the_picture_is_refused(tmp_path: Path, box: Box) -> None:
    with uncleanable("box-off-page"):
        cleaned(tmp_path, picture("PNG"), sniffing.PNG, boxes=[box])


def test_a_value_in_a_picture_cannot_be_found(tmp_path: Path) -> None:
    with uncleanable("mask-not-found"):
        cleaned(tmp_path, picture("PNG"), sniffing.PNG, masks=[mask("张三")])


def test_behind_the_door(tmp_path: Path) -> None:
    source, target = tmp_path / "照片", tmp_path / "净本"
    source.write_bytes(picture("PNG", turned=True))
    report = clean_copies.clean(source, target, sniffing.PNG, boxes=[MIDDLE])
    assert report.painted == 1
    shown = clean_copies.render_page(target, sniffing.PNG, 1, width=40)
    with Image.open(io.BytesIO(shown)) as page:
        assert page.size == (40, 60)
        assert page.convert("L").getpixel((20, 30)) == 0


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"x" * 99, b"", b"GIF89a"])
def test_a_failure_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(content)
    with pytest.raises(clean_copies.Uncleanable) as failed:
        clean_copies.clean(source, target, sniffing.PNG)
    assert str(failed.value)
    assert list(tmp_path.iterdir()) == [source]


def test_other_kinds_have_no_page_to_show(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"text")
    with uncleanable("not-a-page"):
        clean_copies.render_page(source, sniffing.TEXT, 1)
