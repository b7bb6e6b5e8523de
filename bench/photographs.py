"""200 photographs of 20 MB, each made small for the bulletin as the worker does it.

One after another, each opened in a child behind the door; every one says with what and where it was
taken, and no copy does. Memory: by how much the process that asks has grown.
"""

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import ExifTags, Image

from bench.measuring import Figure, percentile, resident_megabytes
from sunshine.scanning.clean_copies import reduce_picture

NUMBER, MEGABYTES, SIZE = 200, 20, (5472, 3648)
SECONDS, GROWTH = 5.0, 100.0
_CAMERA = b"camera-of-the-bench"
_MB = 1 << 20


def run(home: Path) -> list[Figure]:
    """Write the photographs one by one, make each small, and measure."""
    taken, told, before = [], 0, resident_megabytes(os.getpid())
    sizes = []
    for photograph in _photographs(home):
        sizes.append(photograph.stat().st_size / _MB)
        start = time.perf_counter()
        made = reduce_picture(photograph, "image/jpeg")
        taken.append(time.perf_counter() - start)
        told += _CAMERA in made or b"Exif" in made
        photograph.unlink()
    grown = resident_megabytes(os.getpid()) - before
    note = f"{len(taken)} of {min(sizes):.1f} MB, {SIZE[0]}×{SIZE[1]}, all in {sum(taken):.0f} s"
    return [
        Figure("one photograph, p95", percentile(taken, 0.95), "s", SECONDS, False, note),
        Figure("growth of the process", grown, "MB", GROWTH, at_least=False),
        Figure("copies that tell the camera", told, "", 0, at_least=False),
    ]


def _photographs(home: Path) -> Iterator[Path]:
    noise = Image.effect_noise(SIZE, 90)
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = _CAMERA.decode()
    drawn = io.BytesIO()
    Image.merge("RGB", (noise, noise.rotate(180), noise)).save(drawn, "JPEG", quality=92, exif=exif)
    content = drawn.getvalue()
    padding = b"\0" * max(0, MEGABYTES * _MB - len(content))
    for number in range(NUMBER):
        target = home / f"{number}.jpg"
        target.write_bytes(content + padding + str(number).encode())
        yield target
