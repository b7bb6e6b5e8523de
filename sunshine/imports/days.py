"""Days as Chinese documents write them: 2019年4月3日, 二〇一九年四月三日, 2019-04-03. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunshine.kit.numerals import from_chinese

_YEAR = r"(?P<year>(?:1[89]|20)\d{2}|[一二]\s?[〇○零oOО０Ｏ0一二三四五六七八九]{3})"
_MONTH = r"(?P<month>0?[1-9]|1[0-2]|[一二三四五六七八九]|十[一二]?)"
_DATE = r"(?P<day>0?[1-9]|[12]\d|3[01]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WRITTEN = re.compile(rf"(?<!\d){_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DATE}\s*日")
_PLAIN = re.compile(
    r"(?<![\d.-])(?P<year>(?:1[89]|20)\d{2})(?P<bar>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=bar)"
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?![\d.-])"
)
_CIRCLES = str.maketrans("○oOОＯ", "〇〇〇〇〇")


@dataclass(frozen=True, slots=True)
class Found:
    """A day and where it stands in the text."""

    day: date
    start: int
    end: int


def days_in(text: str) -> Iterator[Found]:
    """Yield the days written in ``text`` in their order; days that do not exist are left out."""
    text = half_width(text)
    matches = [*_WRITTEN.finditer(text), *_PLAIN.finditer(text)]
    for match in sorted(matches, key=lambda one: one.start()):
        day = _day_of(match)
        if day is not None:
            yield Found(day, match.start(), match.end())


def read(text: str) -> date | None:
    """Return the day that ``text`` is, all of it; None if it is no day or holds more."""
    plain = half_width(text.strip()).rstrip()
    compact = re.fullmatch(r"((?:1[89]|20)\d{2})(\d{2})(\d{2})", plain)
    if compact:
        plain = "-".join(compact.groups())
    plain = re.sub(r"[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$", "", plain)
    found = next(days_in(plain), None)
    return found.day if found and (found.start, found.end) == (0, len(plain)) else None


def half_width(text: str) -> str:
    """Return ``text`` with full-width figures and letters made narrow, at the same places."""
    return "".join(_narrow(char) for char in text)


def _narrow(char: str) -> str:
    if not "０" <= char <= "ｚ":
        return char
    return unicodedata.normalize("NFKC", char)


def _day_of(match: re.Match[str]) -> date | None:
    year = match["year"].translate(_CIRCLES).replace(" ", "").replace("0", "〇")
    figures = match["year"] if match["year"].isdigit() and match["year"].isascii() else year
    try:
        numbers = (from_chinese(figures), from_chinese(match["month"]), from_chinese(match["day"]))
        return date(*numbers)
    except ValueError:
        return None
