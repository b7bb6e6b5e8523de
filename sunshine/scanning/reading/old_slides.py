"""PPT: PowerPoint 97 to 2003, record by record ([MS-PPT])."""

import struct
from collections.abc import Iterator

from sunshine.scanning.reading.compound import Compound
from sunshine.scanning.reading.context import Context, Source
from sunshine.scanning.reading.transcript import Transcript
from sunshine.scanning.readings import Unreadable

_SLIDE, _NOTES, _MASTER, _COMMENT = 0x03EE, 0x03F0, 0x03F8, 0x2EE0
_WIDE, _NARROW, _STRING, _SHOW, _EDIT = 0x0FA0, 0x0FA8, 0x0FBA, 0x03F9, 0x0FF5
_ENCRYPTED = 0xF3D1C4DF
_DEEPEST = 40


def read_ppt(source: Source, transcript: Transcript, context: Context) -> None:
    """Read slides, then notes, comments, masters and what else hides."""
    compound = Compound(source)
    if compound.has("Current User"):
        user = compound.stream("Current User")
        if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _ENCRYPTED:
            raise Unreadable("encrypted")
    stream = compound.stream("PowerPoint Document")
    edits = 0
    for kind, data in _records(stream):
        edits += kind == _EDIT
        _top(kind, data, transcript)
    if edits > 1:
        transcript.hide("earlier_revisions", f"{edits}次保存", why="quick-save")
    compound.finish(transcript, context)


def _top(kind: int, data: bytes, out: Transcript) -> None:
    if kind == _NOTES:
        _tell(data, "speaker_notes", "notes", out)
    elif kind == _MASTER:
        out.note("母版", "\n".join(_texts(data)))
    elif kind == _SLIDE and _is_hidden(data):
        _tell(data, "hidden_slides", "hidden", out)
    else:
        for text in _texts(data) if data else ():
            out.line(text)
        for comment in _within(data, _COMMENT):
            told = [d.decode("utf-16-le", "replace") for k, d in _records(comment) if k == _STRING]
            out.hide("comments", "\n".join(told), why="comment")


def _tell(data: bytes, what: str, why: str, out: Transcript) -> None:
    told = "\n".join(_texts(data))
    if told:
        out.hide(what, told, why=why)


def _is_hidden(slide: bytes) -> bool:
    return any(len(show) > 10 and show[10] & 0x04 for show in _within(slide, _SHOW))


def _texts(data: bytes, depth: int = 0) -> list[str]:
    """Return the texts of a container and of all within it."""
    found: list[str] = []
    for kind, inner in _records(data):
        if kind == _WIDE:
            found.append(_clean(inner.decode("utf-16-le", "replace")))
        elif kind == _NARROW:
            found.append(_clean(inner.decode("latin-1")))
        elif depth < _DEEPEST and _holds_records(kind) and kind != _COMMENT:
            found += _texts(inner, depth + 1)
    return [text for text in found if text.strip() and text.strip() != "*"]


def _clean(text: str) -> str:
    return text.replace("\r", "\n").replace("\x0b", "\n").strip("\n")


def _within(data: bytes, wanted: int, depth: int = 0) -> Iterator[bytes]:
    for kind, inner in _records(data):
        if kind == wanted:
            yield inner
        elif depth < _DEEPEST and _holds_records(kind):
            yield from _within(inner, wanted, depth + 1)


# Containers among the records of slides and of their drawings (0xF000 to 0xF00D).
_CONTAINERS = {0x03E8, 0x03EE, 0x03F0, 0x03F8, 0x0FF0, 0x040C, 0x1388, 0x138A, 0x138B, 0x2EE0}
_DRAWN = {0xF000, 0xF002, 0xF003, 0xF004, 0xF00D, 0xF011}


def _holds_records(kind: int) -> bool:
    return kind in _CONTAINERS or kind in _DRAWN


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 8 <= len(data):
        _, kind, size = struct.unpack_from("<HHI", data, place)
        if kind == 0:
            return
        yield kind, data[place + 8 : place + 8 + size]
        place += 8 + size
