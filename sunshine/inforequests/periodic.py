"""What the clock does for requests: silence becomes an event, days are reckoned anew.

Every sweep asks by a column of days, takes so many at a time, and begins where it stands: a
worker that falls has lost nothing.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.db import models
from django.db.models import Q

from sunshine.cases.models import Case
from sunshine.gate.clean_making import fail
from sunshine.gate.looking import examine
from sunshine.gate.models import Cleaning, Examination
from sunshine.gate.parts import digest_of
from sunshine.inforequests.actions import consulting, enclosing, massive, redating, silence
from sunshine.inforequests.dating import RUNNING, calendar_of, dates_of, law_stamp
from sunshine.inforequests.giving import SUBJECTS, parts_of, subject_of
from sunshine.inforequests.kinds import COMPLAINT, DISCLOSURE
from sunshine.inforequests.models import (
    Applicant,
    Consultation,
    Enclosure,
    Explanation,
    FeeNotice,
    InfoRequest,
    InfoRequestQuerySet,
    Purpose,
    State,
)
from sunshine.inforequests.staff_notices import tell_of_ownerless
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.workdays.calendar import WorkCalendar
from sunshine.workdays.loader import official_calendar

AT_ONCE = 200
REDATED_AT_ONCE = 1000
T = TypeVar("T", bound=models.Model)


def note_silences(at: datetime) -> int:
    """Say what was not done in time, and return how often: corrections, payments, answers."""
    on = beijing_day(at)
    late = InfoRequest.objects.filter(wait_until__lt=on).select_related("case", "body")
    open_ = {"answered_on": None, "silent_on": None, "answer_by__lt": on}
    asked = Consultation.objects.filter(**open_).exclude(
        request__state__in=[State.SERVED, State.CLOSED, State.ARCHIVED]
    )
    # Told to be paid, it is for the office to look first.
    told = FeeNotice.objects.filter(
        told_on__isnull=False, paid_on=None, lapsed_on=None, cancelled_on=None
    )
    unpaid = late.filter(state=State.PAYING).exclude(pk__in=told.values("request"))
    reasons = Explanation.objects.filter(**open_, request__state=State.HANDLING)
    return (
        _each(late.filter(state=State.CORRECTING), silence.lapse_correction, at)
        + _each(unpaid, silence.lapse_payment, at)
        + _each(asked.select_related("request__case", "request__body"), consulting.note_silence, at)
        + _each(_requests(reasons), massive.note_no_reasons, at)
    )


def note_overdue(at: datetime) -> int:
    """Say once of each request that we are late, or have not confirmed it; return how many."""
    late = InfoRequest.objects.filter(
        overdue_noted_on=None, case__due__lt=beijing_day(at), case__closed_at=None
    ).select_related("case", "body")
    running = late.filter(state__in=RUNNING, lapsed_on=None)
    return _each(running, silence.note_overdue, at) + _each(
        late.filter(state=State.SUBMITTED), silence.note_unconfirmed, at
    )


def take_ownerless_to_chiefs(at: datetime) -> int:
    """Tell the chiefs of requests and complaints whose owner is gone; return how many there are."""
    on, kinds = beijing_day(at), [DISCLOSURE.slug, COMPLAINT.slug]
    gone = Case.objects.ownerless(on).filter(kind__in=kinds).select_related("body", "owner")
    return sum(tell_of_ownerless(case, on=on, at=at) for case in gone[:AT_ONCE])


def redate(at: datetime) -> int:
    """Reckon what was dated by another calendar or reading; return how many were looked at.

    ``to_redate`` counts what is left.
    """
    stamp, why = law_stamp(), _newest_year()
    found = _stale(stamp).select_related("case", "body").prefetch_related("consultations")
    batch, settled = list(found[:REDATED_AT_ONCE]), []
    bodies = {request.body_id: request.body for request in batch}
    calendars = {key: calendar_of(body) for key, body in bodies.items()}
    for request in batch:
        try:
            moves = _moves(request, calendars[request.body_id])
        except Refused:
            moves = False
        if moves:
            _quietly(partial(redating.redate, request, why=why, at=at))
        else:
            settled.append(request.pk)
    InfoRequest.objects.filter(pk__in=settled).update(dated_by=stamp)
    return len(batch)


def to_redate() -> int:
    """Return how many open requests are still dated by an older calendar or reading."""
    return _stale(law_stamp()).count()


def use_clean_copies(at: datetime) -> int:
    """Put the redacted copies that were made among what goes out; return how many."""
    made = Cleaning.objects.filter(state=Cleaning.State.MADE, subject__startswith=SUBJECTS)
    cleanings = list(made.select_related("result", "asked_by").order_by("pk")[:AT_ONCE])
    for cleaning in cleanings:
        try:
            enclosing.use_clean(cleaning, at=at)
        except Refused as refused:
            fail(cleaning, refused.reasons[0].code, at=at)
    return len(cleanings)


def examine_answers(at: datetime) -> int:
    """Look through the documents that are to go out with a reply; return how many requests."""
    drafting = [State.HANDLING, State.LEGAL_REVIEW, State.SECRECY_REVIEW, State.SIGNING]
    given = Enclosure.objects.filter(purpose=Purpose.ANSWER, removed_at=None)
    found = InfoRequest.objects.filter(state__in=drafting, pk__in=given.values("request"))
    done = 0
    for request in found.select_related("body").order_by("pk")[:AT_ONCE]:
        parts, subject = parts_of(request), subject_of(request)
        known = Examination.objects.filter(subject=subject, is_waiting=False).first()
        if known is None or known.digest != digest_of(parts):
            done += not examine(subject, parts, body=request.body, at=at).is_waiting
    return done


def forget_identities(at: datetime) -> int:
    """Forget who asked where the day until which it is kept is past; return how many."""
    old = Applicant.objects.filter(keep_until__lt=beijing_day(at), forgotten_at=None)
    return _each(_requests(old), silence.forget_identity, at)


def _each(found: models.QuerySet[T], act: Callable[..., object], at: datetime) -> int:
    """Act on the first of what was found, one transaction each; return how many were done.

    What somebody has done meanwhile is refused by the action and left alone.
    """
    return sum(_quietly(partial(act, one, at=at)) for one in list(found[:AT_ONCE]))


def _requests(
    rows: models.QuerySet[Explanation] | models.QuerySet[Applicant],
) -> models.QuerySet[InfoRequest]:
    keys = list(rows.values_list("request", flat=True)[:AT_ONCE])
    return InfoRequest.objects.filter(pk__in=keys).select_related("case", "body")


def _quietly(act: Callable[[], object]) -> int:
    try:
        act()
    except Refused:
        return 0
    return 1


def _stale(stamp: str) -> InfoRequestQuerySet:
    running = Q(state__in=[*RUNNING, State.SUBMITTED])
    return InfoRequest.objects.filter(running, case__closed_at=None).exclude(dated_by=stamp)


def _moves(request: InfoRequest, calendar: WorkCalendar) -> bool:
    dates = dates_of(request, calendar)
    return (dates.due, dates.provisional) != (request.case.due, request.provisional)


def _newest_year() -> str:
    return f"calendar {max(official_calendar().published)}"
