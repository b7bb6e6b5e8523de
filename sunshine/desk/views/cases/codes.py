"""Giving out another code to follow a case by, to whoever has lost his and shows who he is."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.cases.actions import renew_code, why_not_renew_code
from sunshine.cases.codes import spoken
from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.cases import IdentitySeenForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.cases.findings import crumbs, seen_case


@staff
def give_code(request: StaffRequest, number: int) -> HttpResponse:
    """Give the case another code, shown this once; the lost one opens nothing more."""
    case = seen_case(request, number)
    back = reverse("desk:case", args=[case.pk])

    def act(_given: Mapping[str, Any]) -> HttpResponse:
        token = secrets.token_urlsafe(24)
        code = spoken(renew_code(case, token=token, by=request.person, at=request.at))
        context = {"case": case, "code": code, "body": case.body}
        return render_desk(
            request, "desk/cases/code.html", context, current="cases", crumbs=crumbs(case)
        )

    page = Page(
        title=_("补发查询码"),
        button=_("补发"),
        done="",
        back=back,
        current="cases",
        crumbs=crumbs(case),
        intro=_("原查询码随即作废。新查询码只显示一次，请当面交给申请人。"),
        facts=[(_("编号"), case.number), (_("标题"), case.title)],
    )
    reasons = why_not_renew_code(case, by=request.person, on=request.today)
    form = IdentitySeenForm(request.POST if request.method == "POST" else None)
    return act_page(request, form, act, page, reasons=reasons)
