"""A person's name beside a telephone or an ID (姓名与电话、证件号码相邻)."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain
from typing import Any, Final

from sunshine.scanning import findings as kinds
from sunshine.scanning.personal.context import Context
from sunshine.scanning.personal.values import Found

_DATA: Final[dict[str, Any]] = tomllib.loads(
    files("sunshine.scanning").joinpath("data/names.toml").read_text(encoding="utf-8")
)
_SINGLE: Final = frozenset(_DATA["single"].strip())
_COMPOUND: Final = frozenset(_DATA["compound"].split())
_WORDS: Final = frozenset(_DATA["words"].split())
_HAN: Final = "\u3400-\u9fff"
_NO_GIVEN: Final = frozenset(_DATA["never_given"].strip())
_TITLES: Final[list[str]] = sorted(_DATA["titles"].split(), key=len, reverse=True)
_TITLE_END: Final = re.compile("(?:" + "|".join(_TITLES) + ")$")
_LABELLED: Final = re.compile(
    "(?:姓\\s{0,4}名|(?:"
    + "|".join(title for title in _TITLES if len(title) > 1)
    + r")(?:姓名)?)\s?(?:[:(\s|]|为|是){0,3}"
    rf"([{_HAN}]{{1,12}}(?:·[{_HAN}]{{1,12}}){{1,3}}|[{_HAN}]{{2,4}})"
    rf"(?:(?![{_HAN}])|(?=在[你贵]行|名下|所有的?|的(?:银行|存款|账户|手机|电话|身份证|护照|住址|家庭|邮箱|车)))"
)
_FILL: Final[list[str]] = sorted(_DATA["labels"].split(), key=len, reverse=True)
_FILLER: Final = re.compile(
    r"(?:[\s:,，、(/|\-=+\u200b]|年[0-9]{4}|[月日][0-9]{1,2}|68(?=\+)|岁[0-9]{1,3}"
    + "|"
    + "|".join(word[::-1] for word in _FILL)
    + r"|(?i:let|enohp|elibom))*"
)
_RUN: Final = re.compile(rf"[{_HAN}]{{1,24}}(?:·[{_HAN}]{{1,12}}){{0,3}}")
_FOLLOWING: Final = re.compile(
    rf"[\s(,，、:|]{{0,3}}(?:联系人|机主|姓名|收件人)?[\s:]{{0,2}}([{_HAN}]{{1,12}}(?:·[{_HAN}]{{1,12}})+|[{_HAN}]{{2,4}}?)(?=[^{_HAN}]|$|先生|女士|同志|收(?![{_HAN}]))"
)
_GENDER: Final = re.compile(
    rf"(?<![{_HAN}·])([{_HAN}]{{2,4}}|[{_HAN}]{{1,12}}(?:·[{_HAN}]{{1,12}}){{1,3}})\s?[,，(\t]\s?[男女](?=[,，;；\s)])"
)
_AT_HOME: Final = re.compile(
    rf"(?<![{_HAN}·])([{_HAN}]{{2,4}}?|[{_HAN}]{{1,12}}(?:·[{_HAN}]{{1,12}}){{1,3}}?)"
    r"(?=家住|住在|住址|现住|户籍|同志|先生|女士|的(?:手机|电话|身份证))"
)
_CELL: Final = re.compile(r"[^\n\t|]+")
_ANCHORS: Final = frozenset(
    {kinds.ID_CARD, kinds.MOBILE, kinds.LANDLINE, kinds.PASSPORT, kinds.BANK_CARD, kinds.PLATE}
)
_BEFORE: Final = 48


def is_name(text: str) -> bool:
    """Return whether a run of characters can be a person's name: 2 to 4, or parts with ``·``."""
    if "·" in text:
        return bool(_RUN.fullmatch(text)) and all(len(part) <= 12 for part in text.split("·"))
    if not 2 <= len(text) <= 4 or text in _WORDS or text[:2] in _WORDS or text[-2:] in _WORDS:
        return False
    given = text[2:] if text[:2] in _COMPOUND else text[1:]
    if text[:2] not in _COMPOUND and (text[0] not in _SINGLE or len(text) > 3):
        return len(text) == 4 and text[0] in _SINGLE and text[1] in _SINGLE and not _odd(text[2:])
    return bool(given) and not _odd(given)


