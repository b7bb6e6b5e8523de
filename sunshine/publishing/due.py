"""When a paper is to be published at the latest, day by day. Pure.

条例 art. 26: within 20 working days of the day it was made or changed; where another
law sets its own period, that one prevails.
"""

from datetime import date

from sunshine.publishing.models.papers import Paper
from sunshine.rulebook import periods
from sunshine.rulebook.periods import Due
from sunshine.workdays.calendar import WorkCalendar

USUAL = "proactive_publication"
# The usual period, and those of special laws that prevail over it.
PERIODS = (USUAL, "licence_result", "penalty_result", "enforcement_result")


def due_from(start: date, period_key: str, calendar: WorkCalendar) -> Due | None:
    """Return the last day to publish what was made or changed on ``start``, with its reckoning.

    None for what is older than any duty to publish (before 2008-05-01).
    Raises KeyError for an unknown period.
    """
    period = periods.period_or_none(period_key, start)
    return None if period is None else periods.due(start, period, calendar)


def due_of(paper: Paper, calendar: WorkCalendar) -> Due | None:
    """Return when ``paper`` is due and how that was reckoned; None if it need not be published."""
    if paper.attribute != "proactive":
        return None
    return due_from(paper.counts_from, paper.period_key, calendar)


def review_again_from(decided: date, attribute: str, calendar: WorkCalendar) -> date | None:
    """Return by when an attribute decided on ``decided`` is to be looked at again (art. 18)."""
    if attribute == "proactive":
        return None
    period = periods.period(f"rereview_{attribute}", decided)
    return periods.due(decided, period, calendar).day
