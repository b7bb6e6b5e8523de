"""Zip archives, opened with care: entries, sizes and growth are held before anything unpacks."""

import io
import zipfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from sunshine.scanning.reading.budget import Budget
from sunshine.scanning.reading.limits import MOST_MEMBERS
from sunshine.scanning.readings import Unreadable

_PIECE = 1 << 18
_ENCRYPTED = 0x1
_NAME_IS_UTF8 = 0x800


class Archive:
    """A zip archive whose members are counted against a budget as they stream."""

    def __init__(self, source: Path | bytes, budget: Budget) -> None:
        stream = source if isinstance(source, Path) else io.BytesIO(source)
        self._zip = zipfile.ZipFile(stream)
        self._budget = budget
        self.members = [member for member in self._zip.infolist() if not member.is_dir()]
        if len(self._zip.infolist()) > MOST_MEMBERS:
            count = len(self._zip.infolist())
            raise Unreadable("too-many-members", count=count, most=MOST_MEMBERS)
        if any(member.flag_bits & _ENCRYPTED for member in self.members):
            raise Unreadable("encrypted")
        budget.foresee(sum(member.file_size for member in self.members))
        self._by_name = {member.filename: member for member in self.members}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    @property
    def names(self) -> list[str]:
        """The names of all members, as the directory of the archive has them."""
        return [member.filename for member in self.members]

    @property
    def comment(self) -> bytes:
        """What its maker wrote at the end of the archive."""
        return self._zip.comment

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """Return a member whole; raise Unreadable when it grows too much, KeyError without it."""
        member = self._by_name[name] if isinstance(name, str) else name
        self._budget.hold_part(member.file_size)
        pieces = []
        with self._zip.open(member) as stream:
            while piece := stream.read(_PIECE):
                self._budget.spend(len(piece))
                pieces.append(piece)
        return b"".join(pieces)

    def open(self, name: str) -> IO[bytes]:
        """Return a member as a stream that counts against the budget."""
        return cast("IO[bytes]", Counted(self._zip.open(self._by_name[name]), self._budget))


class Counted(io.RawIOBase):
    """A stream that counts what is read from it."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        piece = self._stream.read(size)
        self._budget.spend(len(piece))
        return piece

    def close(self) -> None:
        """Close it and what it reads from."""
        self._stream.close()
        super().close()


def shown_name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member as its maker wrote it: older Chinese tools write GBK."""
    name = member.filename
    if member.flag_bits & _NAME_IS_UTF8:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name
