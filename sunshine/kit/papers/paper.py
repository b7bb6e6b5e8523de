"""The parts of an official letter, and their form as plain data that can be frozen.

A paper knows no law and no database: it is what stands on the sheet. The same paper
always gives the same bytes.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self

from sunshine.kit.numerals import to_chinese


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``heads`` says that the first cell of each row names the second."""

    rows: tuple[tuple[str, ...], ...]
    heads: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """A picture (JPEG) with its caption beneath; the caption is read aloud in its place too."""

    jpeg: bytes
    caption: str


Block = str | Table | Picture


@dataclasses.dataclass(frozen=True, slots=True)
class Paper:
    """One letter as it stands on the sheet.

    ``body`` holds paragraphs (text), tables and pictures in their order; a paragraph that begins
    like 一、 is set as a heading. ``seal`` is a PNG; ``mark`` stands across every page
    of what is no letter (a sample, a draft).
    """

    issuer: str
    title: str
    day: date
    number: str = ""
    addressee: str = ""
    body: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()
    contact: str = ""
    copies: str = ""
    signed: str = ""
    code: str = ""
    address: str = ""
    mark: str = ""
    seal: bytes = b""

    @property
    def day_text(self) -> str:
        """Return the date as official papers write it: 2026年3月5日."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日"

    @property
    def pictures(self) -> tuple[bytes, ...]:
        """Return the pictures in the body, in their order."""
        return tuple(block.jpeg for block in self.body if isinstance(block, Picture))

    def as_data(self) -> dict[str, Any]:
        """Return the paper as plain data for JSON; seal and pictures as their SHA-256."""
        data = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        data["day"] = self.day.isoformat()
        data["body"] = [_block_data(block) for block in self.body]
        data["attachments"] = list(self.attachments)
        data["seal"] = hashlib.sha256(self.seal).hexdigest() if self.seal else ""
        return data

    @classmethod
    def from_data(
        cls, data: Mapping[str, Any], *, seal: bytes = b"", pictures: Iterable[bytes] = ()
    ) -> Self:
        """Return the paper that ``as_data`` wrote; raise ValueError for another seal or picture."""
        sum_ = hashlib.sha256(seal).hexdigest() if seal else ""
        if data["seal"] != sum_:
            raise ValueError("the seal is not the one that was set on this paper")
        by_sum = {hashlib.sha256(one).hexdigest(): one for one in pictures}
        values = dict(data) | {
            "day": date.fromisoformat(data["day"]),
            "body": tuple(_block(block, by_sum) for block in data["body"]),
            "attachments": tuple(data["attachments"]),
            "seal": seal,
        }
        return cls(**values)


def digest_of(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a paper's data, in hexadecimal; the order of its keys is no matter."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def number_text(word: str, year: int, serial: int) -> str:
    """Return a document number (发文字号), such as 沈税公开答〔2026〕12号."""
    return f"{word}〔{year}〕{serial}号"


def is_heading(paragraph: str) -> bool:
    """Return whether ``paragraph`` is a heading of the first level: 一、办理结果."""
    start, comma, rest = paragraph.partition("、")
    if not comma or not rest or len(paragraph) > 30 or paragraph.endswith(("。", "；")):
        return False
    return start in {to_chinese(number) for number in range(1, 21)}


def _block_data(block: Block) -> Any:
    if isinstance(block, str):
        return block
    if isinstance(block, Picture):
        return {"picture": hashlib.sha256(block.jpeg).hexdigest(), "caption": block.caption}
    return {"rows": [list(row) for row in block.rows], "heads": block.heads}


def _block(data: Any, pictures: Mapping[str, bytes]) -> Block:
    if isinstance(data, str):
        return data
    if "picture" in data:
        if data["picture"] not in pictures:
            raise ValueError("a picture of this paper is missing")
        return Picture(pictures[data["picture"]], data["caption"])
    return Table(rows=tuple(tuple(row) for row in data["rows"]), heads=data["heads"])
