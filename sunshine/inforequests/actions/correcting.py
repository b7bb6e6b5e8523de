"""Correction (补正): asked for once and all at once, answered, lapsed, excused.

Law: 条例 2019 art. 30; 2007 art. 21 has no period for asking.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.asking import LONGEST_DESCRIPTION, Asking
from sunshine.inforequests.dating import apply_dates, calendar_of, last_day_to_ask
from sunshine.inforequests.letter_facts import send_letter
from sunshine.inforequests.locking import hold_request, move
from sunshine.inforequests.models import Correction, InfoRequest
from sunshine.inforequests.plausible import why_not_length, why_not_past, why_not_text
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.letters.writing import void_letter
from sunshine.orgs.models import Person

LAW = "政府信息公开条例（2019年修订）第三十条"
# The law says a reasonable period; this is common practice.
USUAL_WORKDAYS = 15
LONGEST_WORKDAYS = 60


def why_not_ask_correction(
    request: InfoRequest, *, items: str, correct_by: date | None = None, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot ask for this correction, with the article."""
    reasons = why_not_step("ask_correction", request, by=by, on=on)
    reasons += why_not_text(items, "items")
    if Correction.objects.filter(request=request).exists():
        reasons.append(Reason("correction-once", LAW))
    last = last_day_to_ask(request)
    if last is not None and on > last:
        reasons.append(Reason("correction-asked-late", LAW, facts={"day": last.isoformat()}))
    if correct_by is not None:
        longest = calendar_of(request.body).add_workdays(on, LONGEST_WORKDAYS)
        if not on < correct_by <= longest:
            facts = {"day": longest.isoformat()}
            reasons.append(Reason("correction-period-unfit", LAW, "correct_by", facts))
    return reasons


@action
def ask_correction(
    request: InfoRequest, *, items: str, by: Person, at: datetime, correct_by: date | None = None
) -> Correction:
    """Tell the applicant once what to correct and until when; return the correction.

    Within seven workdays after the receipt; the clock stands until the corrected request comes.
    Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_ask_correction(request, items=items, correct_by=correct_by, by=by, on=on))
    until = correct_by or calendar_of(request.body).add_workdays(on, USUAL_WORKDAYS)
    letter = send_letter(
        "correction", request, {"items": items.strip(), "correct_by": until}, by=by, at=at
    )
    correction = Correction.objects.create(
        request=request,
        items=items.strip(),
        asked_on=on,
        correct_by=until,
        asked_by=by,
        letter=letter,
    )
    move(request, "ask_correction")
    apply_dates(request)
    told = {"letter": letter.number, "correct_by": until}
    append(**event_of("correction_asked", request, by=by, at=at, **told))
    return correction


def why_not_cancel_correction(
    request: InfoRequest, *, why: str, by: Person, on: date
) -> list[Reason]:
    """Return why the notice cannot be taken back: only on its day, before it goes out."""
    reasons = why_not_step("cancel_correction", request, by=by, on=on)
    reasons += why_not_text(why, "why", most=200)
    correction = Correction.objects.filter(request=request).first()
    if correction is not None and correction.asked_on != on:
        reasons.append(Reason("correction-gone-out"))
    return reasons


@action
def cancel_correction(request: InfoRequest, *, why: str, by: Person, at: datetime) -> InfoRequest:
    """Take the notice back on its day and return the request, as if it had not been asked for.

    Its letter is void and keeps its number; a correction may be asked for again, in time.
    """
    hold_request(request)
    refuse_if(why_not_cancel_correction(request, why=why, by=by, on=beijing_day(at)))
    correction = Correction.objects.select_related("letter").get(request=request)
    void_letter(correction.letter, reason=why, at=at)
    number = correction.letter.number
    correction.delete()
    move(request, "cancel_correction")
    apply_dates(request)
    append(**event_of("correction_cancelled", request, by=by, at=at, letter=number))
    return request


def why_not_answer_correction(
    request: InfoRequest,
    *,
    answer: str,
    answered_on: date,
    description: str = "",
    by: Person | None,
    on: date,
) -> list[Reason]:
    """Return why the correction cannot be taken: too late, or a day that cannot be."""
    reasons = why_not_step("answer_correction", request, by=by, on=on)
    reasons += _why_not_answer(request, answer, answered_on, description, on)
    correction = Correction.objects.filter(request=request).first()
    if correction is not None and answered_on > correction.correct_by:
        facts = {"day": correction.correct_by.isoformat()}
        reasons.append(Reason("correction-too-late", LAW, "answered_on", facts))
    return reasons


@action
def answer_correction(
    request: InfoRequest,
    *,
    answer: str,
    by: Person | None,
    at: datetime,
    answered_on: date | None = None,
    description: str = "",
) -> InfoRequest:
    """Take the correction and return the request: its period starts anew on that day.

    ``answered_on``: when it came, today without; ``description`` replaces what is asked.
    Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    came = answered_on or on
    refuse_if(
        why_not_answer_correction(
            request, answer=answer, answered_on=came, description=description, by=by, on=on
        )
    )
    _take(request, "answer_correction", answer, came, description)
    append(**event_of("corrected", request, by=by, at=at, corrected=came))
    return request


def why_not_excuse_lapse(
    request: InfoRequest, *, answer: str, answered_on: date, why: str, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot let a correction count that came too late."""
    reasons = why_not_step("excuse_lapse", request, by=by, on=on)
    reasons += why_not_text(why, "why", most=500)
    reasons += _why_not_answer(request, answer, answered_on, "", on)
    if not Correction.objects.filter(request=request, answered_on__isnull=True).exists():
        reasons.append(Reason("lapse-of-fee", field=""))
    return reasons


@action
def excuse_lapse(
    request: InfoRequest, *, answer: str, answered_on: date, why: str, by: Person, at: datetime
) -> InfoRequest:
    """Let a late correction count because the delay was justified (正当理由); return the request.

    Only until the applicant has been told that the request counts as given up. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    refuse_if(
        why_not_excuse_lapse(request, answer=answer, answered_on=answered_on, why=why, by=by, on=on)
    )
    request.lapsed_on = None
    request.reply = None
    request.save(update_fields=["lapsed_on", "reply"])
    correction = _take(request, "excuse_lapse", answer, answered_on, "")
    correction.excused_on, correction.excuse = on, why.strip()
    correction.save(update_fields=["excused_on", "excuse"])
    append(**event_of("lapse_excused", request, by=by, at=at, corrected=answered_on))
    return request


def _why_not_answer(
    request: InfoRequest, answer: str, answered_on: date, description: str, on: date
) -> list[Reason]:
    correction = Correction.objects.filter(request=request).first()
    since = None if correction is None else correction.asked_on
    return [
        *why_not_text(answer, "answer", most=LONGEST_DESCRIPTION),
        *why_not_length(description, "description", most=LONGEST_DESCRIPTION),
        *why_not_past(answered_on, "answered_on", on=on, since=since),
    ]


def _take(request: InfoRequest, step: str, answer: str, came: date, description: str) -> Correction:
    correction = Correction.objects.get(request=request)
    correction.answered_on, correction.answer = came, answer.strip()
    correction.save(update_fields=["answered_on", "answer"])
    request.corrected_on = came
    if description.strip():
        request.description = description.strip()
        request.case.title = Asking(description).title
        request.case.save(update_fields=["title"])
    move(request, step, "corrected_on", "description")
    apply_dates(request)
    return correction
