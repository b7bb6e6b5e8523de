"""Registering at the window what did not come by the web; the slip with number and code."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.cases.codes import spoken
from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.requests.registering import RegisterForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.cases.findings import crumbs
from sunshine.desk.views.cases.parts import Reckoned
from sunshine.desk.views.requests.part import reckoned
from sunshine.inforequests.actions import filing
from sunshine.inforequests.models import InfoRequest
from sunshine.letters.models import Letter
from sunshine.orgs.models import Body, Role
from sunshine.orgs.rights import bodies_of
from sunshine.ui.shell import Crumb

REGISTRARS = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)
registrar = role(*REGISTRARS)


def own_bodies(request: StaffRequest) -> QuerySet[Body]:
    """Return the bodies for which the person registers."""
    own = bodies_of(request.person, request.today, REGISTRARS)
    return Body.objects.filter(pk__in=[body.pk for body in own]).in_tree_order()


@registrar
def register(request: StaffRequest) -> HttpResponse:
    """Register a request; the same form sent twice is one request, with the same code."""
    bodies = own_bodies(request)
    form = RegisterForm(
        request.POST or None,
        request.FILES or None,
        bodies=bodies,
        initial={
            "body": bodies.first(),
            "arrived_on": request.today,
            "token": secrets.token_urlsafe(24),
        },
    )

    def act(given: Mapping[str, Any]) -> HttpResponse:
        info, code = filing.register(
            given["body"],
            arrival=form.arrival,
            asking=form.asking,
            identity=form.identity,
            token=given["token"],
            by=request.person,
            at=request.at,
            proven=given["proven"],
            owner=request.person,
            papers=form.papers,
        )
        return _slip(request, info, code)

    page = Page(
        title=_("登记申请"),
        button=_("登记，打印回执"),
        done="",
        back=reverse("desk:cases"),
        current="cases",
        crumbs=crumbs(),
        template="desk/requests/register.html",
        intro=_("回车到下一项。读卡器、扫码枪读入以后自动到下一项。"),
    )
    return act_page(request, form, act, page)


def _slip(request: StaffRequest, info: InfoRequest, code: str) -> HttpResponse:
    """Show number and code, which is kept as a digest only: this page is not there again."""
    why: Reckoned | None = reckoned(info)
    context = {
        "info": info,
        "case": info.case,
        "code": spoken(code),
        "reckoned": why,
        "letter": Letter.objects.filter(subject=info.subject, kind="receipt").last(),
        "follow_url": "/requests/",
        "body": info.body,
    }
    way = [*crumbs(), Crumb(_("回执"))]
    return render_desk(request, "desk/requests/slip.html", context, current="cases", crumbs=way)
