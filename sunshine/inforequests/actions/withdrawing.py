"""Withdrawing a request, before the reply and after it."""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.cases.keeping import close_case
from sunshine.inforequests.dating import apply_dates
from sunshine.inforequests.identity import keep_until
from sunshine.inforequests.letter_facts import send_letter
from sunshine.inforequests.locking import hold_request, move
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.outcomes import WITHDRAWN
from sunshine.inforequests.plausible import why_not_past
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.letters.models import Letter
from sunshine.letters.writing import void_letter
from sunshine.orgs.models import Person

VOID = "申请人撤回申请"


def why_not_withdraw(
    request: InfoRequest, *, withdrawn_on: date, by: Person | None, on: date
) -> list[Reason]:
    """Return why the request cannot be withdrawn; once it is answered see ``withdraw_late``."""
    since = request.arrived_on
    return why_not_step("withdraw", request, by=by, on=on) + why_not_past(
        withdrawn_on, "withdrawn_on", on=on, since=since
    )


@action
def withdraw(
    request: InfoRequest, *, by: Person | None, at: datetime, withdrawn_on: date | None = None
) -> InfoRequest:
    """Withdraw the request and return it, closed: it is counted as ended, not deleted.

    A reply that was signed and not served is void; one that also answers others stays theirs.
    """
    hold_request(request)
    on = beijing_day(at)
    day = withdrawn_on or on
    refuse_if(why_not_withdraw(request, withdrawn_on=day, by=by, on=on))
    _leave_reply(request, at)
    request.fees.filter(paid_on=None, lapsed_on=None, cancelled_on=None).update(cancelled_on=on)
    request.withdrawn_on = request.finished_on = day
    request.outcome = WITHDRAWN
    move(request, "withdraw", "withdrawn_on", "finished_on", "outcome", "reply")
    apply_dates(request)
    letter = _confirmation(request, by=by, at=at)
    close_case(request.case, at=at)
    request.applicant.keep_until = keep_until(on)
    request.applicant.save(update_fields=["keep_until"])
    number = "" if letter is None else letter.number
    append(**event_of("withdrawn", request, by=by, at=at, withdrawn=day, letter=number))
    return request


def why_not_withdraw_late(request: InfoRequest, *, by: Person | None, on: date) -> list[Reason]:
    """Return why a withdrawal after the reply cannot be noted."""
    reasons = why_not_step("withdraw_late", request, by=by, on=on)
    if request.withdrawn_on is not None:
        reasons.append(Reason("withdrawn-already", facts={"number": request.case.number}))
    return reasons


@action
def withdraw_late(request: InfoRequest, *, by: Person | None, at: datetime) -> InfoRequest:
    """Note a withdrawal that came after the reply, and return the request.

    The reply stands and is counted as what it is: there is nothing left to withdraw.
    """
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_withdraw_late(request, by=by, on=on))
    request.withdrawn_on = on
    request.save(update_fields=["withdrawn_on"])
    append(**event_of("withdrawn_after_reply", request, by=by, at=at, outcome=request.outcome))
    return request


def _leave_reply(request: InfoRequest, at: datetime) -> None:
    reply = request.reply
    if reply is None:
        return
    other = reply.answers.exclude(pk=request.pk).order_by("pk").first()
    if other is not None:
        if reply.request_id == request.pk:
            reply.request = other
            reply.save(update_fields=["request"])
    elif reply.letter is not None:
        void_letter(reply.letter, reason=VOID, at=at)
    request.reply = None


def _confirmation(request: InfoRequest, *, by: Person | None, at: datetime) -> Letter | None:
    """Write the letter that confirms the withdrawal; none of what was never received."""
    if request.case.received_on is None or request.withdrawn_on is None:
        return None
    return send_letter("withdrawal", request, {"withdrawn": request.withdrawn_on}, by=by, at=at)
