"""DOC: Word 97 to 2003, by its table of pieces ([MS-DOC])."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sunshine.scanning.reading.compound import Compound
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_WORD_97 = 0x00C1
_ENCRYPTED, _SECOND_TABLE, _COMPLEX = 0x0100, 0x0200, 0x0004
_PAIRS = 0x9A
_CHPX, _CLX, _AUTHORS, _SAVED_BY = 12, 33, 51, 71
# Lengths of the parts of the text, in their order, at these places.
_PARTS = (
    (0x4C, "main"),
    (0x50, "main"),
    (0x54, "main"),
    (0x58, "main"),
    (0x5C, "comments"),
    (0x60, "main"),
    (0x64, "main"),
    (0x68, "main"),
)
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_VANISH, _DELETED, _ICO, _COLOUR = 0x083C, 0x0800, 0x2A42, 0x6870
_FIELD_CODE = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x14\x15]*))?\x15")
_LEFT_OVER = re.compile(r"[\u4e00-\u9fff\w，。：；、（）@.\- ]{4,}")
_SIGNS = str.maketrans(
    {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": None}
    | dict.fromkeys("\x01\x02\x03\x04\x05\x08\x13\x14\x15", None)
)


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    place: int
    is_narrow: bool

    @property
    def width(self) -> int:
        return 1 if self.is_narrow else 2


def read_doc(source: Source, transcript: Transcript, context: Context) -> None:
    """Read text, notes, headers, boxes; comments and what hides; properties."""
    compound = Compound(source)
    _Document(compound, transcript).read()
    compound.finish(transcript, context)


class _Document:
    def __init__(self, compound: Compound, transcript: Transcript) -> None:
        self._out = transcript
        self._main = compound.stream("WordDocument")
        self._flags = self._short(0x0A)
        if self._flags & _ENCRYPTED:
            raise Unreadable("encrypted")
        if self._short(2) < _WORD_97:
            raise Unreadable("old-format")
        self._table = compound.stream("1Table" if self._flags & _SECOND_TABLE else "0Table")
        self._pieces = self._read_pieces()
        self._starts, self._ways = self._read_looks()

    def read(self) -> None:
        """Write the parts of the text in their order."""
        first = 0
        for place, part in _PARTS:
            count = self._long(place)
            if count > 0:
                self._part(first, first + count, part)
                first += count
        for index, what, label in (
            (_AUTHORS, "tracked_changes", "修订者："),
            (_SAVED_BY, "properties", "保存者："),
        ):
            for told in self._strings(index):
                if told not in {"", "Unknown"}:
                    self._out.hide(what, told, why="author", lead=label)
        if self._flags & (_COMPLEX | 0x00F0):
            self._left_over()

    def _part(self, first: int, last: int, part: str) -> None:
        shown: list[str] = []
        hidden: dict[str, list[str]] = {}
        for text, what in self._runs(first, last):
            if what:
                hidden.setdefault(what, []).append(text)
            else:
                shown.append(text)
        text = self._plain("".join(shown))
        if part == "comments":
            self._out.hide("comments", text.strip(), why="comment")
        else:
            self._out.write(text)
            self._out.end_line()
        for what, found in hidden.items():
            told = self._plain("".join(found)).strip()
            if told:
                self._out.hide(what, told, why="deleted" if what == "tracked_changes" else "vanish")

    def _plain(self, text: str) -> str:
        def field(match: re.Match[str]) -> str:
            if '"' in match[1] or "@" in match[1]:
                self._out.note("域代码", match[1].strip())
            return match[2] or ""

        while (without := _FIELD_CODE.sub(field, text)) != text:
            text = without
        text = text.replace("\x07\x07", "\n").replace("\x07", "\t")
        return text.translate(_SIGNS)

    def _runs(self, first: int, last: int) -> Iterator[tuple[str, str]]:
        """Yield stretches of text between two positions, each with what hides it."""
        for piece in self._pieces:
            begin, end = max(first, piece.start), min(last, piece.end)
            while begin < end:
                place = piece.place + (begin - piece.start) * piece.width
                index = bisect_right(self._starts, place) - 1
                until = self._starts[index + 1] if index + 1 < len(self._starts) else 1 << 40
                count = min(end - begin, max(1, -(-(until - place) // piece.width)))
                raw = self._main[place : place + count * piece.width]
                text = raw.decode("cp1252" if piece.is_narrow else "utf-16-le", "replace")
                yield text, self._ways[index] if index >= 0 else ""
                begin += count

    def _read_pieces(self) -> list[_Piece]:
        start, size = self._pair(_CLX)
        clx = self._table[start : start + size]
        place = 0
        while place < len(clx) and clx[place] == 1:
            place += 3 + int.from_bytes(clx[place + 1 : place + 3], "little")
        if place >= len(clx) or clx[place] != 2:
            raise Unreadable("damaged")
        plc = clx[place + 5 : place + 5 + int.from_bytes(clx[place + 1 : place + 5], "little")]
        count = (len(plc) - 4) // 12
        ends = struct.unpack_from(f"<{count + 1}I", plc)
        found = []
        for number in range(count):
            (code,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
            narrow = bool(code & 0x40000000)
            where = (code & 0x3FFFFFFF) // 2 if narrow else code & 0x3FFFFFFF
            found.append(_Piece(ends[number], ends[number + 1], where, narrow))
        return found

    def _read_looks(self) -> tuple[list[int], list[str]]:
        """Return places in the file at which looks change, and what hides the text from there."""
        start, size = self._pair(_CHPX)
        plc = self._table[start : start + size]
        count = max(0, (len(plc) - 4) // 8)
        starts, ways = [], []
        for number in range(count):
            (page,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)
            block = self._main[(page & 0x3FFFFF) * 512 :][:512]
            if len(block) < 512:
                continue
            runs = block[511]
            places = struct.unpack_from(f"<{runs + 1}I", block)
            for run in range(runs):
                offset = block[4 * (runs + 1) + run] * 2
                length = block[offset] if offset else 0
                starts.append(places[run])
                ways.append(_way(block[offset + 1 : offset + 1 + length]))
            starts.append(places[runs])
            ways.append("")
        order = sorted(range(len(starts)), key=lambda index: starts[index])
        return [starts[index] for index in order], [ways[index] for index in order]

    def _left_over(self) -> None:
        """Read what a quick save left in the file without a piece that shows it."""
        first, last = self._long(0x18), min(self._long(0x1C), len(self._main))
        covered = sorted((p.place, p.place + (p.end - p.start) * p.width) for p in self._pieces)
        found, place = [], first
        for begin, end in [*covered, (last, last)]:
            if place < begin <= last:
                raw = self._main[place:begin]
                found += _LEFT_OVER.findall(raw.decode("utf-16-le", "replace"))
                found += _LEFT_OVER.findall(raw.decode("gb18030", "replace"))
            place = max(place, end)
        self._out.hide("earlier_revisions", "\n".join(found), why="quick-save")

    def _strings(self, index: int) -> list[str]:
        """Return a table of strings (STTB) of two-byte characters."""
        start, size = self._pair(index)
        data = self._table[start : start + size]
        if len(data) < 6 or data[:2] != b"\xff\xff":
            return []
        count, extra = struct.unpack_from("<HH", data, 2)
        found, place = [], 6
        for _ in range(count):
            length = int.from_bytes(data[place : place + 2], "little")
            found.append(data[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace"))
            place += 2 + 2 * length + extra
        return found

    def _pair(self, index: int) -> tuple[int, int]:
        start, size = struct.unpack_from("<II", self._main, _PAIRS + 8 * index)
        return int(start), int(size)

    def _short(self, place: int) -> int:
        return int(struct.unpack_from("<H", self._main, place)[0])

    def _long(self, place: int) -> int:
        return int(struct.unpack_from("<i", self._main, place)[0])


def _way(changes: bytes) -> str:
    """Return what hides a run, by the list of its changes (sprms)."""
    place = 0
    while place + 2 <= len(changes):
        (code,) = struct.unpack_from("<H", changes, place)
        place += 2
        kind = code >> 13
        size = _OPERANDS.get(kind)
        if size is None:
            size = 1 + (changes[place] if place < len(changes) else 0)
        operand = changes[place : place + size]
        place += size
        if code == _DELETED and operand[:1] == b"\1":
            return "tracked_changes"
        if code == _VANISH and operand[:1] in {b"\1", b"\x81"}:
            return "hidden_text"
        if (code, operand) in {(_ICO, b"\x08"), (_COLOUR, b"\xff\xff\xff\0")}:
            return "white_text"
    return ""
