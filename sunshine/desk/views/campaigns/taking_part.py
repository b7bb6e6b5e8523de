"""A body's part: read, passed on, reported; looked at, sent back, chased from above."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.campaigns.actions import deploying, following, reporting
from sunshine.campaigns.models import Participation, Report
from sunshine.campaigns.progress import Progress, progress_of
from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.campaigns import ReasonForm, RemarksForm, ReportForm, SendDownForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest
from sunshine.desk.refusals import add_refusal_to_form
from sunshine.desk.views.campaigns.deploying import MENU
from sunshine.desk.views.campaigns.found import (
    crumbs,
    discloser,
    may,
    part_for,
    parts_for,
    progress_rows,
    worker,
)
from sunshine.kit.errors import Reason, Refused
from sunshine.orgs.models import Body
from sunshine.orgs.models.bodies import BodyQuerySet
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.ui.shell import Crumb


def part_address(part: Participation) -> str:
    """Return the address of the page of ``part``."""
    return reverse("desk:campaign_part", args=[part.campaign.code, part.body.slug])


def part_crumbs(part: Participation, *more: Crumb) -> list[Crumb]:
    """Return the way to a page of ``part``."""
    return crumbs(part.campaign, Crumb(part.body.short_name, part_address(part)), *more)


@worker
def part(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Show a body's part: its report, its activities, and what can be done about them."""
    found = part_for(request, code, slug)
    report = getattr(found, "report", None)
    on, person = request.today, request.person
    leads = may(request, found.campaign.body, *DISCLOSURE)
    acts = may(request, found.body, *EDITING)
    is_draft = report is not None and not report.is_in
    # What is not sent yet is its writers' alone.
    is_shown = report is not None and (acts or report.is_in)
    context = {
        "part": found,
        "campaign": found.campaign,
        "state": progress_of(found, on, activities=found.activities.count()),
        "report": report if is_shown else None,
        "passages": list(report.passages.all()) if report and is_shown else [],
        "figures": list(report.figures.all()) if report and is_shown else [],
        "activities": found.activities.order_by("begins_at"),
        "acts": acts,
        "leads": leads,
        "may_pass_on": may(request, found.body, *DISCLOSURE) and found.body.children.exists(),
        "may_send_on": _not_reached(found, on).exists(),
        "passed_on": _passed_on(request, found),
        "may_write": acts and (report is None or is_draft),
        "send_reasons": _why_not_send(request, found),
        "may_chase": not following.why_not_chase(found, by=person, on=on),
        "tasks": _tasks(found),
    }
    template = "desk/campaigns/part.html"
    return render_desk(request, template, context, current=MENU, crumbs=part_crumbs(found))


def _why_not_send(request: StaffRequest, found: Participation) -> list[Reason]:
    report = (
        Report.objects.select_related("part__campaign", "part__body").filter(part=found).first()
    )
    if report is None or report.is_in or not may(request, found.body, *EDITING):
        return []
    return reporting.why_not_send(report, by=request.person, on=request.today)


def _tasks(found: Participation) -> list[Any]:
    tasks = found.campaign.tasks.select_related("body")
    return [task for task in tasks if found.body.path.startswith(task.body.path)]


