"""What happens when nobody acts: the sweeper says so, one event for each request."""

from datetime import datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.dating import apply_dates
from sunshine.inforequests.locking import hold_request, move
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.states import why_not_now
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused, refuse_if


@action
def lapse_correction(request: InfoRequest, *, at: datetime) -> InfoRequest:
    """Note that nothing was corrected in time: it counts as given up (条例 2019 art. 30).

    Returns the request, of which the applicant is yet to be told. Raises Refused.
    """
    _hold_lapsed(request, "lapse_correction", at)
    _lapse(request, "lapse_correction", at)
    append(**event_of("correction_lapsed", request, by=None, at=at))
    return request


@action
def lapse_payment(request: InfoRequest, *, at: datetime) -> InfoRequest:
    """Note that the fee was not paid in time: it counts as given up (国办函〔2020〕109号)."""
    _hold_lapsed(request, "lapse_payment", at)
    on = beijing_day(at)
    waiting = request.fees.filter(paid_on=None, lapsed_on=None, cancelled_on=None)
    if waiting.exclude(told_on=None).exists():
        raise Refused("payment-told", number=request.case.number)
    waiting.update(lapsed_on=on)
    _lapse(request, "lapse_payment", at)
    append(**event_of("payment_lapsed", request, by=None, at=at))
    return request


@action
def note_overdue(request: InfoRequest, *, at: datetime) -> InfoRequest:
    """Note once that our own answer is overdue; owner and chiefs are told by the event."""
    hold_request(request)
    refuse_if(why_not_now("note_overdue", request))
    due, on = request.case.due, beijing_day(at)
    if due is None or due >= on or request.overdue_noted_on or request.lapsed_on:
        raise Refused("request-not-overdue", number=request.case.number)
    request.overdue_noted_on = on
    request.save(update_fields=["overdue_noted_on"])
    append(**event_of("overdue", request, by=None, at=at))
    return request


@action
def note_unconfirmed(request: InfoRequest, *, at: datetime) -> InfoRequest:
    """Note once that the office has not confirmed a request in time. Raises Refused."""
    hold_request(request)
    refuse_if(why_not_now("note_unconfirmed", request))
    due, on = request.case.due, beijing_day(at)
    if due is None or due >= on or request.overdue_noted_on:
        raise Refused("request-not-overdue", number=request.case.number)
    request.overdue_noted_on = on
    request.save(update_fields=["overdue_noted_on"])
    append(**event_of("unconfirmed", request, by=None, at=at))
    return request


@action
def forget_identity(request: InfoRequest, *, at: datetime) -> InfoRequest:
    """Forget who asked, after the day until which that is kept; what was answered stays.

    Sealed papers go too, and who was consulted; letters stay, as an archive must have them.
    """
    hold_request(request)
    refuse_if(why_not_now("forget_identity", request))
    applicant = request.applicant
    if applicant.keep_until is None or applicant.keep_until >= beijing_day(at):
        raise Refused("identity-still-kept", number=request.case.number)
    applicant.sealed, applicant.digest, applicant.forgotten_at = "", "", at
    applicant.save(update_fields=["sealed", "digest", "forgotten_at"])
    request.enclosures.exclude(sealed=b"").update(sealed=b"", removed_at=at)
    request.consultations.update(sealed="")
    append(**event_of("identity_forgotten", request, by=None, at=at))
    return request


def _hold_lapsed(request: InfoRequest, step: str, at: datetime) -> None:
    hold_request(request)
    refuse_if(why_not_now(step, request))
    if request.wait_until is None or request.wait_until >= beijing_day(at):
        raise Refused("request-not-lapsed", number=request.case.number)


def _lapse(request: InfoRequest, step: str, at: datetime) -> None:
    request.lapsed_on = beijing_day(at)
    move(request, step, "lapsed_on")
    apply_dates(request)
