"""Checks of usage that need more than a list: days, brackets, pairs, doubled words, maps. Pure."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sunshine.kit.numerals import from_chinese

_LAYOUT: Final = "党政机关公文格式 GB/T 9704-2012"
_PUNCTUATION: Final = "标点符号用法 GB/T 15834-2011"
_MAPS: Final = "地图管理条例 第十五条"


@dataclass(frozen=True, slots=True)
class Slip:
    """One place, what to write instead ("" if only a person can say), why, and its source."""

    start: int
    end: int
    right: str
    why: str
    law: str

    @property
    def span(self) -> tuple[int, int]:
        """Return start and end, for a sighting."""
        return self.start, self.end


Check = Callable[[str], Iterator[Slip]]

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,10}[发函字办规通告]\s{0,2}(?P<open>[\[【(（［〔])\s{0,2}"
    r"(?P<year>(?:19|20)[0-9]{2})年?\s{0,2}"
    r"(?P<close>[\]】)）］〕])\s{0,2}(?P<nth>第?)(?P<serial>[0-9]{1,5})\s{0,2}号"
)
_ZEROS = re.compile(r"^0+(?=[0-9])")


def brackets(text: str) -> Iterator[Slip]:
    """Find document numbers whose brackets are not 〔〕, with 第 or with leading zeros."""
    for match in _NUMBER.finditer(text):
        right_serial = _ZEROS.sub("", match["serial"])
        start, end = match.start("open"), match.end()
        right = f"〔{match['year']}〕{right_serial}号"
        if text[start:end] != right:
            why = "发文字号的年份用六角括号〔〕，序号不加“第”，不编虚位。"
            yield Slip(start, end, right, why, _LAYOUT)


_DAY = re.compile(
    r"(?<![0-9])(?:(?P<year>[12][0-9]{3})\s{0,2}[年.\-/])?\s{0,2}"
    r"(?P<month>[0-9]{1,2})\s{0,2}月\s{0,2}(?P<day>[0-9]{1,2})\s{0,2}日"
    r"|(?<![0-9.\-/])(?P<year2>(?:19|20)[0-9]{2})(?P<mark>[\-/.])(?P<month2>[0-9]{1,2})(?P=mark)"
    r"(?P<day2>[0-9]{1,2})(?![0-9.\-/])"
)
_CHINESE_DAY = re.compile(
    r"(?P<year>[一二三四五六七八九〇零○]{4})年(?P<month>[一二三四五六七八九十]{1,3})月"
    r"(?P<day>[一二三四五六七八九十]{1,3})日"
)
_DIGITS = {**{char: str(at) for at, char in enumerate("〇一二三四五六七八九")}, "零": "0", "○": "0"}
_LEAP = 2000


def days(text: str) -> Iterator[Slip]:
    """Find days that do not exist: 2月30日, 13月1日, 二〇一九年二月二十九日."""
    for match in _DAY.finditer(text):
        year = match["year"] or match["year2"]
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        if not _exists(int(year or _LEAP), int(month), int(day)):
            yield _no_such_day(match)
    for match in _CHINESE_DAY.finditer(text):
        year = "".join(_DIGITS[char] for char in match["year"])
        try:
            there = _exists(int(year), from_chinese(match["month"]), from_chinese(match["day"]))
        except ValueError:
            there = False
        if not there:
            yield _no_such_day(match)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _no_such_day(match: re.Match[str]) -> Slip:
    return Slip(*match.span(), "", "没有这一天。请核对日期。", "")


_DOUBLED = re.compile(
    r"(?P<one>(?<!为)了了(?![解结])|(?<![标目])的的(?!确)|和和(?![美气睦])|与与|及及|在在|将将|把把|被被|由由)"
    r"|(?P<word>进行|关于|通知|纳税人|税务局|应当|根据|按照|有关|办理|管理|实施|以及|或者|其中"
    r"|公告|单位)(?P=word)"
    r"|(?P<mark>[，；：、])(?P=mark)|(?P<stop>。)。(?!。)"
)


def doubled(text: str) -> Iterator[Slip]:
    """Find words and marks written twice by a slip of the keyboard."""
    for match in _DOUBLED.finditer(text):
        once = match["word"] or match["mark"] or match["stop"] or match[0][0]
        yield Slip(*match.span(), once, "重复了。", "")


_TITLE = re.compile(
    r"^[ \u3000]{0,8}(?P<whole>(?:[\u4e00-\u9fff]{2,30})?关于[^，。；：《》“”\n]{2,60}?)"
    r"(?P<kind>通知|公告|批复|通报)[ \u3000]{0,4}$",
    re.MULTILINE,
)
_NEAR = 10


def missing(text: str) -> Iterator[Slip]:
    """Find titles that lack 的 before the kind of paper: 关于加强征管通知."""
    for match in _TITLE.finditer(text):
        if "的" not in match["whole"][-_NEAR:]:
            start, end = match.span("kind")
            why = "公文标题的文种前缺“的”。"
            yield Slip(start, end, f"的{match['kind']}", why, _LAYOUT)


# A quotation may run over paragraphs, each opened anew: quotation marks are not held to pairs.
_PAIRS: Final = frozenset("《（〔(")
# Widths are often mixed, （一), and that lacks no words.
_CLOSING: Final = {"》": "《", "）": "（", "〕": "〔", ")": "（"}
_SAME: Final = {"(": "（"}
_MARK = re.compile("[《》（）〔〕()]|\n")


def pairs(text: str) -> Iterator[Slip]:
    """Find brackets and title marks that are opened or closed alone."""
    waiting: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark == "\n":
            yield from (_alone(one) for _mark, one in waiting)
            waiting.clear()
        elif mark in _PAIRS:
            waiting.append((_SAME.get(mark, mark), at))
        elif waiting and waiting[-1][0] == _CLOSING[mark]:
            waiting.pop()
        elif not _is_item_mark(text, at):
            yield _alone(at)
    yield from (_alone(one) for _mark, one in waiting)


def _alone(at: int) -> Slip:
    return Slip(at, at + 1, "", "标点没有配对，可能漏了文字。", _PUNCTUATION)


def _is_item_mark(text: str, at: int) -> bool:
    """Return whether a closing bracket belongs to a number such as 1）, which opens none."""
    return text[at] in "）)" and at > 0 and (text[at - 1].isdigit() or text[at - 1] in _DIGITS)


_MAP = re.compile(
    r"^[ \u3000]{0,8}[^，。；\n]{0,24}(?P<map>地图|区位图|行政区划图|区划图|分布图|交通图)"
    r"[ \u3000]{0,4}$"
    r"|(?:见|如|附)(?:下|上|附|图)?[^，。；\n]{0,12}(?P<map2>地图|区位图|行政区划图|区划图)",
    re.MULTILINE,
)


def maps(text: str) -> Iterator[Slip]:
    """Find a map that is shown without its approval number (审图号)."""
    if "审图号" in text:
        return
    match = _MAP.search(text)
    if match is not None:
        start, end = match.span("map" if match["map"] else "map2")
        why = "公开的地图应当标注审图号。请补上，或者换成已审核的标准地图。"
        yield Slip(start, end, "", why, _MAPS)


CHECKS: Final[tuple[Check, ...]] = (brackets, days, doubled, missing, pairs, maps)
