"""A text as a machine compares it: one code point for one, so that places stay what they are."""

import unicodedata
from itertools import chain
from typing import Final

# What nobody sees is kept as one mark; between figures it separates nothing.
INVISIBLE: Final = "\u200b"
DASHES: Final = "‐‑‒–—―−－﹣﹘⁃"
# Elsewhere stand ideographs, syllables and what is not assigned: every start would read them.
_PLACES: Final = ((0x80, 0x3400), (0xA000, 0xAC00), (0xD7B0, 0x20000), (0xE0000, 0xE0200))


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in chain.from_iterable(range(*place) for place in _PLACES):
        char = chr(code)
        kind = unicodedata.category(char)
        if kind == "Cf" or code == 0xFE0F:
            table[code] = INVISIBLE
        elif kind == "Zs":
            table[code] = " "
        elif kind == "Nd":
            table[code] = str(unicodedata.digit(char))
        elif 0xFF01 <= code <= 0xFF5E or 0x1D400 <= code <= 0x1D7FF:
            narrow = unicodedata.normalize("NFKC", char)
            table[code] = narrow if len(narrow) == 1 else char
    table.update({ord(char): "-" for char in DASHES})
    # Full-width punctuation means something else than its narrow form in a Chinese sentence.
    table.update({ord(char): char for char in "，；。！？"})
    table.update({0xFE6B: "@", 0x30FB: "·", 0x2022: "·", 0x2027: "·", 0xFF65: "·"})
    table.update({0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n", 0x0D: "\n"})
    table.update({0x07: "\t", 0x2502: "|", 0x7C: "|"})
    return table


_TABLE: Final = _table()


def plain(text: str) -> str:
    """Return ``text`` with every width, dash and blank in its plain form, as long as before.

    Place n of the result is place n of ``text``.
    """
    return text.translate(_TABLE)


def bare(text: str) -> str:
    """Return only the letters and figures of ``text`` in their plain form, to compare values."""
    return "".join(char for char in plain(text) if char.isalnum()).casefold()
