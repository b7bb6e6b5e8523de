"""Text cut into screens that are read from twelve metres, and how long each must stand. Pure.

At twelve metres a character is read with ease from some 6 cm on (height = distance / 200). On a
55-inch screen that leaves some 16 characters × 5 lines, in either direction. Nobody reads
faster than the text goes: 4 characters a second is slow reading aloud.
"""

import re

LINE_CHARACTERS = 16
LINES = 5
PER_SECOND = 4
LEAST_SECONDS = 8
_PARAGRAPHS = re.compile(r"\s*\n\s*")
# A cut is best after these, and bad before those.
_ENDS = "。！？；"
_PAUSES = "，、：）】》」”"
_NEVER_FIRST = _ENDS + _PAUSES


def width_of(text: str) -> float:
    """Return how wide ``text`` is, in Chinese characters; Latin letters take half of one."""
    return sum(0.55 if ord(character) < 0x2E80 else 1.0 for character in text)


def lines_of(text: str) -> int:
    """Return how many lines ``text`` takes, one at least."""
    return max(1, -(-int(width_of(text) * 100) // (LINE_CHARACTERS * 100)))


def seconds_for(text: str) -> int:
    """Return how many seconds ``text`` must stand to be read without haste."""
    return max(LEAST_SECONDS, 3 + round(width_of(text) / PER_SECOND))


def pages_of(text: str, *, most: int) -> list[str]:
    """Return ``text`` in at most ``most`` screens; lines of a screen are parted by a line feed.

    Whole paragraphs where they fit, else whole sentences, else pieces: nothing is lost but
    what lies beyond the last screen, which then ends with an ellipsis.
    """
    screens: list[list[str]] = []
    for paragraph in _PARAGRAPHS.split(text.strip()):
        for piece in _pieces(paragraph):
            if screens and sum(map(lines_of, [*screens[-1], piece])) <= LINES:
                screens[-1].append(piece)
            else:
                screens.append([piece])
    kept = ["\n".join(screen) for screen in screens[:most]]
    if len(screens) > most and kept:
        kept[-1] = _broken_off(kept[-1])
    return kept


def _broken_off(page: str) -> str:
    """Return ``page`` with an ellipsis at its end, and no more lines than a screen has."""
    while True:
        shown = f"{page.rstrip('…')}…"
        if sum(map(lines_of, shown.split("\n"))) <= LINES:
            return shown
        page = page[:-1]


def _pieces(paragraph: str) -> list[str]:
    """Return the paragraph in pieces that fit one screen each."""
    pieces: list[str] = []
    while paragraph and lines_of(paragraph) > LINES:
        cut = _cut(paragraph)
        pieces.append(paragraph[:cut].strip())
        paragraph = paragraph[cut:].strip()
    return [piece for piece in [*pieces, paragraph] if piece]


def _cut(paragraph: str) -> int:
    """Return where to cut off the first screen: after a sentence, a pause, or where it is full."""
    full = next(
        end
        for end in range(1, len(paragraph) + 1)
        if end == len(paragraph) or lines_of(paragraph[: end + 1]) > LINES
    )
    for marks in (_ENDS, _PAUSES):
        found = max(paragraph.rfind(mark, full // 3, full) for mark in marks)
        if found >= 0:
            return found + 1
    while full > 1 and paragraph[full : full + 1] and paragraph[full] in _NEVER_FIRST:
        full -= 1
    return full
