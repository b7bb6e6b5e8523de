"""Until when something may be done against a reply or against our silence.

Law: 行政复议法 art. 20; 行政诉讼法 arts. 45, 46.
"""

from datetime import date, timedelta

from sunshine.inforequests.dating import calendar_of
from sunshine.inforequests.deadlines import Deadline, last_day
from sunshine.inforequests.models import Delivery, InfoRequest, Remedy

# After a reconsideration: 行政诉讼法 art. 45.
DAYS_AFTER = 15
_DEADLINES = {
    Remedy.Kind.RECONSIDERATION: Deadline.RECONSIDERATION,
    Remedy.Kind.SUIT: Deadline.SUIT,
}


def known_since(request: InfoRequest) -> date | None:
    """Return the day from which the periods of remedies run: the reply came, or we were late."""
    delivery = Delivery.objects.filter(reply=request.reply_id).first()
    if delivery is not None:
        return delivery.arrived_on or delivery.served_on
    return request.overdue_noted_on


def last_day_for(request: InfoRequest, kind: str, after: Remedy | None = None) -> date | None:
    """Return until when the remedy may be sought; None where nothing runs or no period is set."""
    if kind == Remedy.Kind.SUIT_AFTER:
        decided = after.decided_on if after is not None else None
        if decided is None:
            return None
        return calendar_of(request.body).on_or_after(decided + timedelta(days=DAYS_AFTER))
    since, key = known_since(request), _DEADLINES.get(Remedy.Kind(kind))
    if since is None or key is None:
        return None
    return last_day(key, since, calendar_of(request.body)).day
