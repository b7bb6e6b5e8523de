"""Counting a last day anew when the calendar it rests on has changed; done by the clock alone.

Until the notice of a year is out its working days are provisional (see docs/law.md).
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.publishing import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.publishing.due import due_of
from sunshine.publishing.models import PageReport, Paper
from sunshine.rulebook import periods
from sunshine.workdays.loader import official_calendar


def _due_now(matter: Paper | PageReport) -> date | None:
    """Return the last day by the calendar as it is now; None if nothing is due."""
    calendar = official_calendar(body=matter.body.slug)
    if isinstance(matter, Paper):
        due = due_of(matter, calendar)
        return None if due is None else due.day
    start = beijing_day(matter.received_at)
    return periods.due_day(start, periods.period("page_error_report", start), calendar)


def why_not_recount(matter: Paper | PageReport) -> list[Reason]:
    """Return why the last day of ``matter`` need not be counted anew."""
    settled = matter.published_at if isinstance(matter, Paper) else matter.answered_at
    if settled is not None or _due_now(matter) == matter.due_on:
        return [Reason("due-day-stands")]
    return []


@action
def recount_paper(paper: Paper, *, at: datetime) -> None:
    """Count anew when ``paper`` is due, and keep both days in the log."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("body").get(pk=paper.pk)
    refuse_if(why_not_recount(paper))
    before, paper.due_on = paper.due_on, _due_now(paper)
    paper.save(update_fields=["due_on"])
    _tell("publishing.paper_recounted", f"paper:{paper.pk}", paper, before, at)


@action
def recount_report(report: PageReport, *, at: datetime) -> None:
    """Count anew by when ``report`` is to be answered, and keep both days in the log."""
    locked = PageReport.objects.select_for_update(of=("self",)).select_related("body")
    report = locked.get(pk=report.pk)
    refuse_if(why_not_recount(report))
    before, due = report.due_on, _due_now(report)
    if due is not None:
        report.due_on = due
    report.save(update_fields=["due_on"])
    _tell("publishing.page_report_recounted", f"report:{report.code}", report, before, at)


def _tell(
    kind: str, subject: str, matter: Paper | PageReport, before: date | None, at: datetime
) -> None:
    data = {
        "before": before.isoformat() if before else None,
        "due_on": matter.due_on.isoformat() if matter.due_on else None,
    }
    append(kind, subject=subject, by=None, at=at, body=matter.body.slug, data=data)
