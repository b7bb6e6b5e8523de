"""What is alike: the same applicant, the same question elsewhere, what many ask for."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.cases.findings import crumbs
from sunshine.desk.views.requests.findings import opened_request
from sunshine.desk.views.requests.registering import registrar
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.outcomes import outcomes
from sunshine.inforequests.queries.alike import (
    asked_elsewhere,
    count_of_month,
    demand,
    of_same_applicant,
)
from sunshine.inforequests.queries.ledger import of_office
from sunshine.ui.shell import Crumb

_MOST = 50


@staff
def alike_page(request: StaffRequest, number: int) -> HttpResponse:
    """Show other requests of the applicant, and what was answered to the same question.

    Of other offices nobody learns who asked; only what was answered, and when.
    """
    info = opened_request(request, number)
    by, on = request.person, request.today
    count, fee = count_of_month(info)
    context = {
        "info": info,
        "count": count,
        "fee": fee.amount,
        "same": [_row(one) for one in of_same_applicant(info, by=by, on=on)[:_MOST]],
        "elsewhere": [
            (_row(one.request), round(one.share * 100))
            for one in asked_elsewhere(info, by=by, on=on)
        ],
    }
    way = [*crumbs(info.case), Crumb(_("相近的申请"))]
    return render_desk(request, "desk/requests/alike.html", context, current="cases", crumbs=way)


def _row(info: InfoRequest) -> dict[str, object]:
    outcome = outcomes().get(info.outcome)
    return {
        "info": info,
        "outcome": outcome.name if outcome else info.get_state_display(),
        "url": reverse("desk:case", args=[info.case_id]),
    }


@registrar
def demand_page(request: StaffRequest) -> HttpResponse:
    """Show what several applicants ask for, with the step that makes it public for all."""
    requests = of_office(request.person, request.today)
    rows = [
        {
            "demand": one,
            "info": one.request,
            "turned": one.request.published_as_id is not None,
            "turn_url": reverse("desk:request_act", args=[one.request.case_id, "turn_proactive"]),
        }
        for one in demand(requests)
    ]
    way = [*crumbs(), Crumb(_("多人申请的信息"))]
    return render_desk(
        request, "desk/requests/demand.html", {"rows": rows}, current="cases", crumbs=way
    )
