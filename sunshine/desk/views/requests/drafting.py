"""Drafting a reply: first which kind, then its grounds beside the letter; signing it off."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.requests.fields import AboutForm
from sunshine.desk.forms.requests.replying import GroundsForm, KindForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.cases.findings import crumbs
from sunshine.desk.views.requests.act import facts_of
from sunshine.desk.views.requests.findings import opened_request
from sunshine.desk.views.requests.papers import draft_paper, reply_paper, reply_shown
from sunshine.inforequests.actions import drafting, reviewing
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.outcomes import Outcome, outcomes
from sunshine.inforequests.reply_grounds import CHOSEN
from sunshine.inforequests.replying import why_not_ready
from sunshine.kit.errors import Reason
from sunshine.ui.shell import Crumb


@staff
def draft_reply(request: StaffRequest, number: int) -> HttpResponse:
    """Ask for the kind of reply, then for its grounds; the draft is saved and can be changed."""
    info = opened_request(request, number)
    kind = request.GET.get("kind", info.reply.kind if info.reply else "")
    if "change" in request.GET or kind not in outcomes() or not outcomes()[kind].letter:
        return _kinds(request, info)
    return _grounds(request, info, kind)


def _kinds(request: StaffRequest, info: InfoRequest) -> HttpResponse:
    form = KindForm(None, about=info, by=request.person, initial={"kind": _kind_now(info)})
    rows = [
        (str(radio.data["value"]), outcomes()[str(radio.data["value"])]) for radio in form["kind"]
    ]
    context = {
        "form": form,
        "info": info,
        "rows": rows,
        "now": _kind_now(info),
        "facts": facts_of(request, info),
        "reasons": _standing(info, _kind_now(info) or rows[0][0], request),
    }
    way = [*crumbs(info.case), Crumb(_("起草答复"))]
    return render_desk(request, "desk/requests/kinds.html", context, current="cases", crumbs=way)


def _kind_now(info: InfoRequest) -> str:
    return info.reply.kind if info.reply else ""


def _standing(info: InfoRequest, kind: str, request: StaffRequest) -> list[Reason]:
    reasons = drafting.why_not_draft_reply(
        info, kind=kind, facts={}, by=request.person, on=request.today
    )
    return [reason for reason in reasons if not reason.field]


def _grounds(request: StaffRequest, info: InfoRequest, kind: str) -> HttpResponse:
    outcome = outcomes()[kind]
    reply = info.reply
    kept = reply.facts if reply is not None and reply.kind == kind else {}
    form = GroundsForm(
        request.POST or None,
        about=info,
        by=request.person,
        outcome=outcome,
        initial={**kept, "repeats": info.repeats_id},
    )

    def act(given: Mapping[str, Any]) -> None:
        drafting.draft_reply(
            info,
            kind=kind,
            facts=form.facts,
            repeats=given.get("repeats"),
            by=request.person,
            at=request.at,
        )

    page = _draft_page(request, info, outcome, form, kept)
    return act_page(request, form, act, page, reasons=_standing(info, kind, request))


def _draft_page(
    request: StaffRequest,
    info: InfoRequest,
    outcome: Outcome,
    form: GroundsForm,
    kept: Mapping[str, str],
) -> Page:
    reply, kind = info.reply, outcome.key
    typed = form.data if form.is_bound else {**_begun(form), **kept}
    return Page(
        title=str(outcome.name),
        button=_("保存"),
        done=_("答复已保存。"),
        back=reverse("desk:case", args=[info.case_id]),
        current="cases",
        crumbs=[*crumbs(info.case), Crumb(_("起草答复"), _place(info, "?change=1"))],
        facts=facts_of(request, info),
        template="desk/requests/draft.html",
        more={
            "info": info,
            "outcome": outcome,
            "preview": draft_paper(info, kind, _texts(form, typed)),
            "lacking": why_not_ready(reply) if reply is not None and reply.kind == kind else [],
            "preview_url": reverse("desk:draft_preview", args=[info.case_id, kind]),
            "change_url": _place(info, "?change=1"),
        },
    )


def _place(info: InfoRequest, rest: str = "") -> str:
    return reverse("desk:draft_reply", args=[info.case_id]) + rest


def _begun(form: GroundsForm) -> dict[str, str]:
    return {name: str(field.initial) for name, field in form.fields.items() if field.initial}


def _texts(form: GroundsForm, typed: Mapping[str, Any]) -> dict[str, str]:
    texts = {name: str(typed.get(name) or "") for name in form.fields if name != "repeats"}
    if CHOSEN in texts and isinstance(typed, QueryDict):
        texts[CHOSEN] = ",".join(typed.getlist(CHOSEN))
    return texts


@staff
def draft_preview(request: StaffRequest, number: int, kind: str) -> HttpResponse:
    """Return the letter with what is being typed, as a piece of the page."""
    info = opened_request(request, number)
    known = outcomes().get(kind)
    if known is None or not known.letter:
        return HttpResponse(status=404)
    form = GroundsForm(request.POST, about=info, by=request.person, outcome=known)
    preview = draft_paper(info, kind, _texts(form, request.POST))
    response = render(request, "desk/letters/preview.html", {"preview": preview})
    response["Cache-Control"] = "private, no-store"
    return response


@staff
def sign_off(request: StaffRequest, number: int) -> HttpResponse:
    """Show the letter as it will go out, and sign it off."""
    info = opened_request(request, number)

    def act(_given: Mapping[str, Any]) -> None:
        reviewing.sign_off(info, by=request.person, at=request.at)

    page = Page(
        title=_("签发"),
        button=_("签发"),
        done=_("已签发，答复书已编号。送达以后期限才停止。"),
        back=reverse("desk:case", args=[info.case_id]),
        current="cases",
        crumbs=crumbs(info.case),
        facts=facts_of(request, info),
        template="desk/requests/review.html",
        more={"preview": reply_paper(info), "shown": reply_shown(info)},
    )
    reasons = reviewing.why_not_sign_off(info, by=request.person, on=request.today)
    form = AboutForm(
        request.POST if request.method == "POST" else None, about=info, by=request.person
    )
    return act_page(request, form, act, page, reasons=reasons)
