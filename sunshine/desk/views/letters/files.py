"""Letters of cases: their files, which are looked into by name, and what is void."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.cases.actions import look
from sunshine.cases.models import Case
from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.letters import VoidForm
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.refusals import tell_refusal
from sunshine.desk.views.cases.findings import crumbs, seen_case
from sunshine.files.kinds import DOCX, PDF
from sunshine.kit.errors import Refused
from sunshine.letters import actions
from sunshine.letters.models import Letter
from sunshine.letters.printing import letter_docx, letter_pdf

_SUBJECT = "case:"


def seen_letter(request: StaffRequest, number: int) -> tuple[Letter, Case]:
    """Return the letter and its case if the person may look into it; raise Http404 otherwise."""
    letter = Letter.objects.select_related("body").filter(pk=number).first()
    key = letter.subject.removeprefix(_SUBJECT) if letter else ""
    case = seen_case(request, int(key) if key.isdecimal() else 0)
    if letter is None:
        raise Http404
    return letter, case


@staff
def letter_file(request: StaffRequest, number: int, form: str) -> HttpResponse:
    """Return the letter as PDF or DOCX; opening it is an event."""
    letter, case = seen_letter(request, number)
    if form not in {"pdf", "docx"}:
        raise Http404
    try:
        content = letter_pdf(letter) if form == "pdf" else letter_docx(letter)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("desk:case", case.pk)
    look(case, what=f"letter:{letter.code}:{form}", by=request.person, at=request.at)
    kind = PDF if form == "pdf" else DOCX
    response = HttpResponse(content, content_type=kind.media_type)
    how = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{letter.code}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


@staff
def void_letter(request: StaffRequest, number: int) -> HttpResponse:
    """Make a letter void, with a reason."""
    letter, case = seen_letter(request, number)

    def act(given: Mapping[str, Any]) -> None:
        actions.make_void(letter, by=request.person, at=request.at, **given)

    page = Page(
        title=_("作废文书"),
        button=_("作废"),
        done=_("文书已作废。"),
        back=reverse("desk:case", args=[case.pk]),
        current="cases",
        crumbs=crumbs(case),
        facts=[(_("文书"), letter.content["title"]), (_("发文字号"), letter.number)],
    )
    reasons = actions.why_not_make_void(letter, reason="—", by=request.person, on=request.today)
    return act_page(request, VoidForm(request.POST or None), act, page, reasons=reasons)
