"""How a request may end: the kinds of reply with article, row of the account, and needs. Data."""

import tomllib
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sunshine.inforequests.profiles import DATA
from sunshine.letters.kinds import kind_of, needed_by

WITHDRAWN = "withdrawn"
LAPSES = frozenset({"overdue_correction", "overdue_fee"})
_NAMES: dict[str, str | Promise] = {
    "already_public": _("已主动公开"),
    "grant": _("予以公开"),
    "partial": _("部分公开"),
    "deny_state_secret": _("不予公开：国家秘密"),
    "deny_law_forbidden": _("不予公开：法律、行政法规禁止公开"),
    "deny_safety": _("不予公开：危及三安全一稳定"),
    "deny_third_party": _("不予公开：保护第三方合法权益"),
    "deny_internal": _("不予公开：三类内部事务信息"),
    "deny_process": _("不予公开：四类过程性信息"),
    "deny_case_file": _("不予公开：行政执法案卷"),
    "query_matter": _("属于行政查询事项"),
    "not_held": _("信息不存在"),
    "not_ours": _("不属于本机关负责公开"),
    "need_making": _("没有现成信息需要另行制作"),
    "still_unclear": _("补正后仍不明确"),
    "petition": _("信访投诉举报类"),
    "repeat": _("重复申请"),
    "publication": _("公开出版物"),
    "massive": _("无正当理由大量反复申请"),
    "confirm": _("要求确认或者重新出具"),
    "overdue_correction": _("逾期不补正"),
    "overdue_fee": _("逾期未缴费"),
    "other": _("其他处理"),
    "withdrawn": _("申请人撤回"),
}
# What every reply tells of its request, and what the record itself knows.
STANDARD = frozenset({"applicant", "submitted", "request", "received", "request_number"})
KNOWN = STANDARD | {
    *("asked", "corrected", "correct_by", "pay_by", "earlier_day", "earlier_number", "search"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to end: key, name, row in table 2, article, what it must rest on."""

    key: str
    name: str | Promise
    row: str
    law: str
    denies: bool
    needs: frozenset[str]

    @property
    def letter(self) -> str:
        """Return the kind of letter of this reply; empty where it ends without one."""
        return "" if self.key == WITHDRAWN else f"reply_{self.key}"

    @property
    def grounds(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return the facts that who drafts must give, and those that he may give."""
        must, may = needed_by(kind_of(self.letter).text)
        return frozenset(must) - KNOWN, frozenset(may) - KNOWN


@cache
def outcomes() -> dict[str, Outcome]:
    """Return every outcome by its key, in the order of the account."""
    with (DATA / "outcomes.toml").open("rb") as file:
        entries = tomllib.load(file)
    return {
        key: Outcome(
            key,
            _NAMES[key],
            entry["row"],
            entry["law"],
            entry.get("denies", False),
            frozenset(entry.get("needs", ())),
        )
        for key, entry in entries.items()
    }


def reply_kinds() -> tuple[Outcome, ...]:
    """Return the outcomes that are a reply: all but the withdrawal."""
    return tuple(one for one in outcomes().values() if one.letter)
