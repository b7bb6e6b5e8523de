"""Calls for the guide: who is on duty, who waits, how it went (row F7)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.places import EndCallForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.desk.views.places.findings import called, worked_halls
from sunshine.orgs.models import Hall
from sunshine.places.actions import calls as acts
from sunshine.places.queries import call_figures, guides_on_duty
from sunshine.ui.shell import Crumb

_FIGURES_OF = timedelta(days=30)


@staff
def halls(request: StaffRequest) -> HttpResponse:
    """Show the halls in which the person may guide, with how many wait there."""
    found = [(hall, hall.help_calls.open().count()) for hall in worked_halls(request)]
    return render_desk(request, "desk/places/call_halls.html", {"halls": found}, current="calls")


@staff
def calls(request: StaffRequest, slug: str) -> HttpResponse:
    """Show who is on duty in a hall, who waits, and how the last thirty days went."""
    hall = get_object_or_404(worked_halls(request), slug=slug)
    recent = hall.help_calls.filter(asked_at__gt=request.at - _FIGURES_OF)
    ended = hall.help_calls.exclude(answered_at=None).select_related("screen__place", "seen_by")
    duties = guides_on_duty(hall, request.at)
    context = {
        **_waiting(hall),
        "duties": duties,
        "is_on_duty": any(duty.person_id == request.person.pk for duty in duties),
        "figures": call_figures(recent),
        "leaf": leaf_of(request, ended.order_by("-asked_at")),
    }
    way = [Crumb(_("导税呼叫"), reverse("desk:call_halls")), Crumb(hall.name)]
    return render_desk(request, "desk/places/calls.html", context, current="calls", crumbs=way)


@staff
def waiting(request: StaffRequest, slug: str) -> HttpResponse:
    """Show only who waits: the page asks for it every few seconds."""
    hall = get_object_or_404(worked_halls(request), slug=slug)
    response = render(request, "desk/places/waiting.html", _waiting(hall))
    response["Cache-Control"] = "private, no-store"
    return response


@staff
@require_POST
def duty(request: StaffRequest, slug: str, how: str) -> HttpResponse:
    """Begin or stop guiding in a hall."""
    hall = get_object_or_404(worked_halls(request), slug=slug)
    act, done = (
        (acts.take_duty, _("您已上岗，呼叫会通知您。"))
        if how == "take"
        else (acts.leave_duty, _("您已离岗。"))
    )
    return act_at_once(
        request,
        lambda: act(hall, by=request.person, at=request.at),
        done=done,
        back=_back(hall),
    )


@staff
@require_POST
def see(request: StaffRequest, number: int) -> HttpResponse:
    """Answer a call: the person is on the way."""
    call = called(request, number)
    return act_at_once(
        request,
        lambda: acts.see(call, by=request.person, at=request.at),
        done=_("屏幕上已显示导税员正在过来。"),
        back=_back(call.hall),
    )


@staff
def end(request: StaffRequest, number: int) -> HttpResponse:
    """Record how a call ended."""
    call = called(request, number)

    def act(given: Mapping[str, Any]) -> None:
        acts.end(call, by=request.person, at=request.at, **given)

    back = _back(call.hall)
    title = _("办结呼叫：%(screen)s") % {"screen": str(call.screen)}
    way = [Crumb(_("导税呼叫"), reverse("desk:call_halls")), Crumb(call.hall.name, back)]
    page = Page(title, _("办结"), _("呼叫已办结。"), back, "calls", way)
    reasons = acts.why_not_end(call, by=request.person, at=request.at)
    return act_page(request, EndCallForm(request.POST or None), act, page, reasons=reasons)


def _waiting(hall: Hall) -> dict[str, object]:
    found = hall.help_calls.open().select_related("screen__place", "seen_by")
    return {"hall": hall, "waiting": found}


def _back(hall: Hall) -> str:
    return reverse("desk:calls", args=[hall.slug])
