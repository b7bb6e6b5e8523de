"""Sweeping for last days whose calendar has changed since; wired in the schedule."""

from datetime import datetime

from sunshine.kit.errors import Refused
from sunshine.publishing.actions.recounting import recount_paper, recount_report, why_not_recount
from sunshine.publishing.models import PageReport, Paper


def recount_due_days(at: datetime) -> int:
    """Count anew what is still open and due on another day than is kept; return how many.

    Each in a transaction of its own; a second run finds nothing more to do.
    """
    open_papers = Paper.objects.proactive().unpublished().select_related("body")
    open_reports = PageReport.objects.open().select_related("body")
    moved: list[Paper | PageReport] = [one for one in open_papers if not why_not_recount(one)]
    moved += [one for one in open_reports if not why_not_recount(one)]
    return sum(_recount(one, at) for one in moved)


def _recount(matter: Paper | PageReport, at: datetime) -> bool:
    try:
        if isinstance(matter, Paper):
            recount_paper(matter, at=at)
        else:
            recount_report(matter, at=at)
    except Refused:  # published, answered or counted by somebody else meanwhile
        return False
    return True
