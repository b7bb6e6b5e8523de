"""Errors that readers reported (网页纠错): answered within three working days."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.inbox import AnswerForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.lateness import left_until
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Role
from sunshine.orgs.rights import REACHES_DOWN
from sunshine.publishing.actions import page_reports
from sunshine.publishing.duties import DISCLOSURE
from sunshine.publishing.models import PageReport
from sunshine.rulebook import periods
from sunshine.ui.parts import Tab
from sunshine.ui.shell import Crumb
from sunshine.workdays.loader import official_calendar

PERIOD = "page_error_report"


def _reports(request: StaffRequest) -> QuerySet[PageReport]:
    """Return the reports that the person's posts, or his disclosure office, answer for."""
    wanted = Q(post__in=[post.pk for post in request.posts])
    for post in request.posts:
        here = {Role(role) for role in post.roles} & set(DISCLOSURE)
        if here & REACHES_DOWN:
            wanted |= Q(body__path__startswith=post.body.path)
        elif here:
            wanted |= Q(body=post.body_id)
    found = PageReport.objects.filter(wanted)
    return found.select_related("body", "post", "item__current", "answered_by")


@staff
def reports(request: StaffRequest) -> HttpResponse:
    """Show the reports that wait, the first to be answered on top; or those answered."""
    mine = _reports(request)
    answered = request.GET.get("show") == "answered"
    waiting = mine.filter(answered_at__isnull=True).order_by("due_on", "pk")
    done = mine.filter(answered_at__isnull=False)
    tabs = [
        Tab(_("待答复"), "?", is_current=not answered, count=waiting.count()),
        Tab(_("已答复"), "?show=answered", is_current=answered, count=done.count()),
    ]
    shown = done.order_by("-answered_at", "-pk") if answered else waiting
    leaf = leaf_of(request, shown)
    context = {
        "tabs": tabs,
        "leaf": leaf,
        "rows": [(one, left_until(one.due_on, request.today, soon_days=1)) for one in leaf.rows],
        "answered": answered,
    }
    return render_desk(request, "desk/inbox/page_reports.html", context, current="page_reports")


@staff
def report(request: StaffRequest, code: str) -> HttpResponse:
    """Show one report with its last day, and answer it."""
    found = get_object_or_404(_reports(request), code=code)
    start = beijing_day(found.received_at)
    period = periods.period(PERIOD, start)

    def act(given: Mapping[str, Any]) -> None:
        page_reports.answer_page_report(found, by=request.person, at=request.at, **given)

    page = Page(
        title=_("网页纠错 %(code)s") % {"code": found.code},
        button=_("答复"),
        done=_("已答复。"),
        back=reverse("desk:page_reports"),
        current="page_reports",
        crumbs=[Crumb(pgettext("desk", "网页纠错"), reverse("desk:page_reports"))],
        template="desk/inbox/page_report.html",
        more={
            "report": found,
            "due": periods.due(start, period, official_calendar(body=found.body.slug)),
            "law": period.law,
            "left": left_until(found.due_on, request.today, soon_days=1),
        },
    )
    return act_page(request, AnswerForm(request.POST or None), act, page)
