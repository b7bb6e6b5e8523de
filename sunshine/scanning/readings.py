"""What the reading of a file comes to: its text and what hides in it, or why it cannot be read.

Light on purpose: the parsers themselves are imported by the child process alone.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sunshine.scanning.findings import Sighting


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as text.

    ``text`` is all that a reader can see, in reading order, then a marked part with what
    hides (``HIDDEN_PART``). ``pages``: start and end of each page or slide in it, in code
    points, () if the kind has no pages. ``hidden``: sightings of kind ``hidden:<what>``
    (docs/scanning.md) which point at their place in the text.
    """

    text: str
    pages: tuple[tuple[int, int], ...] = ()
    hidden: tuple[Sighting, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the reading as JSON can carry it."""
        return {
            "text": self.text,
            "pages": [list(page) for page in self.pages],
            "hidden": [asdict(sighting) for sighting in self.hidden],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Reading":
        """Return the reading that ``as_data`` gave; raise KeyError or TypeError for other data."""
        return cls(
            text=data["text"],
            pages=tuple((int(start), int(end)) for start, end in data["pages"]),
            hidden=tuple(Sighting(**sighting) for sighting in data["hidden"]),
        )


class Unreadable(Exception):
    """A file that was not looked through: a stable code (``UNREADABLE``) and the facts.

    ``member`` among the facts names the member of an archive that is meant. Nothing that is
    unreadable passes unseen: who catches this says so to a person.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        """Return the Chinese sentence that says what to do next."""
        sentence = UNREADABLE[self.code] % self.facts
        member = self.facts.get("member")
        return f"{sentence}（压缩包内：{member}）" if member else sentence


# Stands before the part of the text that a reader does not see.
HIDDEN_PART = "———— 以下内容在文件中看不到 ————"

UNREADABLE = {
    "empty": "文件是空的。请检查后重新选择。",
    "unknown-kind": "不能识别这种文件，没有检查。请另存为DOCX、XLSX、PDF或者OFD。",
    "program": "这是程序文件，没有检查。请改用文档、表格或者图片。",
    "damaged": "文件已经损坏，没有检查。请重新导出。",
    "encrypted": "文件设有密码，没有检查。请取消密码。",
    "old-format": "文件格式过旧，没有检查。请另存为DOCX、XLSX或者PPTX。",
    "has-doctype": "文件内含外部定义（DTD），没有检查。请用办公软件重新保存。",
    "too-big": "文件超过%(most)s MB，没有检查。请拆分后分别检查。",
    "too-many-pages": "文件有%(count)s页，最多检查%(most)s页。请拆分后分别检查。",
    "too-many-pixels": "图片有%(width)s×%(height)s像素，最多检查%(most)s万像素。请缩小图片。",
    "too-many-members": "文件内有%(count)s个部件，最多检查%(most)s个。请拆分后分别检查。",
    "too-many-rows": "表格超过%(most)s行，没有检查。请拆分后分别检查。",
    "too-deep": "压缩包嵌套超过%(most)s层，没有检查。请解压后分别检查。",
    "too-long": "文件的文字超过%(most)s万字，没有检查。请拆分后分别检查。",
    "expands-too-much": "文件解压后异常庞大，没有检查。请用办公软件重新保存。",
    "too-big-for-virus-scan": "文件超过杀毒服务能检查的大小，没有检查。请拆分后分别上传。",
    "too-slow": "检查在%(seconds)s秒内没有完成。请拆分文件后分别检查。",
    "too-much-memory": "检查所需的内存超过%(megabytes)s MB。请拆分文件后分别检查。",
    "reader-died": "检查中途异常结束，文件可能已经损坏。请重新导出。",
    "not-there": "找不到文件，没有检查。请核对文件位置。",
}
