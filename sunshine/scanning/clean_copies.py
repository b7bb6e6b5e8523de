"""Clean copies of files: what is to go, what came of it, why not (净本).

Light on purpose: the work itself is done by ``scanning.cleaning`` in a child process, behind
the same door as the reading.

Law: 政府信息公开条例 2019 arts. 15, 37; 个人信息保护法 arts. 6, 51.
"""

import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sunshine.scanning import door
from sunshine.scanning.readings import UNREADABLE, Unreadable

SECONDS = 180
MEGABYTES = 2048
# The largest copy that is written.
COPY_MEGABYTES = 1024
# Width in pixels of a page shown to an officer.
PAGE_WIDTH = 1200
# The longer side of a picture in a published text: 200 dots an inch where it is printed.
SHOWN_PIXELS = 1000


@dataclass(frozen=True, slots=True)
class Mask:
    """A value that is to be masked wherever it stands in the file.

    ``kind``, ``text``, ``page``, ``start`` and ``end`` are those of the sighting;
    ``suggestion`` is what stands there afterwards, stars if it is empty.
    """

    kind: str
    text: str
    page: int | None
    suggestion: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle to be blacked out, in shares (0 to 1) of the page from its upper left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class CleanReport:
    """What was done for a clean copy.

    ``stripped``: each ``<what>`` of ``hidden:<what>`` that was there and is gone; ``masked``:
    how many places were masked; ``painted``: how many rectangles; ``pictured``: pages of a PDF
    that became pictures; ``notes``: codes of ``NOTES`` that an officer should know.
    """

    stripped: tuple[str, ...] = ()
    masked: int = 0
    painted: int = 0
    pictured: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "CleanReport":
        """Return the report that ``asdict`` gave."""
        return cls(
            stripped=tuple(data["stripped"]),
            masked=int(data["masked"]),
            painted=int(data["painted"]),
            pictured=tuple(int(page) for page in data["pictured"]),
            notes=tuple(data["notes"]),
        )


class Uncleanable(Exception):
    """No clean copy was made: a stable code (``UNCLEANABLE`` or ``UNREADABLE``) and the facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        """Return the Chinese sentence that says what to do next."""
        return (UNCLEANABLE.get(self.code) or UNREADABLE[self.code]) % self.facts


def clean(
    source: Path,
    target: Path,
    media_type: str,
    *,
    strip: Collection[str] | None = None,
    masks: Sequence[Mask] = (),
    boxes: Sequence[Box] = (),
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> CleanReport:
    """Write a clean copy of ``source`` to ``target`` and return what was done.

    ``strip``: which hidden data is to go (``hidden:<what>`` or ``<what>``), None for all.
    Runs in a child process; the copy has been read again and no longer holds what was to go.
    Raises Uncleanable for every way of failing; then there is no ``target``.
    """
    unfinished = target.with_name(target.name + ".unfinished")
    job = {
        "path": str(source.absolute()),
        "target": str(unfinished.absolute()),
        "media_type": media_type,
        "strip": None if strip is None else sorted(strip),
        "masks": [asdict(mask) for mask in masks],
        "boxes": [asdict(box) for box in boxes],
    }
    try:
        report = CleanReport.from_data(_run("clean", job, seconds, megabytes))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return report


def render_page(
    path: Path,
    media_type: str,
    page: int,
    *,
    width: int = PAGE_WIDTH,
    seconds: int = door.SECONDS,
    megabytes: int = door.MEGABYTES,
) -> bytes:
    """Return page ``page`` (from 1) of a PDF, or a picture, as PNG of ``width`` pixels.

    As a reader sees it, in a child process. Raises Uncleanable.
    """
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        job = {
            "path": str(path.absolute()),
            "target": str(picture),
            "media_type": media_type,
            "page": page,
            "width": width,
        }
        _run("render", job, seconds, megabytes)
        return picture.read_bytes()


def reduce_picture(path: Path, media_type: str, *, longest: int = SHOWN_PIXELS) -> bytes:
    """Return a picture as JPEG for a page: at most ``longest`` pixels a side, nothing beside them.

    In a child process. Raises Uncleanable.
    """
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "picture.jpg"
        job = {
            "path": str(path.absolute()),
            "target": str(picture),
            "media_type": media_type,
            "page": 1,
            "width": longest,
            "form": "jpeg",
        }
        _run("render", job, door.SECONDS, door.MEGABYTES)
        return picture.read_bytes()


def _run(operation: str, job: Mapping[str, Any], seconds: int, megabytes: int) -> dict[str, Any]:
    try:
        result = door.run(
            operation, job, seconds=seconds, megabytes=megabytes, writes_megabytes=COPY_MEGABYTES
        )
    except Unreadable as error:
        raise Uncleanable(error.code, **error.facts) from error
    if "uncleanable" in result:
        raise Uncleanable(str(result["uncleanable"]), **result["facts"])
    return result


UNCLEANABLE = {
    "save-as-docx": "旧格式文档不能制作净本。请用办公软件另存为DOCX后重新上传。",
    "save-as-xlsx": "旧格式表格不能制作净本。请用办公软件另存为XLSX后重新上传。",
    "save-as-pptx": "旧格式演示文稿不能制作净本。请用办公软件另存为PPTX后重新上传。",
    "clean-members": "压缩包不能制作净本。请解压，逐个处理后分别上传。",
    "kind-not-cleanable": "这种文件不能制作净本。请另存为DOCX、XLSX、PDF后重新上传。",
    "boxes-need-pages": "这种文件不能涂黑。请导出为PDF后涂黑。",
    "box-off-page": "涂黑的位置不在页面上。请重新标出。",
    "no-such-page": "文件没有第%(page)s页。请核对页码。",
    "not-a-page": "只有PDF和图片能逐页显示。请打开文件查看。",
    "mask-not-found": "找不到要打码的内容（%(count)s处）。请修改原文件，或者导出为PDF后涂黑。",
    "mask-changes-nothing": "打码后的写法仍含有原内容（%(count)s处）。请改写。",
    "still-there": "净本中仍有应当清除的内容（%(what)s）。请在原文件中删除后重新上传。",
    "fonts-missing": "PDF没有内嵌字体，涂黑会丢失文字。请重新导出并内嵌字体。",
    "nothing-left": "清除后文件没有内容。请在原文件中修改后重新上传。",
}

# Said of a copy that was made.
NOTES = {
    "changes-accepted": "修订按接受处理，净本是最后的文字。",
    "formulas-became-values": "公式已改为当时的数值。",
    "signatures-dropped": "内容已变，原电子签名随之失效，已移除。",
    "pages-became-pictures": "有遮盖或者隐藏内容的页面已改为图片，可见文字仍可检索。",
    "annotations-dropped": "书签、链接和批注已移除，印章和表单内容保留在页面上。",
    "pictures-renewed": "图片已重新编码，不含拍摄信息。",
}
