"""One form for what reads the same: width, case, traditional characters, spaces. Pure.

Everything is folded before it is indexed and before it is asked for. A folded text keeps
its lines (``LINE``) and single spaces (``SPACE``) as visible marks, which are never asked for
by accident: a find does not run over the end of a line.
"""

import re
import unicodedata
from array import array
from functools import lru_cache

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
_FREQUENT = tuple(zip("，；：（）", ",;:()", strict=True))
_UTF32 = "I"  # four bytes each
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
    alone += "　、。《》〈〉「」『』“”‘’—…〔〕【】·×÷○℃" + "".join(map(chr, range(0xFF01, 0xFF5F)))
    return {one: _together(one) for one in alone}


@lru_cache(maxsize=1)
def _signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds something rarer than ``_one_by_one``, and what finds all that changes."""
    known = _one_by_one()
    changing = "".join(re.escape(one) for one, form in known.items() if one != form)
    return re.compile(f"[^{''.join(map(re.escape, known))}]"), re.compile(f"[{changing}]")


def _changed(found: re.Match[str]) -> str:
    return _one_by_one()[found[0]]


def _quickly(text: str) -> str | None:
    """Return ``text`` in its form sign by sign; None where a sign is rare.

    What is rare may change with its neighbours, and they with it.
    """
    rare, changing = _signs()
    if rare.search(text):
        return None
    for sign, form in _FREQUENT:
        text = text.replace(sign, form)
    return changing.sub(_changed, text)


def _together(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().translate(_simplified())


def fold(text: str) -> str:
    """Return ``text`` in the one form that is compared."""
    quick = _quickly(text)
    text = _together(_UNSEEN.sub("", text)) if quick is None else quick
    lines = (_BLANK.sub(SPACE, line.strip()) for line in text.splitlines())
    return LINE.join(filter(None, lines))


def fold_in_place(text: str) -> str | None:
    """Return ``text`` folded sign for sign, blanks as SPACE; None where that cannot be."""
    folded = _quickly(text)
    # None of the plain signs vanishes: what is as long as before has every sign in its place.
    if folded is None or len(folded) != len(text):
        return None
    return folded.replace(" ", SPACE).replace("\n", SPACE)


def joined(*folded: str) -> str:
    """Return folded texts as lines of one; empty ones stay out."""
    return LINE.join(filter(None, folded))


def is_wordless(folded: str) -> bool:
    """Return whether there is no letter, character or figure in ``folded``."""
    return not any(one.isalnum() for one in folded)


def bigrams(folded: str) -> str:
    """Return every two neighbours of ``folded``, parted by blanks; the last stands with LINE.

    Laid out by slices of one array: making a string of each would cost ten times as much.
    """
    length = len(folded)
    if not length:
        return ""
    signs = array(_UTF32, folded.encode("utf-32-le"))
    laid = array(_UTF32, " ".encode("utf-32-le")) * (3 * length)
    laid[0::3] = signs
    laid[1::3] = signs[1:] + array(_UTF32, LINE.encode("utf-32-le"))
    return laid.tobytes().decode("utf-32-le")
