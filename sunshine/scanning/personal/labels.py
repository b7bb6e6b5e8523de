"""The words that say what a number is, or that it is none of a person's."""

import re
from typing import Final

from sunshine.scanning.personal.context import Context

PHONE: Final = re.compile(
    r"手机|电话|联系方式|联络方式|移动|微信|宅电|固话|座机|致电|拨打|短信|联系人|号码是|(?i:tel|mobile|phone|cell)"
)
FIXED: Final = re.compile(r"电话|宅电|固话|座机|传真|联系方式|(?i:tel|phone|fax)")
ID: Final = re.compile(r"身份|证件号|证件编号|(?i:\bid\b)")
ACCOUNT: Final = re.compile(r"卡号|[账帐][号户]|银行|储蓄卡|信用卡|借记卡|工资卡|社保卡|开户|存折")
TAX_ID: Final = re.compile(r"信用代码|识别号|税号|登记号|登记证|机构代码|代码")
# Numbers of things and of organisations: 15 figures or a run of 11 may look like a person's.
NUMBER: Final = re.compile(
    r"发票|文号|索引|案号|案件|合同|凭证|税票|缴款|流水|单号|编号|编码|代码|序号|批[号次文]|文书"
    r"|执[法业]证|许可|注册号|登记号|登记证|执照|识别|税号|版本|型号|序列|条码|车架|发动机|引擎"
    r"|国库|金库|邮编|邮政|备案|订单|快递|运单|工单|受理号|申请号|专利|商标|报关|海关|(?<!号)标识|凭据"
    r"|(?i:isbn|issn|md5|sha|vin|sn|ver|no\.?$|imei)"
)
_SUM: Final = re.compile(
    r"金额|税额|税款|余额|收入|支出|总额|合计|销售额|营业额|利润|资产|成本|数量|户数|人数|件数|[(/]元|万元|￥|¥"
)
NOT_A_PERSON: Final = re.compile(f"{NUMBER.pattern}|{_SUM.pattern}")
_UNIT: Final = re.compile(
    r"\s?(?:\.[0-9]|,[0-9]{3}|元|[万亿][元户人件吨]|户|件|份|吨|公斤|千克|%|人次?|美元|港元|欧元"
    r"|千瓦|度(?!假)|立方|平方|米(?!兰)|公里|字节|笔|股|(?:kg|KB|MB|GB|km)\b)"
)
_MONEY_BEFORE: Final = re.compile(r"(?:[¥￥$]|人民币|RMB|[0-9],)\s?$")
_PUBLIC: Final = re.compile(
    r"国库|金库|待报解|对公|基本[户账帐]|单位[账帐]户|罚没|财政|专户|税务局|公司[^\s,，;；]{0,6}[账帐]"
    r"|户名\s*[:：|\t]?[^\s,，;；]{2,20}(?:局|公司|厂|中心|院|库|会|所|社)"
)
_CARD: Final = re.compile(r"卡")
_WORD_BEFORE: Final = re.compile(r"[A-Za-z0-9_]*$")
_WORD_AFTER: Final = re.compile(r"[A-Za-z0-9_]*")
_LABEL_WORDS: Final = frozenset(
    {
        *("tel", "phone", "mobile", "mob", "cell", "call", "m", "t", "p"),
        *("h", "sj", "dh", "sjh", "lxdh", "lxfs", "wx", "wechat", "vx"),
        *("v", "qq", "id", "idno", "idcard", "sfz", "sfzh", "no", "card"),
        *("kh", "zh", "name", "fax"),
    }
)
_UNIT_WORDS: Final = frozenset(["kg", "km", "kb", "mb", "gb", "l", "m", "g", "t"])
_NEIGHBOUR: Final = re.compile(r"0[0-9]{2,3}[\-) ]?[0-9]{7,8}\s?[、/,，;；或和]\s?$")
_SERIAL: Final = re.compile(r"(?<![0-9])(?!(?:\+|00)?86-$)[A-Za-z0-9]+[-_]$")

FREE: Final = "free"
LABELLED: Final = "labelled"
PART: Final = "part"


def glued(text: str, start: int, end: int) -> str:
    """Return how a value hangs on what touches it: FREE, LABELLED (``Tel138…``) or PART.

    PART is a piece of something longer: a hash, a serial number, a decimal, a mailbox.
    """
    if text[end : end + 1] == "@" or (
        text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit()
    ):
        return PART
    before = _word_before(text, start)
    after = _word_after(text, end)
    if not before and not after:
        return FREE
    if after and (not after.isalpha() or after.casefold() in _UNIT_WORDS or len(after) > 12):
        return PART
    if before.endswith("."):
        return PART
    if before and before.casefold() not in _LABEL_WORDS:
        return PART
    return LABELLED if before else FREE


def _word_before(text: str, start: int) -> str:
    previous = text[start - 1 : start]
    if previous == "." and text[max(0, start - 2) : start - 1].isdigit():
        # "2.138…" at the beginning of a line counts a list; elsewhere it is a decimal.
        lead = text[max(0, start - 8) : start - 1].rpartition("\n")[2].strip()
        return "" if len(lead) <= 2 and lead.isdigit() and lead != "0" else "."
    if not previous.isascii() or not (previous.isalnum() or previous == "_"):
        return ""
    found = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    return found.group() if found else ""


def _word_after(text: str, end: int) -> str:
    following = text[end : end + 1]
    if not following.isascii() or not (following.isalnum() or following == "_"):
        return ""
    found = _WORD_AFTER.match(text, end, end + 24)
    return found.group() if found else ""


def is_quantity(context: Context, start: int, end: int) -> bool:
    """Return whether figures are counted or paid: a currency before, a unit or decimals after."""
    if _UNIT.match(context.text, end, end + 8):
        return True
    return bool(_MONEY_BEFORE.search(context.text[max(0, start - 6) : start]))


def is_serial(context: Context, start: int) -> bool:
    """Return whether figures continue a serial number: ``SY-2021-138…``."""
    return bool(_SERIAL.search(context.text[max(0, start - 24) : start]))


def is_public_account(context: Context, start: int) -> bool:
    """Return whether an account is said to be a treasury's, an organ's or a company's."""
    own = context.labels(start)[0]
    if _CARD.search(own):
        return False
    return bool(_PUBLIC.search(context.before(start, 60)))


def is_short_landline(context: Context, start: int, end: int) -> bool:
    """Return whether 7 or 8 figures without an area code are called a telephone."""
    if is_quantity(context, start, end):
        return False
    near = context.text[max(0, start - 24) : start]
    if _NEIGHBOUR.search(near):
        return True
    own, head = context.labels(start)[0], context.head(start)
    return bool(FIXED.search(own[-8:]) or (FIXED.search(head) and not NUMBER.search(head)))
