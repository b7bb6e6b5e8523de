"""Where a request for disclosure stands, in the words of its applicant.

What the office does inside (reviews, signing) is one thing to him: it is being handled.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.inforequests.dating import RUNNING, calendar_of, explained
from sunshine.inforequests.deadlines import Deadline, last_day, term
from sunshine.inforequests.fee_notices import open_notice
from sunshine.inforequests.models import Consultation, InfoRequest, Remedy, State
from sunshine.inforequests.outcomes import outcomes
from sunshine.inforequests.profiles import edition_on
from sunshine.inforequests.remedy_days import known_since
from sunshine.kit.days import beijing_day
from sunshine.public.followed.papers import is_served
from sunshine.public.followed.standing import LastDay, Standing, keeper_of
from sunshine.ui.dates import day_words
from sunshine.ui.parts import TimelineEntry

Words = tuple[str | Promise, str, str | Promise]
_CORRECTION_LAW = "政府信息公开条例（2019年修订）第三十条"
_WORDS: dict[str, Words] = {
    State.SUBMITTED: (
        gettext_lazy("已提交，等待确认"),
        "info",
        gettext_lazy(
            "机关会按您留的联系方式与您确认，确认那天是收到申请之日。"
            "自动出现的回执不是这个确认。一直没有人联系的，请打下面的电话。"
        ),
    ),
    State.CORRECTING: (
        gettext_lazy("等您补正"),
        "warn",
        gettext_lazy("请按补正告知书写明的内容补正。收到补正以后，答复期限重新计算。"),
    ),
    State.PAYING: (
        gettext_lazy("等您缴费"),
        "warn",
        gettext_lazy("请按收费通知缴费。缴费次日起，答复期限重新计算。"),
    ),
    State.LAPSED: (
        gettext_lazy("过了期限，视为放弃"),
        "late",
        gettext_lazy("机关将书面告诉您。有正当理由的，请马上给经办人留言或者打电话说明。"),
    ),
}


def request_standing(request: InfoRequest, on: date) -> Standing:
    """Return where ``request`` stands on ``on``."""
    state, tone, following = _words(request, on)
    return Standing(
        state,
        tone,
        following,
        keeper_of(request.case, on),
        tuple(_last_days(request)),
        latest_first(_happened(request)),
    )


def is_overdue(request: InfoRequest, on: date) -> bool:
    """Return whether the last day for the reply is over without one."""
    due = request.case.due
    return request.state in RUNNING and due is not None and due < on and not request.lapsed_on


def _words(request: InfoRequest, on: date) -> Words:
    if request.outcome:
        return _ended(request)
    notice = open_notice(request) if request.state == State.PAYING else None
    if notice is not None and notice.told_on is not None:
        return _("您已告知缴费，正在核对"), "info", _("经办人向国库核对。核对期间不会视为放弃。")
    if request.state in _WORDS:
        return _WORDS[request.state]
    if is_overdue(request, on):
        return (
            _("已超过答复期限"),
            "late",
            _("我们没有按期答复，很抱歉。您可以催办、投诉，也可以申请复议或者起诉，见下文。"),
        )
    asked = [one for one in request.consultations.all() if one.is_open]
    if asked and request.case.due is None:
        until = day_words(min(one.answer_by for one in asked))
        return (
            _("正在征求意见"),
            "info",
            _("这段时间不计入答复期限。被征求意见的一方最迟%(day)s答复。") % {"day": until},
        )
    return _("正在办理"), "info", _("最迟在下面这一天答复您。不需要您再做什么。")


def _ended(request: InfoRequest) -> Words:
    if request.withdrawn_on is not None and not is_served(request):
        return _("已经撤回"), "stop", _("按您的意思办结。以后可以再次申请。")
    if request.renewed_by.filter(finished_on=None).exists():
        return _("正在重新答复"), "info", _("决定要求重新答复，机关正在另行办理，见下面。")
    outcome = outcomes()[request.outcome]
    words = _("答复是“%(outcome)s”。请看答复书；不服的，可以走下面的救济途径。")
    return _("已经答复"), "good", words % {"outcome": outcome.name}


def _last_days(request: InfoRequest) -> Iterator[LastDay]:
    case = request.case
    if request.state == State.CORRECTING:
        yield LastDay(_("最迟补正"), request.correction.correct_by, law=_CORRECTION_LAW)
    if request.state == State.PAYING:
        notice = request.fees.order_by("-pk")[0]
        law = term(Deadline.FEE_PAYMENT, notice.notified_on).law
        yield LastDay(_("最迟缴费"), notice.pay_by, law=law)
    if request.state in RUNNING and case.due is not None and not request.lapsed_on:
        found = explained(request)
        law = edition_on(found.days[0].date).law_reply
        if request.ordered_until is not None:
            yield LastDay(_("最迟答复（决定确定）"), request.ordered_until)
        elif request.delayed_until is not None and request.delayed_until > found.due:
            law = "政府信息公开条例（2019年修订）第三十五条"
            yield LastDay(_("最迟答复"), request.delayed_until, law=law)
        else:
            yield LastDay(_("最迟答复"), found.due, found.days, law, found.provisional)
    explanation = getattr(request, "explanation", None)
    if explanation is not None and not (explanation.answered_on or explanation.silent_on):
        yield LastDay(_("最迟说明理由"), explanation.answer_by)


def remedy_days(request: InfoRequest) -> list[LastDay]:
    """Return until when reconsideration may be asked for and a suit filed; [] if none runs yet."""
    since = known_since(request)
    if since is None:
        return []
    calendar = calendar_of(request.body)
    labels = {
        Deadline.RECONSIDERATION: _("申请行政复议，最迟"),
        Deadline.SUIT: _("直接提起行政诉讼，最迟"),
    }
    found = [(label, last_day(key, since, calendar)) for key, label in labels.items()]
    return [
        LastDay(label, one.day, law=one.term.law, provisional=one.provisional)
        for label, one in found
    ]


def latest_first(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Return the entries by their Beijing days, the last on top; of one day, the later step."""
    steps = list(entries)[::-1]
    return tuple(sorted(steps, key=_day_of, reverse=True))


