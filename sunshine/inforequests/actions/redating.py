"""Dating a request anew when a calendar, a closure or a reading has changed."""

from datetime import datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.dating import apply_dates
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.states import why_not_now
from sunshine.inforequests.telling import event_of
from sunshine.kit.errors import Refused, refuse_if


@action
def redate(request: InfoRequest, *, why: str, at: datetime) -> InfoRequest:
    """Write the days of the request as they are reckoned now and return it.

    ``why`` names what changed, as the year of the calendar. Raises Refused if nothing moves.
    """
    hold_request(request)
    refuse_if(why_not_now("redate", request))
    was, was_provisional = request.case.due, request.provisional
    dates = apply_dates(request)
    if (dates.due, dates.provisional) == (was, was_provisional):
        raise Refused("request-not-moved", number=request.case.number)
    # Late or not is asked anew by the day that holds now.
    request.overdue_noted_on = None
    request.save(update_fields=["overdue_noted_on"])
    said = {"was_due": was, "provisional": dates.provisional, "why": why}
    append(**event_of("redated", request, by=None, at=at, **said))
    return request
