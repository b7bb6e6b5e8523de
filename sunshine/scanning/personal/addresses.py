"""Home addresses down to the door (家庭住址): from the place name to the room."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from sunshine.scanning import findings as kinds
from sunshine.scanning.personal import office
from sunshine.scanning.personal.context import Context
from sunshine.scanning.personal.places import CITIES, PROVINCES
from sunshine.scanning.personal.values import Found

_NUMBER: Final = r"(?:[0-9]{1,5}|[A-Za-z](?=[座栋幢区])|[一二三四五六七八九十百零〇]{1,5})"
_WAY: Final = (
    r"(?:大街|街道|大道|[路街巷道里村屯弄组区苑园城庄寨坊湾段院邸墅轩阁厦寓府庭都居堡子沟坡岭家"
    r"东西南北中甲乙]|小区|社区|广场|公寓|花园|新村|家属[楼院]|宿舍)"
)
_UNIT: Final = r"(?:号楼|号院|号|弄|栋|幢|座|单元|组|门|层|楼|室|户|房|期)"
_TAIL: Final = re.compile(
    rf"{_WAY} ?(?:{_NUMBER}[甲乙丙丁A-Za-z]?(?: ?[\-之] ?[0-9甲乙丙丁]{{1,4}}){{0,4}}"
    rf" ?{_UNIT}[,，·]? ?"
    rf"|[0-9]{{1,4}}(?:-[0-9]{{1,4}}){{2,3}}(?![0-9\-]))"
)
_MORE: Final = re.compile(
    rf"(?:[东西南北中]?[甲乙丙丁]?[\-]?{_NUMBER}[甲乙丙丁A-Za-z]?"
    rf"(?: ?[\-之#] ?[0-9甲乙丙丁A-Z]{{1,5}}){{0,4}} ?{_UNIT}?[,，]? ?"
    rf"|(?:[\u4e00-\u9fff]{{2,8}}?"
    r"(?:小区|家园|花园|公寓|大厦|华庭|城|苑|府|里|家属楼|家属院|宿舍))"
    rf"(?= ?{_NUMBER}))"
)
_ROOM: Final = re.compile(
    r"[0-9一二三四五六七八九十]\s?(?:室|户|单元|栋|幢|号楼|房|门)|[0-9甲乙丙丁]\s?-\s?[0-9]+\s?-\s?[0-9]+|组\s?[0-9]+号|[楼元栋幢座]\s?[0-9]+(?:-[0-9]+)*$"
)
_CUT: Final = re.compile(r"[\n\t|。；;，,、:！？!?()\"“”《》]|\s{2,}")
_INTRO: Final = re.compile(
    r"^.*(?:住址|地址|住所|住在|家住|现住|住于|居住于|居住在|居住地|户籍所在地|户籍地|户籍|户口所在地|位于|寄到|寄至|寄往|送到|送至|送达|暂住|坐落于|坐落在|在|至|于|住)(?:为|是|在|于)?\s?"
)
_HOME: Final = re.compile(
    r"住址|家庭|住在|家住|现住|居住|户籍|户口|暂住|住所|通[信讯]地址|收[件货]地址|邮寄|寄[到至往]|联系地址|住$|地址"
)
_STRONG_HOME: Final = re.compile(r"家庭|住址|家住|现住|户籍|户口|暂住|居住|住在|我家")
_PLACE: Final = re.compile("|".join(sorted(PROVINCES | CITIES, key=len, reverse=True)))
_FIRST: Final = re.compile(
    r"[\u4e00-\u9fff]{2,4}?(?:市|县|区|旗|镇|乡|街道|村|大街|路|街|巷|小区|社区|花园|家园)"
)
_NOT_A_WAY: Final = re.compile(r"第$|^第|年第|公告|令第|〔|条|款|项")
_LONGEST: Final = 60


def find_addresses(context: Context, anchors: list[int]) -> Iterator[Found]:
    """Yield home addresses, in order.

    ``anchors`` are the places of numbers of people, sorted: a street number alone is
    somebody's home only beside one of them, or after a word for a home.
    """
    done = 0
    for tail in _TAIL.finditer(context.text):
        if tail.start() < done:
            continue
        end = _end_of(context.text, tail.end())
        start = _start_of(context.text, max(done, tail.start() - _LONGEST), tail.start())
        if start < 0:
            continue
        done = end
        if _is_home(context, start, end, anchors):
            yield Found(kinds.ADDRESS, start, end)


def _end_of(text: str, end: int) -> int:
    for _ in range(8):
        more = _MORE.match(text, end, end + 24)
        if more is None or more.end() == end:
            break
        end = more.end()
    while text[end - 1] in " ,，\t\n·":
        end -= 1
    return end


def _start_of(text: str, floor: int, tail: int) -> int:
    """Return where the address begins that comes to its number at ``tail``, or -1."""
    before = text[floor : tail + 1]
    cuts = list(_CUT.finditer(before))
    offset = cuts[-1].end() if cuts else 0
    part = before[offset:]
    lead = len(part) - len(part.lstrip(" -"))
    offset, part = offset + lead, part[lead:]
    place = _PLACE.search(part)
    if place:
        return floor + offset + place.start()
    intro = _INTRO.match(part)
    if intro and len(part) - intro.end() >= 2:
        return floor + offset + intro.end()
    if _NOT_A_WAY.search(part) or len(part) < 3:
        return -1
    if len(part) <= 24:
        return floor + offset
    first = _FIRST.search(part)
    return floor + offset + first.start() if first else -1


def _is_home(context: Context, start: int, end: int, anchors: list[int]) -> bool:
    value = context.text[start:end]
    near = context.before(start, 30)
    near = re.split(r"[。；;]", near)[-1]
    head = context.head(start)
    if any(char in value for char in "年月第〔"):
        return False
    if _STRONG_HOME.search(near[-12:] + head):
        return True
    if not _ROOM.search(value):
        known = _HOME.search(near[-8:]) or _HOME.search(head)
        if not re.search(r"[市区县镇乡村路街巷道]", value):
            return False
        if not known and not _beside(context, start, end, anchors):
            return False
    return not (office.speaks_for_office(context, start, end) or _organ_follows(context, end))


def _organ_follows(context: Context, end: int) -> bool:
    after = context.after(end, 24)
    return bool(
        re.match(
            r"[\s,，(（]*[\u4e00-\u9fff]{0,14}(?:局|税务|厅|法院|公司|办公|委员会|中心|处|大厦|会议)",
            after,
        )
    )


def _beside(context: Context, start: int, end: int, anchors: list[int]) -> bool:
    begin, stop = context.line_of(start)
    first = bisect_left(anchors, max(begin, start - 120))
    return first < len(anchors) and anchors[first] < min(stop, end + 120)
