"""Extending the period, once, with the consent of the head of the disclosure office.

Law: 条例 2019 art. 33; 2007 art. 24.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.dating import apply_dates, facts_of
from sunshine.inforequests.letter_facts import send_letter, told_of_extension
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.plausible import why_not_in_time, why_not_text
from sunshine.inforequests.profiles import edition_on
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person

LETTER = "extension"


def why_not_extend(
    request: InfoRequest, *, days: int, grounds: str, by: Person, on: date
) -> list[Reason]:
    """Return why the period cannot be extended; on its last day it can, on the day after not."""
    reasons = why_not_step("extend", request, by=by, on=on) + why_not_text(grounds, "grounds")
    if request.case.received_on is not None:
        edition = edition_on(facts_of(request).starts)
        if not 1 <= days <= edition.extension:
            most = {"most": edition.extension}
            law = edition.law_extension
            reasons.append(Reason("due-extension-too-long", law, "days", most))
        if request.extension:
            reasons.append(Reason("extension-once", edition.law_extension))
    is_set = request.delayed_until or request.ordered_until
    if request.case.due is None or request.lapsed_on or is_set:
        reasons.append(Reason("extension-without-period"))
    return reasons + why_not_in_time(request, on=on)


@action
def extend(
    request: InfoRequest, *, days: int, grounds: str, by: Person, at: datetime
) -> InfoRequest:
    """Extend the period by ``days`` workdays, tell the applicant, and return the request.

    ``by``: the head of the disclosure office, whose consent it is. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_extend(request, days=days, grounds=grounds, by=by, on=on))
    was_due, told = request.case.due, told_of_extension(request, days=days, grounds=grounds)
    request.extension = days
    request.save(update_fields=["extension"])
    apply_dates(request)
    letter = send_letter(LETTER, request, told, by=by, at=at)
    said = {"was_due": was_due, "days": days, "letter": letter.number}
    append(**event_of("extended", request, by=by, at=at, **said))
    return request
