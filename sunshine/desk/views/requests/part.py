"""What a request adds to the page of its case: state, what comes next, why that day, who asks."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.cases.models import Case
from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.cases.parts import Part, Reckoned
from sunshine.desk.views.requests.acts import acts_for
from sunshine.desk.views.requests.findings import may_open, request_of
from sunshine.desk.views.requests.identity import identity_facts, request_facts
from sunshine.desk.views.requests.known import KNOWN
from sunshine.inforequests.actions import enclosing
from sunshine.inforequests.dating import RUNNING, explained
from sunshine.inforequests.models import Delivery, InfoRequest, State
from sunshine.inforequests.outcomes import outcomes
from sunshine.inforequests.queries.looks import IDENTITY, has_opened

NEXT = {
    State.SUBMITTED: gettext_lazy("与申请人确认申请内容和身份。双方确认之日才是收到申请之日。"),
    State.HANDLING: gettext_lazy(
        "查找信息，必要时一次性告知补正、征求意见，然后起草答复送法制审核。"
    ),
    State.CORRECTING: gettext_lazy("等申请人补正。收到补正之日起重新计算期限。"),
    State.PAYING: gettext_lazy("等申请人缴费。缴费次日起重新计算期限。"),
    State.LAPSED: gettext_lazy("申请人视为放弃。起草办结告知书，送审后告知申请人。"),
    State.LEGAL_REVIEW: gettext_lazy("等法制审核。不能由起草人审核。"),
    State.SECRECY_REVIEW: gettext_lazy("等保密审查。"),
    State.SIGNING: gettext_lazy("等政府信息公开工作机构负责人签发。"),
    State.SIGNED: gettext_lazy("送达申请人。交寄、签收或者发送之日停止计算期限。"),
    State.SERVED: gettext_lazy("申请人收到后登记签收日期，然后办结。"),
    State.CLOSED: gettext_lazy("归档。申请人可以评价，可以寻求救济。"),
    State.ARCHIVED: gettext_lazy("没有了。需要时可以查阅、打印证据材料。"),
}
_TONES = {
    State.CLOSED: "good",
    State.ARCHIVED: "good",
    State.SERVED: "good",
    State.LAPSED: "stop",
    State.SUBMITTED: "warn",
}


def request_part(request: StaffRequest, case: Case) -> Part:
    """Return what the request adds to the page of its case."""
    info = request_of(case)
    state = State(info.state)
    opens = may_open(request, info)
    facts = request_facts(info)
    if opens:
        if not has_opened(request.person, info, IDENTITY, request.today):
            enclosing.look(info, what=IDENTITY, by=request.person, at=request.at)
        facts += identity_facts(info)
    return Part(
        state=state.label,
        tone=_TONES.get(state, "info"),
        next=NEXT[state],
        reckoned=reckoned(info),
        facts=facts,
        acts=acts_for(request, info, KNOWN),
        template="desk/requests/part.html",
        more={
            "info": info,
            "opens": opens,
            "outcome": outcomes().get(info.reply.kind) if info.reply else None,
            "delivery": Delivery.objects.filter(reply=info.reply_id).first(),
            "corrections": getattr(info, "correction", None),
            "consultations": info.consultations.all(),
            "searches": info.searches.select_related("searched_by"),
            "sheet": info.sheet.select_related("by", "asked_by", "department"),
            "reviews": info.reply.reviews.select_related("by") if info.reply else [],
            "fees": info.fees.all(),
            "explanation": getattr(info, "explanation", None),
            "remedies": info.remedies.all(),
            "renewals": info.renewed_by.select_related("case"),
            "renews": info.renews,
            "complaints": info.complaints.select_related("case__body") if opens else [],
            "papers": info.enclosures.filter(removed_at=None).select_related("added_by"),
            "alike_url": reverse("desk:alike", args=[case.pk]) if opens else "",
            "bundle_url": reverse("desk:request_bundle", args=[case.pk]) if opens else "",
        },
    )


def reckoned(info: InfoRequest) -> Reckoned | None:
    """Return the last day with its reckoning while the clock of the reply runs, else None."""
    runs = info.state in RUNNING and info.lapsed_on is None
    is_set = info.delayed_until is not None or info.ordered_until is not None
    if not runs or info.case.due is None or is_set:
        return None
    due = explained(info)
    return Reckoned(_("答复期限"), due.due, due.days, reckoned_by(due.edition), due.provisional)


def reckoned_by(edition: str) -> str:
    """Return the article by which a reply is due, by the name of the edition."""
    if edition == "2008":
        return _("条例（国务院令第492号）第二十四条")
    return _("条例（2019年修订）第三十三条")
