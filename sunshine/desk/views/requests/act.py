"""The one view of every act: find, form, act, back to the case."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.cases.findings import crumbs, left_of
from sunshine.desk.views.requests.acts import RequestAct
from sunshine.desk.views.requests.findings import seen_request
from sunshine.desk.views.requests.known import KNOWN
from sunshine.desk.views.requests.papers import Shown, letter_shown, reply_paper, reply_shown
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.states import parties_of, steps


@staff
def request_act(request: StaffRequest, number: int, act: str) -> HttpResponse:
    """Do an act of the table; what is not open to the person at all is not there."""
    info = seen_request(request, number)
    known = next((one for one in KNOWN if one.key == act and not one.address), None)
    if known is None or steps()[act].by.isdisjoint(parties_of(info, request.person, request.today)):
        raise Http404
    back = reverse("desk:case", args=[info.case_id])
    if known.form is None:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return act_at_once(
            request,
            lambda: known.do(info, {}, by=request.person, at=request.at),
            done=str(known.done),
            back=back,
        )
    return _formed(request, info, known, back)


def _formed(request: StaffRequest, info: InfoRequest, known: RequestAct, back: str) -> HttpResponse:
    def act(given: Mapping[str, Any]) -> None:
        known.do(info, given, by=request.person, at=request.at)

    form = form_of(request, info, known)
    page = Page(
        title=str(known.label),
        button=str(known.button),
        done=str(known.done),
        back=back,
        current="cases",
        crumbs=crumbs(info.case),
        intro=str(known.intro),
        facts=facts_of(request, info),
        template=known.template,
        more=_more(request, info, known, form),
    )
    reasons = known.reasons(info, request.person, request.today)
    return act_page(request, form, act, page, reasons=reasons)


def form_of(request: StaffRequest, info: InfoRequest, known: RequestAct) -> forms.Form:
    """Return the form of the act, about the request."""
    made = known.form
    if made is None:
        raise Http404
    start = known.start(info, request.today) if known.start else {}
    return made(  # type: ignore[call-arg]
        request.POST or None,
        request.FILES or None,
        about=info,
        by=request.person,
        initial=dict(start),
    )


def facts_of(request: StaffRequest, info: InfoRequest) -> list[tuple[str, object]]:
    """Return what stands above every form: which request, in which state, until when."""
    return [
        (_("编号"), info.case.number),
        (_("状态"), info.get_state_display()),
        (_("标题"), info.case.title),
        (_("期限"), left_of(info.case, request).words),
    ]


def _more(
    request: StaffRequest, info: InfoRequest, known: RequestAct, form: forms.Form
) -> dict[str, object]:
    if known.letter is not None:
        place = reverse("desk:act_preview", args=[info.case_id, known.key])
        return {"preview": _letter_of(request, info, known, form), "preview_url": place}
    if known.template == "desk/act.html" or info.reply is None:
        return {}
    return {"preview": reply_paper(info), "shown": reply_shown(info)}


def _letter_of(
    request: StaffRequest, info: InfoRequest, known: RequestAct, form: forms.Form
) -> Shown:
    """Return the letter that the act would send with what is typed so far."""
    if known.letter is None:
        raise Http404
    if form.is_bound:
        form.full_clean()
        given = form.cleaned_data
    else:
        names = form.fields.items()
        given = {name: form.get_initial_for_field(field, name) for name, field in names}
    key, told = known.letter(info, given, request.today)
    return letter_shown(key, info, told, request.today)


@staff
def act_preview(request: StaffRequest, number: int, act: str) -> HttpResponse:
    """Return the letter with what is being typed, as a piece of the page."""
    info = seen_request(request, number)
    known = next((one for one in KNOWN if one.key == act and one.letter), None)
    if known is None or steps()[act].by.isdisjoint(parties_of(info, request.person, request.today)):
        raise Http404
    shown = _letter_of(request, info, known, form_of(request, info, known))
    response = render(request, "desk/letters/preview.html", {"preview": shown})
    response["Cache-Control"] = "private, no-store"
    return response