@worker
@require_POST
def read(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Record that the deployment was read."""
    found = part_for(request, code, slug)

    def act() -> None:
        reporting.read_deployment(found, by=request.person, at=request.at)

    return act_at_once(request, act, done=_("已记为阅读。"), back=part_address(found))


@discloser
def pass_on(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Pass the campaign on to bodies below."""
    found = part_for(request, code, slug)

    def act(given: Mapping[str, Any]) -> None:
        must, free = list(given["to"]), list(given["may_report"])
        if must or not free:
            deploying.pass_on(found, must, by=request.person, at=request.at)
        if free:
            deploying.pass_on(found, free, is_must=False, by=request.person, at=request.at)

    bodies = _not_reached(found, request.today)
    reasons = [] if bodies.exists() else [Reason("part-all-there")]
    page = _page(
        found,
        _("转发到下级"),
        _("转发"),
        _("已转发，并通知各单位经办人员。"),
        _("下级收到上级的全部任务和本机关补充的任务。"),
    )
    form = SendDownForm(request.POST or None, bodies=bodies, initial={"to": list(bodies)})
    return act_page(request, form, act, page, reasons=reasons)


def _not_reached(found: Participation, on: date) -> BodyQuerySet:
    """Return the bodies right below that the campaign has not been passed on to."""
    known = found.campaign.parts.values("body")
    below = Body.objects.existing(on).filter(parent=found.body)
    return below.exclude(pk__in=known).in_tree_order()


def _passed_on(request: StaffRequest, found: Participation) -> list[tuple[Participation, Progress]]:
    parts = parts_for(request, found.campaign).filter(via=found)
    return progress_rows(parts, request.today)


@worker
def write_report(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Write the report; save it, or save and send it."""
    found = part_for(request, code, slug)
    if not may(request, found.body, *EDITING):
        raise Http404
    report = Report.objects.filter(part=found).first()
    asks = found.campaign.asks
    form = ReportForm(request.POST or None, asks=asks, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            saved = reporting.write_report(found, form.account(), by=request.person, at=request.at)
            if "send" in request.POST:
                reporting.send_report(saved, by=request.person, at=request.at)
                messages.success(request, _("报告已报送。"))
                return redirect(part_address(found))
            messages.success(request, _("报告已保存，还没有报送。"))
            return redirect("desk:campaign_report", code, slug)
        except Refused as refused:
            add_refusal_to_form(form, refused)
    context = {"part": found, "form": form, "report": report, "back": part_address(found)}
    context["tasks"] = _tasks(found)
    return render_desk(
        request,
        "desk/campaigns/report.html",
        context,
        current=MENU,
        crumbs=part_crumbs(found, Crumb(_("报告"))),
        status=422 if form.errors else 200,
    )


@worker
@require_POST
def send_report(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Send the report as it was saved."""
    found = part_for(request, code, slug)

    def act() -> None:
        reporting.send_report(_report(found), by=request.person, at=request.at)

    return act_at_once(request, act, done=_("报告已报送。"), back=part_address(found))


@discloser
def send_back(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Send the report back with remarks."""
    found = part_for(request, code, slug)
    report = _report(found)

    def act(given: Mapping[str, Any]) -> None:
        reporting.send_back(report, by=request.person, at=request.at, **given)

    page = _page(found, _("退回报告"), _("退回"), _("已退回，并通知经办人员。"))
    return act_page(request, RemarksForm(request.POST or None), act, page)


@discloser
@require_POST
def accept(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Accept the report as it is."""
    found = part_for(request, code, slug)

    def act() -> None:
        reporting.accept_report(_report(found), by=request.person, at=request.at)

    return act_at_once(request, act, done=_("报告已采用。"), back=part_address(found))


@discloser
def excuse(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Let a body off reporting."""
    found = part_for(request, code, slug)

    def act(given: Mapping[str, Any]) -> None:
        following.excuse(found, by=request.person, at=request.at, **given)

    intro = _("理由写进编入情况表。")
    page = _page(found, _("免于报送"), _("确认"), _("已登记免报。"), intro)
    return act_page(request, ReasonForm(request.POST or None), act, page)


@discloser
@require_POST
def chase(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Remind those who act for a body."""
    found = part_for(request, code, slug)

    def act() -> None:
        following.chase(found, by=request.person, at=request.at)

    return act_at_once(request, act, done=_("已催办。"), back=part_address(found))


def _report(found: Participation) -> Report:
    report = Report.objects.select_related("part__campaign__body", "part__body").filter(part=found)
    one = report.first()
    if one is None:
        raise Http404
    return one


def _page(found: Participation, title: str, button: str, done: str, intro: str = "") -> Page:
    return Page(title, button, done, part_address(found), MENU, part_crumbs(found), intro)
