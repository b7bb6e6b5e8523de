"""How far a body has come in a campaign, in one word. Pure, but for what a part has loaded."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.campaigns.models import Participation, Report


@dataclass(frozen=True, slots=True)
class Progress:
    """A state: its key, its word, and the tone in which a page shows it."""

    key: str
    label: str | Promise
    tone: str


UNREAD = Progress("unread", pgettext_lazy("campaign", "未阅"), "warn")
READ = Progress("read", pgettext_lazy("campaign", "已阅"), "info")
PLANNED = Progress("planned", _("已有计划"), "info")
LATE = Progress("late", _("逾期未报"), "late")
SENT = Progress("sent", _("已报送"), "good")
SENT_LATE = Progress("sent_late", _("已报送（逾期）"), "good")
ACCEPTED = Progress("accepted", _("已采用"), "good")
RETURNED = Progress("returned", _("已退回"), "warn")
EXCUSED = Progress("excused", _("免报"), "plain")
MERGED = Progress("merged", _("已由承继单位办理"), "plain")


def progress_of(part: Participation, on: date, *, activities: int = 0) -> Progress:
    """Return how far ``part`` has come on ``on``; no query where the report is loaded."""
    report: Report | None = getattr(part, "report", None)
    if report is not None and report.is_in:
        sent = SENT_LATE if report.is_late else SENT
        return ACCEPTED if report.state == Report.State.ACCEPTED else sent
    open_states = (
        (MERGED, part.handed_to_id is not None),
        (EXCUSED, bool(part.excuse)),
        (RETURNED, report is not None and report.state == Report.State.RETURNED),
        (LATE, part.is_must and part.is_late(on)),
        (PLANNED, activities > 0),
        (READ, part.read_at is not None),
    )
    return next((state for state, holds in open_states if holds), UNREAD)
