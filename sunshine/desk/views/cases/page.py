"""The page of a case: where it stands, who has it, until when and why, what can be done now."""

from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.audit.models import Event
from sunshine.cases import actions
from sunshine.cases.kinds import kind_of
from sunshine.cases.models import Case, Rating
from sunshine.cases.queries import has_looked
from sunshine.cases.standing import acts_on, deputies_of, is_chief, is_ownerless
from sunshine.desk.forms.cases import MessageForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.cases.event_names import timeline_of
from sunshine.desk.views.cases.findings import crumbs, left_of, seen_case
from sunshine.desk.views.cases.parts import Act, Part, Text
from sunshine.desk.views.requests.complaints import complaint_part
from sunshine.desk.views.requests.part import request_part
from sunshine.inforequests.kinds import COMPLAINT, DISCLOSURE
from sunshine.letters.models import Letter
from sunshine.ui.shell import Crumb

REST = gettext_lazy("其他")
# What each kind of case adds to its page.
PARTS: dict[str, Callable[[StaffRequest, Case], Part]] = {
    DISCLOSURE.slug: request_part,
    COMPLAINT.slug: complaint_part,
}


@staff
def case_page(request: StaffRequest, number: int) -> HttpResponse:
    """Show the case; opening it is an event, once a day for each reader."""
    case = seen_case(request, number)
    if not has_looked(request.person, case, request.today):
        actions.look(case, what="case", by=request.person, at=request.at)
    part = part_of(request, case)
    acts = [*part.acts, *_own_acts(request, case)]
    handovers = list(case.handovers.select_related("from_person", "to_person", "answered_by"))
    context = {
        "case": case,
        "kind": kind_of(case.kind),
        "part": part,
        "left": left_of(case, request),
        "deputies": deputies_of(case, request.today),
        "ownerless": case.is_open and is_ownerless(case, request.today),
        "leads": [act for act in acts if act.leads],
        "groups": _groups([act for act in acts if not act.reasons and not act.leads]),
        "barred": [act for act in acts if act.reasons],
        "waiting_handover": next((one for one in handovers if one.answered_at is None), None),
        "handovers": [one for one in handovers if one.answered_at is not None],
        "notes": case.messages.select_related("author"),
        "message_form": MessageForm(),
        "may_write": _may_write(request, case),
        "rating": Rating.objects.filter(case=case).first(),
        "letters": Letter.objects.filter(subject=case.subject),
        "timeline": timeline_of(Event.objects.filter(subject=case.subject)),
        "answers": _answers(request, case),
    }
    way = [*crumbs(), Crumb(case.number)]
    return render_desk(request, "desk/cases/case.html", context, current="cases", crumbs=way)


def part_of(request: StaffRequest, case: Case) -> Part:
    """Return what the kind of the case adds; a kind without a desk of its own adds nothing."""
    made = PARTS.get(case.kind)
    if made is not None:
        return made(request, case)
    return Part(state=_("办理中") if case.is_open else _("已办结"))


def _groups(acts: Sequence[Act]) -> list[tuple[Text, list[Act]]]:
    """Return the acts by their groups, those of the header itself last."""
    found: dict[Text, list[Act]] = {}
    for act in acts:
        found.setdefault(act.group, []).append(act)
    return list(found.items())


def _own_acts(request: StaffRequest, case: Case) -> list[Act]:
    """Return what can be done with the header: only what makes sense is offered at all."""
    by, on = request.person, request.today
    found = []
    if case.is_open and (acts_on(by, case, on) or is_chief(by, case, on)):
        found.append(Act(_("移交"), reverse("desk:hand_over", args=[case.pk]), group=REST))
    if case.is_open and is_ownerless(case, on):
        reasons = actions.why_not_take_up(case, by=by, on=on)
        place = reverse("desk:take_up", args=[case.pk])
        found.append(Act(_("接手"), place, reasons, at_once=True, group=REST))
    if not actions.why_not_renew_code(case, by=by, on=on):
        found.append(Act(_("补发查询码"), reverse("desk:give_code", args=[case.pk]), group=REST))
    if is_chief(by, case, on) and not actions.why_not_remind(case, by=by, on=on):
        found.append(
            Act(_("催办"), reverse("desk:remind", args=[case.pk]), at_once=True, group=REST)
        )
    return found


def _may_write(request: StaffRequest, case: Case) -> bool:
    by, on = request.person, request.today
    return not actions.why_not_write_message(case, text="—", of_office=True, by=by, on=on)


def _answers(request: StaffRequest, case: Case) -> dict[str, bool]:
    handover = case.handovers.filter(answered_at__isnull=True).first()
    if handover is None:
        return {"accept": False, "take_back": False}
    by, on = request.person, request.today
    handover.case = case
    return {
        "accept": not actions.why_not_accept_handover(handover, by=by, on=on),
        "take_back": not actions.why_not_take_back_handover(handover, by=by, on=on),
    }
