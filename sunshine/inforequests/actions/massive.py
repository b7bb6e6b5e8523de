"""Very many requests, very often: reasons asked for, and a reasonable delay (条例 2019 art. 35)."""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.dating import apply_dates, calendar_of
from sunshine.inforequests.letter_facts import send_letter
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import Explanation, InfoRequest
from sunshine.inforequests.plausible import why_not_past, why_not_text
from sunshine.inforequests.profiles import edition_on
from sunshine.inforequests.states import why_not_now, why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.letters.filling import Fact
from sunshine.orgs.models import Person

LAW = "政府信息公开条例（2019年修订）第三十五条"
# The law gives no period for the reasons; as for a correction.
USUAL_WORKDAYS = 15
LONGEST_DELAY_WORKDAYS = 250


def why_not_ask_reasons(
    request: InfoRequest, *, grounds: str, by: Person, on: date
) -> list[Reason]:
    """Return why the applicant cannot be asked for the reasons of so many requests."""
    reasons = why_not_step("ask_reasons", request, by=by, on=on) + why_not_text(grounds, "grounds")
    received = request.case.received_on
    if received is not None and not edition_on(received).organs_pause:
        reasons.append(Reason("reasons-without-law", LAW))
    if Explanation.objects.filter(request=request).exists():
        reasons.append(Reason("reasons-asked-already", LAW))
    return reasons


@action
def ask_reasons(request: InfoRequest, *, grounds: str, by: Person, at: datetime) -> Explanation:
    """Ask why there are so many requests and return the explanation; the period runs on."""
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_ask_reasons(request, grounds=grounds, by=by, on=on))
    until = calendar_of(request.body).add_workdays(on, USUAL_WORKDAYS)
    told: dict[str, Fact] = {"grounds": grounds.strip(), "answer_by": until}
    letter = send_letter("reasons_asked", request, told, by=by, at=at)
    explanation = Explanation.objects.create(
        request=request, grounds=grounds.strip(), asked_on=on, answer_by=until, letter=letter
    )
    append(**event_of("reasons_asked", request, by=by, at=at, letter=letter.number))
    return explanation


def why_not_record_reasons(
    request: InfoRequest, *, answer: str, answered_on: date, by: Person | None, on: date
) -> list[Reason]:
    """Return why the reasons cannot be recorded."""
    reasons = why_not_step("record_reasons", request, by=by, on=on) + why_not_text(answer, "answer")
    explanation = Explanation.objects.filter(request=request).first()
    if explanation is None:
        return [*reasons, Reason("reasons-not-asked")]
    if explanation.answered_on is not None:
        reasons.append(Reason("reasons-given-already"))
    since = explanation.asked_on
    return reasons + why_not_past(answered_on, "answered_on", on=on, since=since)


@action
def record_reasons(
    request: InfoRequest,
    *,
    answer: str,
    by: Person | None,
    at: datetime,
    answered_on: date | None = None,
) -> Explanation:
    """Record the reasons and return the explanation: reasonable or not is for the reply."""
    hold_request(request)
    on = beijing_day(at)
    came = answered_on or on
    refuse_if(why_not_record_reasons(request, answer=answer, answered_on=came, by=by, on=on))
    explanation = Explanation.objects.get(request=request)
    explanation.answered_on, explanation.answer = came, answer.strip()
    explanation.save(update_fields=["answered_on", "answer"])
    append(**event_of("reasons_given", request, by=by, at=at, answered=came))
    return explanation


@action
def note_no_reasons(request: InfoRequest, *, at: datetime) -> Explanation:
    """Note that no reasons were given in time; done by the sweeper. Raises Refused."""
    hold_request(request)
    refuse_if(why_not_now("note_no_reasons", request))
    explanation = Explanation.objects.filter(
        request=request, answered_on=None, silent_on=None, answer_by__lt=beijing_day(at)
    ).first()
    if explanation is None:
        raise Refused("reasons-not-silent")
    explanation.silent_on = explanation.answer_by
    explanation.save(update_fields=["silent_on"])
    append(**event_of("reasons_lacking", request, by=None, at=at))
    return explanation


def why_not_delay_massive(
    request: InfoRequest, *, until: date, grounds: str, by: Person, on: date
) -> list[Reason]:
    """Return why the answer cannot be put off to ``until``."""
    reasons = why_not_step("delay_massive", request, by=by, on=on)
    reasons += why_not_text(grounds, "grounds")
    explanation = Explanation.objects.filter(request=request).first()
    if explanation is None or explanation.answered_on is None:
        reasons.append(Reason("delay-without-reasons", LAW))
    if request.delayed_until is not None:
        reasons.append(Reason("delay-once", LAW))
    latest = calendar_of(request.body).add_workdays(on, LONGEST_DELAY_WORKDAYS)
    due = request.case.due
    if not (due or on) < until <= latest:
        facts = {"day": latest.isoformat()}
        reasons.append(Reason("delay-unfit", LAW, "until", facts))
    return reasons


@action
def delay_massive(
    request: InfoRequest, *, until: date, grounds: str, by: Person, at: datetime
) -> InfoRequest:
    """Set a reasonable later day, tell the applicant, and return the request."""
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_delay_massive(request, until=until, grounds=grounds, by=by, on=on))
    request.delayed_until = until
    request.save(update_fields=["delayed_until"])
    apply_dates(request)
    told: dict[str, Fact] = {"grounds": grounds.strip(), "extended_due": until}
    letter = send_letter("massive_delay", request, told, by=by, at=at)
    explanation = Explanation.objects.get(request=request)
    explanation.delay_letter = letter
    explanation.save(update_fields=["delay_letter"])
    append(**event_of("delayed", request, by=by, at=at, until=until, letter=letter.number))
    return request
