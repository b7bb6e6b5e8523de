"""What does not agree, in words for people: where it stands and what to do."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.figures.editions import APPLICATIONS, FIGURES, PROACTIVE, REVIEW
from sunshine.figures.identities import BLANK
from sunshine.figures.reports import Failure, Place
from sunshine.kit.errors import Sentence

TABLES: dict[str, Sentence] = {
    PROACTIVE: gettext_lazy("表一（主动公开）"),
    APPLICATIONS: gettext_lazy("表二（申请）"),
    REVIEW: gettext_lazy("表三（复议、诉讼）"),
    FIGURES: gettext_lazy("统计表"),
    "text": gettext_lazy("正文"),
}
_SENTENCES: dict[str, Sentence] = {
    BLANK: gettext_lazy("单元格空白或者划了斜线。没有的请填0。"),
    "I1": gettext_lazy("各种办理结果相加是%(expected)s，总计写的是%(found)s。请逐行核对这一列。"),
    "I2": gettext_lazy(
        "新收加上年结转是%(expected)s，办理结果总计加结转下年度是%(found)s，两者应当相等。"
        "请核对第一、二项和第三（七）、四项。"
    ),
    "I3": gettext_lazy("各类申请人相加是%(expected)s，总计写的是%(found)s。请核对这一行。"),
    "I4": gettext_lazy("四种结果相加是%(expected)s，总计写的是%(found)s。请核对这一组。"),
    "I5": gettext_lazy(
        "上一年结转下年度的是%(expected)s，本年写的上年结转是%(found)s。请与上一年的报告核对。"
    ),
    "I6": gettext_lazy(
        "上一年现行有效加本年制发减本年废止是%(expected)s，本年写的现行有效是%(found)s。"
        "请核对；有清理、改判等原因的请在正文说明。"
    ),
    "I7": gettext_lazy(
        "正文“%(text)s”写的是%(expected)s，表中是%(found)s。请改为一致或者说明口径。"
    ),
    "I8": gettext_lazy("正文“%(text)s”与收费记录%(found)s元不符。请核对信息处理费。"),
}
_SUM: Sentence = gettext_lazy("各分项相加是%(expected)s，总数写的是%(found)s。请核对各分项。")


def place_words(place: Place) -> str:
    """Return a place in words: the table, then row and column as the layout names them."""
    table = "+".join(str(TABLES.get(name, name)) for name in place.table.split("+"))
    return " · ".join(part for part in (table, place.row, place.column) if part)


def sentence(failure: Failure) -> str:
    """Return what does not agree and what to do, in the language of the reader."""
    return str(_SENTENCES.get(failure.identity, _SUM)) % {
        "expected": number_words(failure.expected),
        "found": number_words(failure.found),
        "text": failure.text,
    }


def number_words(value: Decimal | str | None) -> str:
    """Return a number as it is written in a report; a blank cell as its sign."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value or _("空白")