def _day_of(entry: TimelineEntry) -> date:
    if isinstance(entry.at, datetime):
        return beijing_day(entry.at)
    return entry.at or date.min


def _happened(request: InfoRequest) -> Iterator[TimelineEntry]:
    yield TimelineEntry(request.submitted_at, _("申请已经提交"))
    if request.case.received_on:
        yield TimelineEntry(request.case.received_on, _("确认收到：收到申请之日"))
    correction = getattr(request, "correction", None)
    if correction is not None:
        yield TimelineEntry(correction.asked_on, _("请您补正"))
        if correction.answered_on:
            yield TimelineEntry(correction.answered_on, _("收到补正，期限重新计算"))
    for one in request.consultations.all():
        yield from _asked(one)
    for notice in request.fees.all():
        yield TimelineEntry(notice.notified_on, _("发出收费通知"), _yuan(notice.amount))
        if notice.paid_on:
            yield TimelineEntry(notice.paid_on, _("收到缴费，期限重新计算"))
        if notice.cancelled_on:
            yield TimelineEntry(notice.cancelled_on, _("撤销收费通知"))
        if notice.refunded_on:
            yield TimelineEntry(notice.refunded_on, _("退费"))
    if request.lapsed_on:
        yield TimelineEntry(request.lapsed_on, _("过了期限，视为放弃"))
    yield from _answered(request)


def _asked(one: Consultation) -> Iterator[TimelineEntry]:
    """Say that somebody was asked and has answered, and never who or what."""
    is_organ = one.party != Consultation.Party.THIRD_PARTY
    yield TimelineEntry(one.sent_on, _("征求其他机关意见") if is_organ else _("征求第三方意见"))
    if ended := one.answered_on or one.silent_on:
        yield TimelineEntry(ended, _("征求意见结束"))


def _answered(request: InfoRequest) -> Iterator[TimelineEntry]:
    if is_served(request) and request.reply is not None:
        delivery = request.reply.delivery
        yield TimelineEntry(delivery.served_on, _("送出答复"), delivery.get_manner_display())
        if delivery.arrived_on:
            yield TimelineEntry(delivery.arrived_on, _("送达"))
    if request.withdrawn_on:
        yield TimelineEntry(request.withdrawn_on, _("您撤回了申请"))
    for remedy in request.remedies.all():
        yield TimelineEntry(remedy.filed_on, Remedy.Kind(remedy.kind).label, remedy.organ)
        if remedy.decided_on:
            outcome = Remedy.Outcome(remedy.outcome).label
            yield TimelineEntry(remedy.decided_on, outcome, remedy.decision)


def _yuan(amount: object) -> str:
    return _("%(amount)s元") % {"amount": amount}
