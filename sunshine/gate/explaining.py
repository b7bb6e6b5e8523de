"""Why a finding is one, in a sentence that a reader without the trade understands."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sunshine.gate import kinds
from sunshine.gate.models import Finding
from sunshine.scanning import findings
from sunshine.scanning.clean_copies import NOTES, UNCLEANABLE, CleanReport
from sunshine.scanning.readings import UNREADABLE

_PERSONAL = {
    findings.ID_CARD: _("是公民身份号码；抄错一位，也能认出本人。公开的文本里只留前六位和后四位。"),
    findings.MOBILE: _("是个人手机号码。对外联系请用办公电话。"),
    findings.LANDLINE: _("不是本机关登记的办公电话，可能是住宅电话。"),
    findings.BANK_CARD: _("符合银行卡号的编码规则。账户属于敏感个人信息。"),
    findings.EMAIL: _("不是本机关登记的邮箱，可能是个人邮箱。"),
    findings.ADDRESS: _("写到了门牌，可能是住址。公示一般写到街道。"),
    findings.PASSPORT: _("像护照、通行证等证件的号码。"),
    findings.PLATE: _("是车牌号码，可以查到车主。"),
    findings.PERSON: _("姓名写在电话或者证件旁边，可以认出本人。"),
}
_HIDDEN = _("打开文件的人不容易看到，拿到文件的人却能取出来。请清除，或者另存后重新上传。")
_UNREAD = _("机器读不到里面的内容，不能替您检查。请逐页看过再决定。")


def file_sentence(code: str, facts: Mapping[str, object]) -> str:
    """Return in the reader's language why a file was not read, or no clean copy made of it.

    The readers know no languages: their Chinese sentences are in this app's catalogue.
    """
    sentence = UNCLEANABLE.get(code) or UNREADABLE.get(code)
    if not sentence:
        return code
    told = _now(sentence) % facts
    member = facts.get("member")
    return told + _now("（压缩包内：%(member)s）") % {"member": member} if member else told


def report_sentences(report: Mapping[str, Any]) -> list[str]:
    """Return what was done for a clean copy, and what an officer should know of it."""
    if not report:
        return []
    found = CleanReport.from_data(report)
    told = []
    if found.stripped:
        kinds_gone = "、".join(str(kinds.label_of(f"hidden:{what}")) for what in found.stripped)
        told.append(_now("清除了%(kinds)s。") % {"kinds": kinds_gone})
    if found.masked:
        told.append(_now("遮盖了%(count)s处。") % {"count": found.masked})
    if found.painted:
        told.append(_now("涂黑了%(count)s处。") % {"count": found.painted})
    return told + [_now(NOTES[code]) for code in found.notes if code in NOTES]


def why_of(finding: Finding) -> str:
    """Return the sentence that explains ``finding`` in the reader's language."""
    if finding.kind == kinds.NO_TEXT:
        return str(_UNREAD)
    if finding.kind == kinds.INFECTED:
        return _now("查出病毒。请用干净的文件替换。")
    if finding.kind == kinds.UNREADABLE:
        return file_sentence(finding.why, finding.facts)
    if kinds.is_hidden(finding.kind):
        return str(_HIDDEN)
    return str(_PERSONAL.get(finding.kind, "")) or finding.why
