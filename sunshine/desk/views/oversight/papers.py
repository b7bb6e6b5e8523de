"""What is due for publication; what is on request or withheld, and when it is looked at again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.oversight import KeepClosedForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.lateness import SOON_DAYS, Left, left_until
from sunshine.desk.views.oversight.findings import (
    OVERSEEING,
    chosen_body,
    closed_paper,
    crumbs,
    framing,
    leaf_of,
    overseen_bodies,
)
from sunshine.publishing.actions import papers
from sunshine.publishing.due import due_of, review_again_from
from sunshine.publishing.models import Attribute, Paper
from sunshine.publishing.queries import papers_closed, papers_due
from sunshine.rulebook.grounds import Ground, every_edition, grounds
from sunshine.rulebook.periods import Due, period_or_none
from sunshine.ui.shell import Crumb
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
    leaf = leaf_of(request, _sought(request, _in_state(request, rows, "due_on")))
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


def _law_of(paper: Paper) -> str:
    period = period_or_none(paper.period_key, paper.counts_from)
    return "" if period is None else period.law


def _asked(request: StaffRequest) -> dict[str, object]:
    return {
        "q": request.GET.get("q", "").strip(),
        "state": request.GET.get("state", ""),
        "attribute": request.GET.get("attribute", ""),
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
    leaf = leaf_of(request, _sought(request, _in_state(request, rows, "review_again_on")))
    shown = [
        ClosedPaper(
            paper,
            ground_of(paper, request.today),
            left_until(paper.review_again_on, request.today, soon_days=30),
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


@_overseer
def look_again(request: StaffRequest, number: int) -> HttpResponse:
    """Look again at a paper that is closed, and keep it so until another day (条例 art. 18)."""
    paper = closed_paper(request, number)
    usual = review_again_from(request.today, paper.attribute, official_calendar())
    reasons = papers.why_not_confirm_attribute(paper, None, by=request.person, on=request.today)

    def act(given: Mapping[str, Any]) -> None:
        papers.confirm_attribute(paper, by=request.person, at=request.at, **given)

    ground = ground_of(paper, request.today)
    page = Page(
        title=_("重新评估：%(paper)s") % {"paper": paper.title},
        button=_("维持%(attribute)s") % {"attribute": paper.get_attribute_display()},
        done=_("已记录评估，维持原属性。"),
        back=reverse("desk:closed_papers"),
        current="disclosure",
        crumbs=crumbs(Crumb(_("依申请与不予公开"), reverse("desk:closed_papers"))),
        intro=_(
            "请核对当初的理由今天是否仍然成立。理由已经消失的，应当改为主动公开或者依申请公开。"
        ),
        facts=_facts(paper, ground),
    )
    form = KeepClosedForm(request.POST or None, initial={"review_again_on": usual})
    return act_page(request, form, act, page, reasons=reasons)


def _facts(paper: Paper, ground: Ground | None) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        (_("机关"), paper.body.name),
        (_("文号"), paper.document_number),
        (_("公开属性"), paper.get_attribute_display()),
        (_("不公开理由"), str(ground.wording) if ground else ""),
        (_("依据"), ground.article if ground else ""),
        (_("说明"), paper.reason),
        (_("决定人"), paper.attribute_by.name),
    ]
    return [(label, value) for label, value in facts if value]
