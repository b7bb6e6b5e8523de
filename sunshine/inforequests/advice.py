"""What a description of wanted information suggests before it is sent. Pure, and never a refusal.

It only offers: whoever wants to send what he wrote sends it. Law: 条例（2019）art. 36 (7), art. 39;
one matter to a request (一事一申请): 国办函〔2020〕109号.
"""

import re
from enum import StrEnum

MOST_PIECES = 10
_SHORTEST = 4
_LONGEST_HEAD = 60


class Advice(StrEnum):
    """What may serve better than a request."""

    OWN_DATA = "own_data"  # one's own tax data: at the hall or online, at once
    QUESTION = "question"  # how to do something: 12366
    COMPLAINT = "complaint"  # a report or a complaint: another channel (art. 39)


_OWN = re.compile(
    r"(?:本人|我的|我自己|自己的|本公司|我公司|我司|本企业|我单位|我们公司)[^。；\n]{0,12}"
    r"(?:纳税|完税|缴税|缴纳|申报|个税|个人所得税|社保|发票|欠税|退税|税收居民|登记信息|信用等级)"
)
_QUESTION = re.compile(
    r"(?:请问|咨询一下|想咨询|怎么办理|如何办理|怎样办理|怎么申报|如何申报|[?？]\s*$)"
)
_COMPLAINT = re.compile(
    r"(?:举报|投诉|控告|信访)(?!办法|规定|制度|电话|渠道|数|件|情况|统计|和|、)"
)

_MARK = (
    r"(?:[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:[）)、．]|\.(?![0-9]))|[①②③④⑤⑥⑦⑧⑨⑩]"
    r"|第[一二三四五六七八九十]{1,3}[项条]?[，、：])"
)
_AT_LINE = re.compile(rf"^\s*{_MARK}\s*", re.MULTILINE)
_INSIDE = re.compile(rf"(?:^|(?<=[。；;：:\n，,]))\s*{_MARK}\s*")
_GENERAL = re.compile(r"(?:以下|下列|如下|申请公开|申请获取|依法公开|请公开)[^，。]{0,12}[：:]?$")


def advice_on(text: str) -> tuple[Advice, ...]:
    """Return what may serve better than sending ``text``; mostly nothing."""
    found = ((Advice.OWN_DATA, _OWN), (Advice.QUESTION, _QUESTION), (Advice.COMPLAINT, _COMPLAINT))
    return tuple(advice for advice, words in found if words.search(text.strip()))


def pieces_of(text: str) -> tuple[str, ...]:
    """Return the several things asked for in ``text``, each to be sent by itself; () for one.

    They are numbered in the text, or stand on lines of their own with a title in 《》 each. What
    stands before the first and says more than 以下信息 is put before every one.
    """
    head, *parts = _numbered(text) or _titled(text) or [""]
    pieces = [part.strip(" \n\r\t；;。，,") for part in parts]
    pieces = [piece for piece in pieces if len(piece) >= _SHORTEST]
    if not 2 <= len(pieces) <= MOST_PIECES:
        return ()
    before = "" if _says_nothing(head) else head.strip().rstrip("：:，,") + "："
    return tuple(before + piece for piece in pieces)


def _numbered(text: str) -> list[str]:
    for marks in (_AT_LINE, _INSIDE):
        parts = marks.split(text)
        if len(parts) > 2:
            return parts
    return []


def _titled(text: str) -> list[str]:
    lines = [line for line in re.split(r"[\n；;]", text) if line.strip()]
    titled = [line for line in lines if "《" in line and "》" in line]
    return ["", *titled] if len(titled) > 1 and len(titled) == len(lines) else []


def _says_nothing(head: str) -> bool:
    head = head.strip()
    return not head or len(head) > _LONGEST_HEAD or _GENERAL.search(head) is not None
