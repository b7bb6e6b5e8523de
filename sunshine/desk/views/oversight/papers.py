"""What is due for publication; what is on request or withheld, and when it is looked at again."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.lateness import SOON_DAYS, Left, left_until
from sunshine.desk.views.oversight.findings import (
    OVERSEEING,
    chosen_body,
    framing,
    leaf_of,
    overseen_bodies,
)
from sunshine.desk.views.publishing.findings import discloses_in
from sunshine.desk.views.publishing.lists import as_csv, wants_export, with_state
from sunshine.publishing.due import due_of
from sunshine.publishing.models import Attribute, Paper
from sunshine.publishing.queries import papers_closed, papers_due
from sunshine.rulebook.grounds import Ground, every_edition, grounds
from sunshine.rulebook.periods import Due, period_or_none
from sunshine.workdays.loader import official_calendar

AHEAD_DAYS = 60
_overseer = role(*OVERSEEING)


@dataclass(frozen=True, slots=True)
class DuePaper:
    """A paper to be published, what is left, and how its last day was reckoned."""

    paper: Paper
    left: Left
    due: Due | None
    law: str


@_overseer
def due(request: StaffRequest) -> HttpResponse:
    """Show what is to be published in the days to come, the longest overdue on top."""
    bodies = overseen_bodies(request)
    frame = framing(request, bodies, "disclosure")
    chosen = chosen_body(request, bodies)
    rows = papers_due([chosen] if chosen else bodies, request.today, within_days=AHEAD_DAYS)
    rows = _sought(request, _in_state(request, rows, "due_on"))
    if wants_export(request):
        return _due_as_csv(rows, request.today)
    leaf = leaf_of(request, rows)
    shown = [
        DuePaper(
            paper,
            left_until(paper.due_on, request.today),
            due_of(paper, official_calendar(body=paper.body.slug)),
            _law_of(paper),
        )
        for paper in leaf.rows
    ]
    context = {**frame.context, **_asked(request), "leaf": leaf, "rows": shown, "ahead": AHEAD_DAYS}
    return render_desk(request, "desk/oversight/due.html", context, current="disclosure")


def _due_as_csv(rows: QuerySet[Paper], today: date) -> HttpResponse:
    return as_csv(
        "due",
        rows,
        {
            _("标题"): lambda one: one.title,
            _("文号"): lambda one: one.document_number,
            _("机关"): lambda one: one.body.name,
            _("形成"): lambda one: one.made_on,
            _("变更"): lambda one: one.changed_on,
            _("最迟公开"): lambda one: one.due_on,
            _("期限"): lambda one: left_until(one.due_on, today).words,
        },
    )


def _closed_as_csv(rows: QuerySet[Paper], today: date) -> HttpResponse:
    return as_csv(
        "closed",
        rows,
        {
            _("标题"): lambda one: one.title,
            _("文号"): lambda one: one.document_number,
            _("机关"): lambda one: one.body.name,
            _("公开属性"): lambda one: one.get_attribute_display(),
            _("不公开理由"): lambda one: _wording(ground_of(one, today)),
            _("依据"): lambda one: _article(ground_of(one, today)),
            _("决定人"): lambda one: one.attribute_by.name,
            _("下次评估"): lambda one: one.review_again_on,
        },
    )


def _wording(ground: Ground | None) -> str:
    return str(ground.wording) if ground else ""


def _article(ground: Ground | None) -> str:
    return ground.article if ground else ""


def _law_of(paper: Paper) -> str:
    period = period_or_none(paper.period_key, paper.counts_from)
    return "" if period is None else period.law


def _asked(request: StaffRequest) -> dict[str, object]:
    return {
        "q": request.GET.get("q", "").strip(),
        "state": request.GET.get("state", ""),
        "attribute": request.GET.get("attribute", ""),
        "export_url": with_state(request, export="csv", page=None),
        "states": [("late", _("已逾期")), ("soon", _("七天内到期"))],
    }


def _sought(request: StaffRequest, rows: QuerySet[Paper]) -> QuerySet[Paper]:
    if sought := request.GET.get("q", "").strip():
        rows = rows.filter(Q(title__icontains=sought) | Q(document_number__icontains=sought))
    return rows


def _in_state(request: StaffRequest, rows: QuerySet[Paper], field: str) -> QuerySet[Paper]:
    today, state = request.today, request.GET.get("state", "")
    if state == "late":
        return rows.filter(**{f"{field}__lt": today})
    if state == "soon":
        until = today + timedelta(days=SOON_DAYS)
        return rows.filter(**{f"{field}__gte": today, f"{field}__lte": until})
    return rows


@dataclass(frozen=True, slots=True)
class ClosedPaper:
    """A paper that is not published of our own accord: its ground, and what is left."""

    paper: Paper
    ground: Ground | None
    left: Left
    may_decide: bool


def ground_of(paper: Paper, today: date) -> Ground | None:
    """Return the ground on which ``paper`` is closed: as in force, or as it last was."""
    now = {one.key: one for one in grounds(today)}
    ever = {one.key: one for one in every_edition()}
    return now.get(paper.ground) or ever.get(paper.ground)


@_overseer
def closed(request: StaffRequest) -> HttpResponse:
    """Show what is on request or withheld: on which ground, by whom, looked at again when."""
    bodies = overseen_bodies(request)
    frame = framing(request, bodies, "closed_papers")
    chosen = chosen_body(request, bodies)
    rows = papers_closed([chosen] if chosen else bodies)
    attribute = request.GET.get("attribute", "")
    if attribute in {Attribute.ON_REQUEST, Attribute.WITHHELD}:
        rows = rows.filter(attribute=attribute)
    rows = _sought(request, _in_state(request, rows, "review_again_on"))
    if wants_export(request):
        return _closed_as_csv(rows, request.today)
    leaf = leaf_of(request, rows)
    shown = [
        ClosedPaper(
            paper,
            ground_of(paper, request.today),
            left_until(paper.review_again_on, request.today, soon_days=30),
            discloses_in(request, paper.body),
        )
        for paper in leaf.rows
    ]
    attributes = [(one.value, one.label) for one in Attribute if one != Attribute.PROACTIVE]
    context = {
        **frame.context,
        **_asked(request),
        "leaf": leaf,
        "rows": shown,
        "attributes": attributes,
    }
    return render_desk(request, "desk/oversight/closed.html", context, current="disclosure")
