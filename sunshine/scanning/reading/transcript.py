"""The text of a file as it is being read, with what hides in it."""

import re
from dataclasses import dataclass, replace

from sunshine.scanning.findings import Sighting
from sunshine.scanning.hidden import HIDDEN
from sunshine.scanning.reading.limits import MOST_CHARACTERS, MOST_SIGHTINGS
from sunshine.scanning.readings import HIDDEN_PART, Reading, Unreadable

# What cannot stand in XML, JSON or a terminal: controls and halves of surrogate pairs.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# How much of a long hidden text its sighting quotes.
QUOTED = 200


def fit(text: str) -> str:
    """Return ``text`` with one kind of line end and without characters that cannot be shown."""
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True, slots=True)
class _Aside:
    """An entry of the part that a reader does not see; ``marks`` point into ``text``."""

    label: str
    text: str
    marks: tuple[Sighting, ...]


class Transcript:
    """Collects text in reading order; ``finish`` gives the reading."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._aside_length = 0
        self._last = "\n"
        self._pages: list[tuple[int, int]] = []
        self._marks: list[Sighting] = []
        self._asides: list[_Aside] = []
        self._page_start: int | None = None

    @property
    def length(self) -> int:
        """How many code points of visible text there are so far."""
        return self._length

    @property
    def page(self) -> int | None:
        """The number of the page being written, from 1; None outside of pages."""
        return None if self._page_start is None else len(self._pages) + 1

    def write(self, text: str) -> None:
        """Add visible text."""
        text = fit(text)
        if not text:
            return
        self._pieces.append(text)
        self._length += len(text)
        self._last = text[-1]
        self._hold()

    def write_flowing(self, text: str) -> None:
        """Add visible text in which spaces at the beginning of a line mean nothing."""
        self.write(text.lstrip(" ") if self._last in "\n\t " else text)

    def line(self, text: str = "") -> None:
        """Add visible text on a line of its own."""
        self.end_line()
        if text:
            self.write(text + "\n")

    def end_line(self) -> None:
        """Begin a new line unless one has just begun."""
        if self._last != "\n":
            self.write("\n")

    def begin_page(self) -> None:
        """Begin the next page; the one before must have been ended."""
        self.end_line()
        self._page_start = self._length

    def end_page(self) -> None:
        """End the page that was begun."""
        self.end_line()
        self._pages.append((self._page_start or 0, self._length))
        self._page_start = None

    def mark(self, what: str, start: int, *, end: int | None = None, why: str = "") -> None:
        """Say that the visible text from ``start`` on hides something."""
        stop = self._length if end is None else end
        self._marks.append(_sighting(what, start, stop, self.page, why))

    def hide(self, what: str, text: str, *, why: str = "", lead: str = "") -> None:
        """Add text that a reader does not see; ``lead`` stands before it, outside the sighting."""
        shown = fit(text).strip("\n") or HIDDEN[what]
        begin = len(fit(lead))
        mark = _sighting(what, begin, begin + len(shown), self.page, why)
        self._aside(_Aside(HIDDEN[what], fit(lead) + shown, (mark,)))

    def note(self, label: str, text: str) -> None:
        """Add text that a reader hardly sees and that is no fault; it is looked through too."""
        if text.strip():
            self._aside(_Aside(label, fit(text).strip("\n"), ()))

    def tuck(self, what: str, name: str, inner: Reading, *, why: str = "") -> None:
        """Add a whole document that hides in this one, with what hides in it."""
        begin = len(fit(name)) + 1
        text = f"{fit(name)}\n{inner.text}"
        marks = [_sighting(what, 0, len(fit(name)), self.page, why)]
        marks += [_moved(sighting, begin, self.page) for sighting in inner.hidden]
        self._aside(_Aside(HIDDEN[what], text, tuple(marks)))

    def include(self, name: str, inner: Reading) -> None:
        """Add a whole document as visible text under its name: the member of an archive."""
        self.line(name)
        start = self._length
        self.write(inner.text)
        self.end_line()
        self._marks += [_moved(sighting, start, None) for sighting in inner.hidden]

    def absorb(self, inner: "Transcript", *, single_line: bool) -> None:
        """Add what another transcript collected: the cell of a table, on one line if so asked."""
        text = "".join(inner._pieces).rstrip("\n")
        start = self._length
        self.write(text.replace("\n", " ") if single_line else text)
        self._marks += [_moved(mark, start, self.page) for mark in inner._marks]
        self._asides += [
            replace(aside, marks=tuple(_moved(mark, 0, self.page) for mark in aside.marks))
            for aside in inner._asides
        ]
        self._aside_length += inner._aside_length

    def finish(self) -> Reading:
        """Return what was collected, the asides last."""
        pieces, length = self._pieces, self._length
        marks = list(self._marks)
        if self._asides:
            lead = ("" if self._last == "\n" else "\n") + HIDDEN_PART + "\n"
            pieces.append(lead)
            length += len(lead)
        for aside in self._asides:
            label = f"〔{aside.label}〕"
            pieces.append(f"{label}{aside.text}\n")
            marks += [_moved(mark, length + len(label), mark.page) for mark in aside.marks]
            length += len(label) + len(aside.text) + 1
        text = "".join(pieces)
        return Reading(text, tuple(self._pages), _counted(_quoted(marks, text)))

    def _aside(self, aside: _Aside) -> None:
        self._asides.append(aside)
        self._aside_length += len(aside.text)
        self._hold()

    def _hold(self) -> None:
        if self._length + self._aside_length > MOST_CHARACTERS:
            raise Unreadable("too-long", most=MOST_CHARACTERS // 10_000)


def _sighting(what: str, start: int, end: int, page: int | None, why: str) -> Sighting:
    return Sighting(f"hidden:{what}", "", start, end, page, "", why)


def _moved(sighting: Sighting, by: int, page: int | None) -> Sighting:
    return replace(sighting, start=sighting.start + by, end=sighting.end + by, page=page)


def _quoted(marks: list[Sighting], text: str) -> list[Sighting]:
    """Give every sighting the beginning of the text at its place, and end it there."""
    ends = [min(mark.end, mark.start + QUOTED) for mark in marks]
    return [
        replace(mark, text=text[mark.start : end], end=end)
        for mark, end in zip(marks, ends, strict=True)
    ]


def _counted(marks: list[Sighting]) -> tuple[Sighting, ...]:
    """Keep the first of each kind; the rest of a long list adds nothing to what is to be done."""
    seen: dict[str, int] = {}
    kept = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind)):
        seen[mark.kind] = seen.get(mark.kind, 0) + 1
        if seen[mark.kind] <= MOST_SIGHTINGS:
            kept.append(mark)
    return tuple(kept)
