"""What is public and suspicious now: looked at by the disclosure office, and settled."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.gate import SettleForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.gate.shown import grouped
from sunshine.desk.views.publishing.findings import bodies_with
from sunshine.gate.actions.suspicions import settle_suspicion, why_not_settle
from sunshine.gate.kinds import label_of
from sunshine.gate.models import Suspicion
from sunshine.gate.queries import findings, open_suspicions
from sunshine.publishing.duties import DISCLOSURE
from sunshine.publishing.gate_parts import edition_of
from sunshine.publishing.models import Edition
from sunshine.ui.shell import Crumb

_office = role(*DISCLOSURE)


@_office
def suspicions(request: StaffRequest) -> HttpResponse:
    """Show what waits to be settled, the oldest first."""
    found = open_suspicions(bodies_with(request, DISCLOSURE))
    rows = [
        (one, edition, "、".join(f"{label_of(kind)} {count}" for kind, count in one.kinds.items()))
        for one in found
        if (edition := edition_of(one.subject)) is not None
    ]
    return render_desk(request, "desk/gate/suspicions.html", {"rows": rows}, current="suspicions")


@_office
def suspicion(request: StaffRequest, number: int) -> HttpResponse:
    """Show one with its findings, and settle it."""
    found, edition = _found(request, number)

    def act(given: Mapping[str, Any]) -> None:
        settle_suspicion(found, by=request.person, at=request.at, **given)

    back = reverse("desk:suspicions")
    page = Page(
        _("公开内容的疑点"),
        _("办结"),
        _("已办结。"),
        back,
        "suspicions",
        [Crumb(_("公开内容的疑点"), back)],
        template="desk/gate/suspicion.html",
        more={
            "edition": edition,
            "item": edition.item,
            "groups": grouped(row for row in findings(found.subject) if row.is_open),
        },
    )
    reasons = why_not_settle(found, by=request.person, on=request.today)
    return act_page(request, SettleForm(request.POST or None), act, page, reasons=reasons)


def _found(request: StaffRequest, number: int) -> tuple[Suspicion, Edition]:
    rows = Suspicion.objects.filter(body__in=bodies_with(request, DISCLOSURE))
    found = get_object_or_404(rows.select_related("body", "settled_by"), pk=number)
    edition = edition_of(found.subject)
    if edition is None:
        raise Http404
    return found, edition
