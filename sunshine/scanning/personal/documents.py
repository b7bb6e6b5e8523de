"""Permits and plates: values that mix letters, Chinese characters and figures."""

import re
from collections.abc import Iterator
from typing import Final

from sunshine.scanning import findings as kinds
from sunshine.scanning.personal.context import Context
from sunshine.scanning.personal.values import Found

_GAP: Final = r"[ \-\u200b]?"
_DIGITS = rf"(?:{_GAP}[0-9])"
# 普通护照 E, EA–EZ, G, 14, 15; 公务 S SE P PE; 外交 D DE; 香港 K KJ H; 澳门 M MA MB; 往来港澳 C W;
# 往来台湾 L T; 回乡证 H M; 台胞证 eight figures; 永久居留 three letters and twelve figures.
_PERMIT: Final = re.compile(
    rf"(?<![A-Za-z0-9_\-./])(?:[EGSPDKMCWLTHegspdkmcwlth][A-HJ-NP-Za-hj-np-z]?{_DIGITS}{{7,10}}"
    rf"|[A-Z]{{3}}{_DIGITS}{{12}})(?![A-Za-z0-9_]|[\-/.][A-Za-z0-9])"
)
_FIGURES: Final = re.compile(
    r"(?<![A-Za-z0-9_\-./])(?:1[45][0-9]{7}|[0-9]{8}(?:\([A-Z]\))?)(?![A-Za-z0-9_]|[\-/.][0-9])"
)
_OFFICER: Final = re.compile(
    r"(?:[军兵士文职警参政后装空海沈北兰济南广成武警联勤东西中]|战略|火箭){1,3}"
    r"\s?字\s?第\s?(?:[0-9] ?){6,8}号"
)
_CALLED: Final = re.compile(
    r"护照|通行证|回乡证|台胞证|永久居留|居留证|居留身份证|证件号|证件编号|往来|签证|军官证|士兵证|警官证|(?i:passport)"
)
_BY_FIGURES: Final = re.compile(r"护照|通行证|台胞证|回乡证")
_OFFICERS_CARD: Final = re.compile(r"军官|士兵|警官|文职|军人|证件")
_OF_THINGS: Final = re.compile(
    r"号$|编码$|代码$|型号|编号|批|设备|合同|版本|车次|列车|航班|高速|国道|[Nn][Oo]\.?$"
)
_PASSPORT: Final = re.compile(r"[EG]\d{8}|E[A-HJ-NP-Z]\d{7}")
_PROVINCES: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE: Final = re.compile(
    rf"(?:[{_PROVINCES}]\s?[A-HJ-NP-Za-hj-np-z][·.\-\s\u200b]?"
    r"(?:(?:[0-9A-HJ-NP-Za-hj-np-z][ \u200b]?){4}"
    r"(?:[挂学警港澳领试超]|[0-9A-HJ-NP-Za-hj-np-z]{1,2}(?![A-Za-z0-9])))"
    r"|WJ\s?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]?\s?[·.\-]?[0-9]{4}[0-9A-Z])"
    r"(?![A-Za-z0-9]|[年号〕\]]|[\-/][0-9A-Za-z])"
)
_NO_PLATE: Final = re.compile(r"许可证|备案|文号|字$|证书|执照|准字|合格证")
_CAR: Final = re.compile(r"车|牌")


def find_documents(context: Context) -> Iterator[Found]:
    """Yield permits and plates, in no order; one place may be two kinds."""
    for found in _PERMIT.finditer(context.text):
        if _is_permit(context, found):
            yield Found(kinds.PASSPORT, *found.span())
    for found in _FIGURES.finditer(context.text):
        near = re.split(r"[。;；]", context.before(found.start(), 20))[-1]
        if _BY_FIGURES.search(near + context.head(found.start())):
            yield Found(kinds.PASSPORT, *found.span())
    for found in _OFFICER.finditer(context.text):
        near = context.before(found.start(), 24) + context.head(found.start())
        if _OFFICERS_CARD.search(near) or found.group()[0] not in "文职东西中":
            yield Found(kinds.PASSPORT, *found.span())
    for found in _PLATE.finditer(context.text):
        if _is_plate(context, found):
            yield Found(kinds.PLATE, *found.span())


def _is_permit(context: Context, found: re.Match[str]) -> bool:
    value = re.sub(_GAP, "", found.group()).upper()
    figures = sum(char.isdigit() for char in value)
    if value[:3].isalpha() and len(value) == 15:
        return context.is_called(_CALLED, found.start())
    if figures not in (7, 8) and not (figures == 10 and value[0] in "HM"):
        return False
    if context.is_called(_CALLED, found.start()):
        return True
    plainly = _PASSPORT.fullmatch(value) and len(found.group()) == len(value)
    return bool(plainly) and not context.is_called(_OF_THINGS, found.start())


def _is_plate(context: Context, found: re.Match[str]) -> bool:
    value = re.sub(r"[^0-9A-Za-z]", "", found.group())
    figures = sum(char.isdigit() for char in value)
    if context.is_called(_NO_PLATE, found.start()):
        return False
    after = context.text[found.end() : found.end() + 1]
    if context.is_called(_CAR, found.start()) or after == "号":
        return figures >= 2
    # Six signs are new energy: a letter stands first or last among them.
    green = len(value) == 7 and not (value[1].isalpha() or value[-1].isalpha())
    return figures >= 3 and not green and found.group().upper() == found.group()
