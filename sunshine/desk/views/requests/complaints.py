"""A complaint at the desk of the office above: what it is about, and the answer to it.

Who asked is not shown: what was asked and how it was handled is enough to judge by.
"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.cases.actions import look
from sunshine.cases.models import Case
from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.requests.complaints import DecideComplaintForm
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.cases.findings import crumbs, seen_case
from sunshine.desk.views.cases.parts import Act, Part
from sunshine.inforequests.actions import complaining
from sunshine.inforequests.hearing import may_hear
from sunshine.inforequests.kinds import COMPLAINT
from sunshine.inforequests.models import Complaint, Delivery, InfoRequest
from sunshine.inforequests.outcomes import outcomes
from sunshine.letters.models import Letter
from sunshine.letters.printing import letter_pdf
from sunshine.ui.dates import day_words
from sunshine.ui.parts import Fact


def complaint_of(case: Case) -> Complaint:
    """Return the complaint that hangs on ``case``; raise Http404 if it is of another kind."""
    rows = Complaint.objects.select_related("request__case", "request__body", "decided_by")
    complaint = rows.filter(case=case).first() if case.kind == COMPLAINT.slug else None
    if complaint is None:
        raise Http404
    complaint.case = case
    return complaint


def complaint_part(request: StaffRequest, case: Case) -> Part:
    """Return what the complaint adds to the page of its case."""
    one = complaint_of(case)
    ended = bool(one.outcome)
    return Part(
        state=one.get_outcome_display() if ended else _("办理中"),
        tone="good" if ended else "info",
        next="" if ended else _("向被投诉的机关核实，查证以后答复投诉人。"),
        facts=[*_complained(one), *_handled(one.request)],
        acts=_acts(request, one),
        template="desk/requests/complaint.html",
        more={"complaint": one, "letter_url": _letter_url(one)},
    )


def _complained(one: Complaint) -> list[Fact]:
    return [
        Fact(_("投诉什么"), one.get_ground_display()),
        Fact(_("提出日期"), day_words(one.filed_at)),
        Fact(_("被投诉的机关"), one.request.body.name),
        Fact(_("关于哪件申请"), one.request.case.number),
        Fact(_("所需信息"), one.request.description, wide=True),
    ]


def _handled(info: InfoRequest) -> list[Fact]:
    """Return how the body complained of has handled the request so far."""
    received, due = info.case.received_on, info.case.due
    delivery = Delivery.objects.filter(reply=info.reply_id).first() if info.reply_id else None
    outcome = outcomes().get(info.outcome)
    return [
        Fact(_("该申请的状态"), info.get_state_display()),
        Fact(_("收到申请之日"), day_words(received) if received else _("待双方确认")),
        Fact(_("答复期限"), day_words(due) if due else ""),
        Fact(_("逾期未答复"), day_words(info.overdue_noted_on) if info.overdue_noted_on else ""),
        Fact(_("怎样答复"), str(outcome.name) if outcome else ""),
        Fact(_("送达日期"), day_words(delivery.served_on) if delivery else ""),
    ]


def _acts(request: StaffRequest, one: Complaint) -> list[Act]:
    if one.outcome or not may_hear(one.case, request.person, request.today):
        return []
    place = reverse("desk:answer_complaint", args=[one.case_id])
    return [Act(_("答复投诉"), place, leads=True, group=_("答复"))]


@staff
def answer_complaint(request: StaffRequest, number: int) -> HttpResponse:
    """Answer the complaint: what was found, what follows, what the applicant is told."""
    one = complaint_of(seen_case(request, number))
    if not may_hear(one.case, request.person, request.today):
        raise Http404

    def act(given: Mapping[str, Any]) -> None:
        complaining.decide_complaint(one, **given, by=request.person, at=request.at)

    page = Page(
        title=_("答复投诉"),
        button=_("答复，办结"),
        done=_("已答复投诉人，并告知被投诉的机关。"),
        back=reverse("desk:case", args=[one.case_id]),
        current="cases",
        crumbs=crumbs(one.case),
        facts=[
            (_("编号"), one.case.number),
            (_("被投诉的机关"), one.request.body.name),
            (_("投诉什么"), one.get_ground_display()),
            (_("投诉内容"), one.text),
        ],
    )
    form = DecideComplaintForm(request.POST or None)
    return act_page(request, form, act, page)


@staff
def complained_letter(request: StaffRequest, number: int) -> HttpResponse:
    """Show the reply that is complained of, as it was served; opening it is an event."""
    one = complaint_of(seen_case(request, number))
    letter = _served_letter(one.request)
    if letter is None:
        raise Http404
    look(one.case, what=f"letter:{letter.code}", by=request.person, at=request.at)
    response = HttpResponse(letter_pdf(letter), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{letter.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _served_letter(info: InfoRequest) -> Letter | None:
    served = Delivery.objects.filter(reply=info.reply_id).select_related("reply__letter").first()
    return served.reply.letter if served else None


def _letter_url(one: Complaint) -> str:
    if _served_letter(one.request) is None:
        return ""
    return reverse("desk:complained_letter", args=[one.case_id])