def _odd(given: str) -> bool:
    return any(char in _NO_GIVEN for char in given)


def find_people(context: Context, anchors: list[Found]) -> Iterator[Found]:
    """Yield names of people beside the numbers of ``anchors``, which are sorted by place."""
    near = [found for found in anchors if found.kind in _ANCHORS]
    seen: set[int] = set()
    for found in _candidates(context, near):
        if found.start not in seen:
            seen.add(found.start)
            yield found


def _candidates(context: Context, anchors: list[Found]) -> Iterator[Found]:
    rows: set[int] = set()
    for anchor in anchors:
        before = name_before(context, anchor.start)
        if before:
            yield before
        yield from _after(context, anchor)
        begin, end = context.line_of(anchor.start)
        if begin not in rows and end - begin <= 2000:
            rows.add(begin)
            yield from _in_row(context, begin, end)
    yield from _labelled(context, anchors)


def name_before(context: Context, place: int) -> Found | None:
    """Return the name that stands before a place, with nothing between but labels; or None."""
    near = context.text[max(0, place - _BEFORE) : place]
    if near.count("\n") > 1:
        near = near.split("\n", near.count("\n") - 1)[-1]
    filler = _FILLER.match(near[::-1])
    rest = near[: len(near) - (filler.end() if filler else 0)]
    runs = list(_RUN.finditer(rest))
    if not runs or runs[-1].end() != len(rest):
        return None
    end = place - len(near) + len(rest)
    name = _name_at_end(runs[-1].group())
    return Found(kinds.PERSON, end - len(name), end) if name else None


def _name_at_end(run: str) -> str:
    """Return the name that a run of characters ends with, or ""."""
    if "·" in run:
        head, _, rest = run.partition("·")
        cut = _TITLE_END.search(head[:-1]) if len(head) > 4 else None
        return (head[cut.end() :] if cut else head) + "·" + rest
    for size in (4, 3, 2):
        name, before = run[-size:], run[:-size]
        if len(name) == size and is_name(name) and (not before or _TITLE_END.search(before)):
            return name
    return ""


def _after(context: Context, anchor: Found) -> Iterator[Found]:
    found = _FOLLOWING.match(context.text, anchor.end, anchor.end + 30)
    if found and is_name(found.group(1)):
        yield Found(kinds.PERSON, *found.span(1))


def _in_row(context: Context, begin: int, end: int) -> Iterator[Found]:
    line = context.text[begin:end]
    if "\t" not in line and "|" not in line:
        return
    for cell in _CELL.finditer(line):
        text = cell.group().strip()
        if is_name(text):
            start = begin + cell.start() + cell.group().index(text)
            yield Found(kinds.PERSON, start, start + len(text))


def _labelled(context: Context, anchors: list[Found]) -> Iterator[Found]:
    places = [anchor.start for anchor in anchors]
    if not places:
        return
    for found in chain.from_iterable(
        pattern.finditer(context.text) for pattern in (_LABELLED, _GENDER, _AT_HOME)
    ):
        name = found.group(1)
        if not is_name(name):
            continue
        start, end = found.span(1)
        if _is_beside(context, start, end, places):
            yield Found(kinds.PERSON, start, end)


def _is_beside(context: Context, start: int, end: int, places: list[int]) -> bool:
    after = bisect_right(places, start)
    if after < len(places) and places[after] - end <= 90:
        between = context.text[end : places[after]]
        if between.count("\n") <= 3 and "。" not in between:
            return True
    if after == 0:
        return False
    between = context.text[places[after - 1] : start]
    return len(between) <= 60 and between.count("\n") <= 2 and "。" not in between
