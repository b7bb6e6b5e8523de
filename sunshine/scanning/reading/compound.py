"""OLE compound files: what DOC, XLS and PPT have in common."""

import io

import olefile

from sunshine.scanning.reading.context import Context, Source, whole
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_PROPERTIES = {
    "author": "作者",
    "last_saved_by": "最后修改者",
    "manager": "主管",
    "company": "单位",
    "comments": "备注",
}
_NOTED = ("title", "subject", "keywords", "template", "category")
_MACROS = {"macros", "_vba_project_cur", "vba", "_vba_project"}
_OBJECTS = ("mbd", "objectpool", "_1", "ole10native")
_LARGEST = 96 << 20


class Compound:
    """The streams of a compound file."""

    def __init__(self, source: Source) -> None:
        self.content = whole(source)
        self._file = olefile.OleFileIO(io.BytesIO(self.content))

    def has(self, stream: str) -> bool:
        """Return whether there is such a stream."""
        return bool(self._file.exists(stream))

    def stream(self, name: str) -> bytes:
        """Return a stream whole; raise Unreadable("damaged") without it."""
        if not self._file.exists(name) or self._file.get_size(name) > _LARGEST:
            raise Unreadable("damaged")
        return bytes(self._file.openstream(name).read())

    def finish(self, transcript: Transcript, _context: Context) -> None:
        """Add properties, macros, objects and pivots, found by their places."""
        self._properties(transcript)
        tops: dict[str, str] = {}
        for path in self._file.listdir(streams=True, storages=True):
            tops.setdefault(path[0].lower(), path[0])
            if path[-1].lower() == "\x01ole10native":
                transcript.hide("embedded_objects", "/".join(path).replace("\x01", ""), why="ole")
        for lowered, name in tops.items():
            if lowered in _MACROS:
                transcript.hide("macros", name, why="vba")
            elif lowered.startswith(_OBJECTS):
                transcript.hide("embedded_objects", name, why="ole")
            elif lowered.startswith("_sx_db"):
                transcript.hide("pivot_cache", self._pivot(name), why="pivot")
            elif lowered in {"revision log", "user names"}:
                transcript.hide("tracked_changes", name, why="shared-log")

    def _properties(self, out: Transcript) -> None:
        told = self._file.get_metadata()
        for key, label in _PROPERTIES.items():
            value = _decoded(getattr(told, key))
            if value:
                out.hide("properties", value, why=key, lead=f"{label}：")
        for key in _NOTED:
            out.note("文件属性", _decoded(getattr(told, key)))

    def _pivot(self, storage: str) -> str:
        """Return the texts of a pivot's cache: records SXSTRING (0xCD) of BIFF."""
        found = []
        for path in self._file.listdir():
            if path[0] == storage:
                content = self._file.openstream(path).read()
                found += [unicode_string(data) for kind, data in records(content) if kind == 0xCD]
        return "\n".join(found) or storage


def records(content: bytes) -> list[tuple[int, bytes]]:
    """Return the records of a BIFF stream: kind and data."""
    found, place = [], 0
    while place + 4 <= len(content):
        kind = int.from_bytes(content[place : place + 2], "little")
        size = int.from_bytes(content[place + 2 : place + 4], "little")
        if kind == 0 and size == 0:
            break
        found.append((kind, content[place + 4 : place + 4 + size]))
        place += 4 + size
    return found


def unicode_string(data: bytes, *, long: bool = True) -> str:
    """Return a string of BIFF8: its length, whether it is wide, its characters."""
    size = 2 if long else 1
    count, wide = int.from_bytes(data[:size], "little"), data[size : size + 1] == b"\1"
    body = data[size + 1 : size + 1 + (count * 2 if wide else count)]
    return body.decode("utf-16-le" if wide else "latin-1", "replace")


def _decoded(value: object) -> str:
    if isinstance(value, bytes):
        for encoding in ("utf-8", "gb18030"):
            try:
                return value.decode(encoding).strip("\0 ")
            except UnicodeDecodeError:
                continue
        return ""
    return str(value).strip("\0 ") if value is not None else ""
