"""What the gate found in an edition: masked, cleaned or kept, one by one or all of a kind."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRefresh

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.menu import PUBLISHING
from sunshine.desk.refusals import sentence
from sunshine.desk.views.gate.boxes import paged_files
from sunshine.desk.views.gate.shown import cleaned_of, cleanings_of, groups_of
from sunshine.desk.views.publishing.findings import (
    item_crumbs,
    seen_edition,
    writes_in,
    written_edition,
)
from sunshine.gate.models import Finding
from sunshine.gate.queries import awaits_machine, is_waiting
from sunshine.kit.errors import Refused
from sunshine.publishing.actions import gate
from sunshine.publishing.actions.clean_copies import clean_file
from sunshine.publishing.gate_parts import subject_of, why_not_through_gate
from sunshine.publishing.models import Attachment, Edition, EditionState
from sunshine.ui.shell import Crumb

_publisher = role(*PUBLISHING)
Act = Callable[[StaffRequest, Edition], str]


@_publisher
def gate_page(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Show what was found in an edition; its writers decide here."""
    if request.method != "POST":
        return _page(request, seen_edition(request, code, number))
    edition = written_edition(request, code, number)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return redirect("desk:gate", code, number)
    try:
        done = act(request, edition)
    except Refused as refused:
        return _page(request, seen_edition(request, code, number), refused)
    messages.success(request, done)
    there = reverse("desk:gate", args=[code, number])
    return redirect(f"{there}#{request.POST.get('back', '')[:40]}")


@_publisher
def state(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Return the part of a page that says how the looking stands; asked again while it goes on."""
    edition = seen_edition(request, code, number)
    context = {**state_of(request, edition), "edition": edition, "item": edition.item}
    busy = context["gate_waiting"] or any(one.is_busy for one in cleanings_of(edition))
    if "whole" in request.GET and not busy:
        return HttpResponseClientRefresh()
    part = "rest" if "rest" in request.GET else "state"
    response = render(request, f"desk/gate/{part}.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def state_of(request: StaffRequest, edition: Edition) -> dict[str, object]:
    """Return how the looking at ``edition`` stands, for pages that say so; three queries."""
    reasons = why_not_through_gate(edition)
    return {
        "gate_reasons": reasons,
        "gate_waiting": is_waiting(reasons),
        "gate_rest": awaits_machine(reasons),
        "gate_open": any(reason.code == "gate-findings-open" for reason in reasons),
        "gate_decides": edition.state == EditionState.DRAFT
        and writes_in(request, edition.item.body),
    }


def _page(request: StaffRequest, edition: Edition, refused: Refused | None = None) -> HttpResponse:
    context = {
        **state_of(request, edition),
        "edition": edition,
        "item": edition.item,
        "groups": groups_of(edition),
        "cleanings": cleanings_of(edition),
        "cleaned": cleaned_of(edition),
        "paged": paged_files(edition),
        "given": request.POST,
        "refused": [sentence(one) for one in refused.reasons] if refused else [],
    }
    crumbs = [*item_crumbs(edition.item, edition), Crumb(_("发布前检查"))]
    status = 422 if refused else 200
    return render_desk(
        request, "desk/gate/gate.html", context, current="items", crumbs=crumbs, status=status
    )


def _finding(request: StaffRequest, edition: Edition) -> Finding:
    key = request.POST.get("finding", "")
    rows = Finding.objects.filter(examination__subject=subject_of(edition))
    return get_object_or_404(
        rows.select_related("examination", "decided_by"), pk=int(key) if key.isdecimal() else 0
    )


def _keep(request: StaffRequest, edition: Edition) -> str:
    reason = request.POST.get("reason", "")
    finding = _finding(request, edition)
    gate.keep_finding(edition, finding, reason=reason, by=request.person, at=request.at)
    return _("已保留，理由会给每位审核人看。")


def _mask(request: StaffRequest, edition: Edition) -> str:
    finding = _finding(request, edition)
    gate.mask_finding(
        edition,
        finding,
        instead=request.POST.get("instead"),
        by=request.person,
        at=request.at,
    )
    return _("已遮盖。")


def _reopen(request: StaffRequest, edition: Edition) -> str:
    gate.reopen_finding(edition, _finding(request, edition), by=request.person, at=request.at)
    return _("已撤销，请重新处理。")


def _mask_all(request: StaffRequest, edition: Edition) -> str:
    kind, part = request.POST.get("kind", ""), request.POST.get("part", "")
    done = gate.mask_findings(edition, kind, part=part, by=request.person, at=request.at)
    return ngettext("已遮盖%(number)s处。", "已遮盖%(number)s处。", done) % {"number": done}


def _keep_all(request: StaffRequest, edition: Edition) -> str:
    kind, part = request.POST.get("kind", ""), request.POST.get("part", "")
    reason = request.POST.get("reason", "")
    by, at = request.person, request.at
    done = gate.keep_findings(edition, kind, part=part, reason=reason, by=by, at=at)
    return ngettext("已保留%(number)s处。", "已保留%(number)s处。", done) % {"number": done}


def _clean(request: StaffRequest, edition: Edition) -> str:
    """Ask for a clean copy of one file: what hides goes, the values ticked are masked."""
    code = request.POST.get("file", "")
    attachment = get_object_or_404(Attachment, code=code, standing__edition=edition)
    keys = [int(key) for key in request.POST.getlist("mask") if key.isdecimal()]
    rows = Finding.objects.filter(examination__subject=subject_of(edition), pk__in=keys)
    clean_file(
        edition,
        attachment,
        strip=request.POST.getlist("strip"),
        masks=list(rows),
        by=request.person,
        at=request.at,
    )
    return _("正在制作净本，完成后自动替换附件。原件封存，不再公开。")


ACTS: Mapping[str, Act] = {
    "clean": _clean,
    "keep": _keep,
    "mask": _mask,
    "reopen": _reopen,
    "mask-all": _mask_all,
    "keep-all": _keep_all,
}
