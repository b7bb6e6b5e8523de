"""The acts of the course of a request, as entries of the table of acts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.requests import course as forms
from sunshine.desk.forms.requests.fields import AboutForm
from sunshine.desk.forms.requests.replying import WhyForm
from sunshine.desk.views.requests.acts import ANSWER, COURSE, REST, Given, RequestAct, on_the_day
from sunshine.inforequests.actions import (
    charging,
    consulting,
    correcting,
    extending,
    massive,
    paying,
    remedies,
    renewing,
    withdrawing,
)
from sunshine.inforequests.fee_notices import open_notice, told_of_fee
from sunshine.inforequests.letter_facts import told_of_extension
from sunshine.inforequests.models import Consultation, InfoRequest, Remedy
from sunshine.inforequests.opinions import LETTERS, told_of_consultation
from sunshine.inforequests.orders import orders_of
from sunshine.letters.filling import Fact
from sunshine.orgs.models import Person

LETTER_ACT = "desk/requests/letter_act.html"
Letter = tuple[str, Mapping[str, Fact]]


def _arrived(
    info: InfoRequest, *, consultation: Consultation, by: Person, at: datetime, **given: Any
) -> Consultation:
    consultation.request = info
    return consulting.note_consultation_arrival(consultation, by=by, at=at, **given)


def _answered(
    info: InfoRequest, *, consultation: Consultation, by: Person, at: datetime, **given: Any
) -> Consultation:
    consultation.request = info
    return consulting.record_answer(consultation, by=by, at=at, **given)


def _overridden(
    info: InfoRequest, *, consultation: Consultation, by: Person, at: datetime, **given: Any
) -> Consultation:
    consultation.request = info
    return consulting.override(consultation, by=by, at=at, **given)


def _decided(
    info: InfoRequest, *, remedy: Remedy, by: Person, at: datetime, **given: Any
) -> Remedy:
    remedy.request = info
    return remedies.decide_remedy(remedy, by=by, at=at, **given)


def _consultation_letter(info: InfoRequest, given: Given, on: date) -> Letter:
    party = Consultation.Party(given.get("party") or Consultation.Party.THIRD_PARTY)
    name, about = given.get("name") or "", given.get("about") or ""
    told = told_of_consultation(info, party=party, name=name, about=about, on=on)
    return LETTERS[party], told


def _extension_letter(info: InfoRequest, given: Given, _on: date) -> Letter:
    days, grounds = given.get("days"), given.get("grounds") or ""
    return extending.LETTER, told_of_extension(info, days=days, grounds=grounds)


def _fee_letter(info: InfoRequest, given: Given, on: date) -> Letter:
    basis, pay_how = given.get("basis") or "", given.get("pay_how") or ""
    told = told_of_fee(info, basis=basis, count=given.get("count"), pay_how=pay_how, on=on)
    return charging.LETTER, told


def _has_consultation(info: InfoRequest) -> bool:
    return info.consultations.exists()


def _has_explanation(info: InfoRequest) -> bool:
    return hasattr(info, "explanation")


def _has_fee(info: InfoRequest) -> bool:
    return info.fees.exclude(paid_on=None).exists()


def _has_told(info: InfoRequest) -> bool:
    notice = open_notice(info)
    return notice is not None and notice.told_on is not None


def _told(info: InfoRequest, on: date) -> dict[str, object]:
    notice = open_notice(info)
    if notice is None or notice.told_on is None:
        return {"paid_on": on}
    return {"paid_on": notice.told_paid_on, "treasury_receipt": notice.told_receipt}


def _has_order(info: InfoRequest) -> bool:
    return bool(orders_of(info))


def _has_remedy(info: InfoRequest) -> bool:
    return info.remedies.filter(outcome="").exists()


ASKING: tuple[RequestAct, ...] = (
    RequestAct(
        "ask_correction",
        _("要求补正"),
        _("发出补正告知书"),
        _("补正告知书已生成，期限暂停，等申请人补正。"),
        correcting.ask_correction,
        correcting.why_not_ask_correction,
        forms.AskCorrectionForm,
        trial={"items": "—"},
        intro=_("收到申请之日起7个工作日内，一次性告知。"),
        group=COURSE,
    ),
    RequestAct(
        "cancel_correction",
        _("撤回补正告知书"),
        _("撤回"),
        _("补正告知书已作废，期限照常计算。"),
        correcting.cancel_correction,
        correcting.why_not_cancel_correction,
        WhyForm,
        trial={"why": "—"},
        intro=_("只能在发出的当天撤回；文号保留，不再使用。"),
        group=COURSE,
    ),
    RequestAct(
        "answer_correction",
        _("登记补正"),
        _("登记"),
        _("补正已登记，期限重新计算。"),
        correcting.answer_correction,
        form=forms.CorrectedForm,
        start=on_the_day("answered_on"),
        group=COURSE,
    ),
    RequestAct(
        "excuse_lapse",
        _("逾期补正有正当理由"),
        _("恢复办理"),
        _("已恢复办理，期限重新计算。"),
        correcting.excuse_lapse,
        form=forms.ExcuseForm,
        start=on_the_day("answered_on"),
        group=COURSE,
    ),
    RequestAct(
        "consult",
        _("征求意见"),
        _("发出征求意见书"),
        _("征求意见书已生成。"),
        consulting.consult,
        consulting.why_not_consult,
        forms.ConsultForm,
        trial={"party": "third_party", "name": "—", "about": "—"},
        intro=_("涉及第三方合法权益的、其他机关的、共同制作的，书面征求意见。"),
        template=LETTER_ACT,
        letter=_consultation_letter,
        group=COURSE,
    ),
    RequestAct(
        "note_consultation_arrival",
        _("登记意见书送达"),
        _("登记"),
        _("已登记，15个工作日从送达之日的次日起算。"),
        _arrived,
        form=forms.ConsultationArrivedForm,
        start=on_the_day("arrived_on"),
        offered=_has_consultation,
        group=COURSE,
    ),
    RequestAct(
        "record_answer",
        _("登记意见"),
        _("登记"),
        _("意见已登记。"),
        _answered,
        form=forms.ConsultationAnswerForm,
        start=on_the_day("answered_on"),
        offered=_has_consultation,
        group=COURSE,
    ),
    RequestAct(
        "override",
        _("为公共利益公开"),
        _("决定公开，告知第三方"),
        _("已决定，告知书已生成。"),
        _overridden,
        form=forms.OverrideForm,
        intro=_("第三方不同意公开，但是不公开会对公共利益造成重大影响的，可以决定公开。"),
        offered=_has_consultation,
        group=COURSE,
    ),
)
PERIODS: tuple[RequestAct, ...] = (
    RequestAct(
        "extend",
        _("延长期限"),
        _("同意延长，告知申请人"),
        _("期限已延长，告知书已生成。"),
        extending.extend,
        extending.why_not_extend,
        forms.ExtendForm,
        trial={"days": 1, "grounds": "—"},
        intro=_("经政府信息公开工作机构负责人同意，可以延长一次。"),
        template=LETTER_ACT,
        letter=_extension_letter,
        group=COURSE,
    ),
    RequestAct(
        "ask_reasons",
        _("要求说明理由"),
        _("发出通知书"),
        _("通知书已生成。"),
        massive.ask_reasons,
        massive.why_not_ask_reasons,
        forms.AskReasonsForm,
        trial={"grounds": "—"},
        intro=_("申请的数量、频次明显超过合理范围的，可以要求说明理由。"),
        group=COURSE,
    ),
    RequestAct(
        "record_reasons",
        _("登记说明"),
        _("登记"),
        _("说明已登记。"),
        massive.record_reasons,
        massive.why_not_record_reasons,
        forms.ReasonsForm,
        start=on_the_day("answered_on"),
        offered=_has_explanation,
        group=COURSE,
    ),
    RequestAct(
        "delay_massive",
        _("延迟答复"),
        _("确定延迟，告知申请人"),
        _("已确定延迟答复的期限，告知书已生成。"),
        massive.delay_massive,
        form=forms.DelayForm,
        intro=_("理由合理，但是无法在规定期限内答复的，确定合理的延迟期限。"),
        offered=_has_explanation,
        group=COURSE,
    ),
)
FEES: tuple[RequestAct, ...] = (
    RequestAct(
        "issue_fee_notice",
        _("收费通知"),
        _("发出收费通知"),
        _("收费通知已生成，等申请人缴费。"),
        charging.issue_fee_notice,
        form=forms.FeeForm,
        intro=_("数量、频次明显超过合理范围的，可以收取信息处理费。"),
        template=LETTER_ACT,
        letter=_fee_letter,
        group=COURSE,
    ),
    RequestAct(
        "cancel_fee_notice",
        _("撤销收费通知"),
        _("撤销"),
        _("收费通知已撤销。"),
        charging.cancel_fee_notice,
        form=WhyForm,
        group=COURSE,
    ),
    RequestAct(
        "record_payment",
        _("登记缴费"),
        _("登记"),
        _("缴费已登记，期限从次日起重新计算。"),
        charging.record_payment,
        form=forms.PaidForm,
        start=_told,
        group=COURSE,
    ),
    RequestAct(
        "deny_payment",
        _("核对未见入库"),
        _("告知申请人"),
        _("已告知申请人核对未见入库，缴费期限不变。"),
        paying.deny_payment,
        form=WhyForm,
        intro=_("申请人告知已经缴费，但是国库没有入库记录的，在这里告知；申请人可以重新告知。"),
        offered=_has_told,
        group=COURSE,
    ),
    RequestAct(
        "refund",
        _("退费"),
        _("退费，告知申请人"),
        _("退费告知书已生成。"),
        charging.refund,
        charging.why_not_refund,
        forms.RefundForm,
        trial={"why": "—", "pay_how": "—"},
        offered=_has_fee,
        group=REST,
    ),
)
ENDING: tuple[RequestAct, ...] = (
    RequestAct(
        "withdraw",
        _("申请人撤回"),
        _("登记撤回"),
        _("申请已撤回办结，确认书已生成。"),
        withdrawing.withdraw,
        form=forms.WithdrawForm,
        start=on_the_day("withdrawn_on"),
        intro=_("申请人自愿撤回的，登记后办结，不再答复。"),
        group=REST,
    ),
    RequestAct(
        "withdraw_late",
        _("答复后撤回"),
        _("登记"),
        _("已记入。答复已经作出，仍然有效。"),
        withdrawing.withdraw_late,
        withdrawing.why_not_withdraw_late,
        AboutForm,
        trial={},
        intro=_("答复已经作出，撤回只作记录，答复和统计不变。"),
        group=REST,
    ),
    RequestAct(
        "file_remedy",
        _("登记救济"),
        _("登记"),
        _("已登记。"),
        remedies.file_remedy,
        form=forms.FileRemedyForm,
        start=on_the_day("filed_on"),
        intro=_("投诉、举报、行政复议、行政诉讼都在这里登记，结果记入年报。"),
        group=REST,
    ),
    RequestAct(
        "answer_anew",
        _("重新答复"),
        _("开始重新办理"),
        _("已另行编号重新办理，期限从收到决定的次日起计算。原答复保留不变。"),
        renewing.answer_anew,
        form=forms.AnswerAnewForm,
        start=on_the_day("ordered_on"),
        intro=_(
            "复议决定、判决纠正原答复的，或者上级查证投诉属实、督促整改的，重新作出答复。"
            "原答复保留，年报不重复计数。"
        ),
        offered=_has_order,
        group=ANSWER,
    ),
    RequestAct(
        "decide_remedy",
        _("登记救济结果"),
        _("登记"),
        _("结果已登记。"),
        _decided,
        form=forms.DecideRemedyForm,
        start=on_the_day("decided_on"),
        offered=_has_remedy,
        group=REST,
    ),
)
