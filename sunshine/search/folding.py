"""One form for what reads the same: width, case, traditional characters, spaces. Pure.

Everything is folded before it is indexed and before it is asked for. A folded text keeps
its lines (``LINE``) and single spaces (``SPACE``) as visible marks, which are never asked for
by accident: a find does not run over the end of a line.
"""

import re
import unicodedata
from functools import lru_cache
from operator import add

import opencc

LINE, SPACE = "\u2424", "\u2420"
_BLANK = re.compile(r"[ \t\u3000\xa0\u2000-\u200a\u202f\u205f]+")
_UNSEEN = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x00-\x08\x0b-\x1f\x7f]"
)
# Forms of other places that the table of traditional characters does not know.
_VARIANTS = dict(
    zip(
        "値戸囯髙説黒毎歩収発証済関図権検継続従",
        "值户国高说黑每步收发证济关图权检继续从",
        strict=True,
    )
)
_IDEOGRAPHS = ((0x3400, 0xA000), (0xF900, 0xFB00))


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Return traditional characters with their simplified form, one for one."""
    characters = [chr(code) for first, end in _IDEOGRAPHS for code in range(first, end)]
    converted = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    variants = {ord(old): new for old, new in _VARIANTS.items()}
    return variants | {
        ord(old): new
        for old, new in zip(characters, converted, strict=True)
        if old != new and len(new) == 1
    }


@lru_cache(maxsize=1)
def _one_by_one() -> dict[str, str]:
    """Return the characters of which each has its form whatever stands beside it."""
    alone = [*map(chr, range(0x4E00, 0xA000)), *map(chr, range(0x20, 0x7F)), "\n"]
    alone += "　、。《》“”‘’—…〔〕【】·" + "".join(map(chr, range(0xFF01, 0xFF5F)))
    return {one: _together(one) for one in alone}


def _together(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().translate(_simplified())


def fold(text: str) -> str:
    """Return ``text`` in the one form that is compared."""
    try:
        text = "".join(map(_one_by_one().__getitem__, text))
    except KeyError:  # something rarer, whose neighbours may change it
        text = _together(_UNSEEN.sub("", text))
    lines = (_BLANK.sub(SPACE, line.strip()) for line in text.splitlines())
    return LINE.join(filter(None, lines))


def joined(*folded: str) -> str:
    """Return folded texts as lines of one; empty ones stay out."""
    return LINE.join(filter(None, folded))


def is_wordless(folded: str) -> bool:
    """Return whether there is no letter, character or figure in ``folded``."""
    return not any(one.isalnum() for one in folded)


def pairs_of(folded: str) -> list[str]:
    """Return every two neighbours of ``folded``; the last stands with LINE."""
    return [*map(add, folded, folded[1:] + LINE)]


def bigrams(folded: str) -> str:
    """Return the pairs of ``folded``, parted by blanks."""
    return " ".join(pairs_of(folded))
