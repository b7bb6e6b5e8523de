"""An incident: its clock, what was found gone, who may have read it, its report, its end."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.incidents import ConclusionForm, ReportForm, SentForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.templatetags.desk import named_short
from sunshine.desk.views.incidents.shown import clock_of, facts_of, timeline_of
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.desk.views.publishing.findings import KEEPING, keeps
from sunshine.publishing.actions import incidents as acts
from sunshine.publishing.exposure import exposure_of, files_of
from sunshine.publishing.models import Attachment, Incident
from sunshine.ui.shell import Crumb

_keeper = role(*KEEPING)
_RELATED = (
    *("item__body", "item__section", "item__current", "edition", "attachment"),
    *("pulled_by", "closed_by"),
)


def kept_incidents(request: StaffRequest) -> QuerySet[Incident]:
    """Return the incidents of the bodies in which the person keeps what was sealed."""
    where = Q(pk__in=[])
    for post in request.posts:
        if KEEPING & set(post.roles):
            where |= Q(item__body__path__startswith=post.body.path)
    return Incident.objects.filter(where).select_related(*_RELATED)


def _found(request: StaffRequest, number: int) -> Incident:
    found = get_object_or_404(Incident.objects.select_related(*_RELATED), pk=number)
    if not keeps(request, found.item.body):
        raise Http404
    return found


def _crumbs(incident: Incident | None = None) -> list[Crumb]:
    way = [Crumb(_("泄露事件"), reverse("desk:incidents"))]
    if incident is not None:
        here = reverse("desk:incident", args=[incident.pk])
        way.append(Crumb(named_short(incident.item.body), here))
    return way


@_keeper
def incidents(request: StaffRequest) -> HttpResponse:
    """Show the open incidents, the one to be reported first on top, and the closed ones."""
    kept = kept_incidents(request)
    closed = kept.exclude(closed_at=None).order_by("-closed_at", "-pk")
    waiting = Count("tasks", filter=Q(tasks__outcome=""))
    opened = kept.filter(closed_at=None).annotate(waiting=waiting)
    context = {
        "open": [
            (one, clock_of(one, request.at)) for one in opened.order_by("report_due_at", "pk")
        ],
        "leaf": leaf_of(request, closed),
    }
    crumbs = [Crumb(_("泄露事件"))]
    return render_desk(
        request, "desk/incidents/incidents.html", context, current="incidents", crumbs=crumbs
    )


@_keeper
def incident(request: StaffRequest, number: int) -> HttpResponse:
    """Show where an incident stands and what is to be done now."""
    found = _found(request, number)
    by, at = request.person, request.at
    context = {
        "incident": found,
        "clock": clock_of(found, at),
        "facts": facts_of(found),
        "timeline": timeline_of(found),
        "exposure": exposure_of(found),
        "told": found.evidence.get("told", []),
        "tasks": found.tasks.select_related("hall", "done_by").order_by("pk"),
        "elsewhere": _same_files_elsewhere(found),
        "why_not_report": acts.why_not_report_incident(found, by=by, at=at),
        "why_not_close": acts.why_not_close_incident(found, by=by, at=at),
        "at": at,
    }
    crumbs = [*_crumbs(), Crumb(named_short(found.item.body))]
    return render_desk(
        request, "desk/incidents/incident.html", context, current="incidents", crumbs=crumbs
    )


def _same_files_elsewhere(incident: Incident) -> QuerySet[Attachment]:
    """Return attachments of other items with the same content: they are still out."""
    digests = [file.digest for file in files_of(incident)]
    others = Attachment.objects.filter(digest__in=digests).exclude(item=incident.item)
    shown = others.filter(standing__edition__published_at__isnull=False, item__state="published")
    return shown.select_related("item__current", "item__body").distinct()


def _page(incident: Incident, title: str, button: str, done: str, intro: str = "") -> Page:
    return Page(
        title=title,
        button=button,
        done=done,
        back=reverse("desk:incident", args=[incident.pk]),
        current="incidents",
        crumbs=_crumbs(incident),
        intro=intro,
    )


@_keeper
def report(request: StaffRequest, number: int) -> HttpResponse:
    """Edit the drafted report."""
    found = _found(request, number)
    by, at = request.person, request.at

    def act(given: Mapping[str, Any]) -> None:
        acts.save_report(found, report=given["report"], by=by, at=at)

    form = ReportForm(request.POST or None, initial={"report": found.report})
    page = _page(found, _("修改情况报告"), _("保存草稿"), _("草稿已保存。"))
    reasons = acts.why_not_save_report(found, by=by, at=at)
    return act_page(request, form, act, page, reasons=reasons)


@_keeper
def sent(request: StaffRequest, number: int) -> HttpResponse:
    """Record that the report has gone out, and to whom."""
    found = _found(request, number)
    by, at = request.person, request.at

    def act(given: Mapping[str, Any]) -> None:
        acts.report_incident(found, report=given["report"], to=given["to"], by=by, at=at)

    form = SentForm(request.POST or None, initial={"report": found.report})
    intro = _("核对报告全文，报保密行政管理部门和上级主管部门以后，在这里登记。")
    page = _page(found, _("登记报告已报出"), _("已报出，存档"), _("情况报告已存档。"), intro)
    reasons = acts.why_not_report_incident(found, by=by, at=at)
    return act_page(request, form, act, page, reasons=reasons)


@_keeper
def printed(request: StaffRequest, number: int) -> HttpResponse:
    """Show the report alone, to be printed and sealed."""
    found = _found(request, number)
    title, _line, text = found.report.partition("\n")
    context = {"incident": found, "title": title, "text": text.strip()}
    crumbs = [*_crumbs(found), Crumb(_("打印报告"))]
    return render_desk(
        request, "desk/incidents/report.html", context, current="incidents", crumbs=crumbs
    )


@require_POST
@_keeper
def check(request: StaffRequest, number: int) -> HttpResponse:
    """Have every output looked through again."""
    found = _found(request, number)
    return act_at_once(
        request,
        lambda: acts.check_again(found, by=request.person, at=request.at),
        done=_("正在重新核查全部输出，请稍后刷新本页。"),
        back=reverse("desk:incident", args=[found.pk]),
    )


@_keeper
def close(request: StaffRequest, number: int) -> HttpResponse:
    """Close an incident with its cause and what follows from it."""
    found = _found(request, number)
    by, at = request.person, request.at

    def act(given: Mapping[str, Any]) -> None:
        acts.close_incident(found, conclusion=given["conclusion"], by=by, at=at)

    page = _page(found, _("事件办结"), _("办结"), _("事件已办结。"))
    reasons = acts.why_not_close_incident(found, by=by, at=at)
    return act_page(request, ConclusionForm(request.POST or None), act, page, reasons=reasons)
