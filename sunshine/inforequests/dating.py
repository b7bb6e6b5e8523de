"""The clock of a request on its row: its facts, its calendar, and what the header is to show."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sunshine.cases.keeping import move_due
from sunshine.cases.models import WaitingFor
from sunshine.inforequests.clock import Consultation as Asked
from sunshine.inforequests.clock import Due, Facts, due_day, is_provisional, reckon
from sunshine.inforequests.deadlines import Deadline, last_day, term
from sunshine.inforequests.models import Consultation, InfoRequest, State
from sunshine.inforequests.profiles import edition_on, editions, reading
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body
from sunshine.workdays.calendar import WorkCalendar
from sunshine.workdays.loader import closures, official_calendar

# Workdays before the last one, from which on a request is amber.
AMBER = 5
# The office's own days, where the law names none: to confirm, and to tell of a lapse.
TO_CONFIRM, TO_TELL = 1, 5
RUNNING = frozenset(
    {State.HANDLING, State.LEGAL_REVIEW, State.SECRECY_REVIEW, State.SIGNING, State.SIGNED}
)


@dataclass(frozen=True, slots=True)
class Dates:
    """What the header and the row are to say: the last day, amber, whose turn, until when."""

    due: date | None
    amber: date | None
    waiting_for: WaitingFor
    wait_until: date | None = None
    provisional: bool = False
    edition: str = ""


def calendar_of(body: Body) -> WorkCalendar:
    """Return the official calendar with the closures of ``body``."""
    return official_calendar(body=body.slug)


def edition_of(request: InfoRequest) -> str:
    """Return the name of the edition of the regulation that the request runs under now."""
    received = request.case.received_on
    if received is None:
        return ""
    starts = request.paid_on or request.corrected_on or received
    return edition_on(starts if reading().new_start_takes_its_own_edition else received).name


def facts_of(request: InfoRequest, consultations: Iterable[Consultation] | None = None) -> Facts:
    """Return what decides when the answer is due.

    Raises ValueError for a request that has not been received.
    """
    received = request.case.received_on
    if received is None:
        raise ValueError("a request that was not received has no clock")
    starts = request.paid_on or request.corrected_on or received
    asked = request.consultations.all() if consultations is None else consultations
    over = [(one, one.answered_on or one.silent_on) for one in asked]
    return Facts(
        received=received,
        corrected=request.corrected_on,
        consulted=tuple(
            Asked(one.sent_on, ended, one.party != Consultation.Party.THIRD_PARTY)
            for one, ended in over
            if ended is not None and pauses(one, starts)
        ),
        extension=request.extension,
        paid=request.paid_on,
    )


def pauses(consultation: Consultation, starts: date) -> bool:
    """Return whether the clock stands still meanwhile; other organs only since 2019."""
    is_organ = consultation.party != Consultation.Party.THIRD_PARTY
    return not is_organ or edition_on(starts).organs_pause


def dates_of(
    request: InfoRequest,
    calendar: WorkCalendar | None = None,
    consultations: Sequence[Consultation] | None = None,
) -> Dates:
    """Return the days of the request as it stands now; ``consultations`` if they are known."""
    calendar = calendar or calendar_of(request.body)
    state = request.state
    if state == State.SUBMITTED:
        due = calendar.add_workdays(request.arrived_on, TO_CONFIRM)
        return Dates(due, request.arrived_on, WaitingFor.OFFICE)
    if state == State.CORRECTING:
        until = request.correction.correct_by
        return _waiting(request, WaitingFor.APPLICANT, until)
    if state == State.PAYING:
        notice = request.fees.get(
            paid_on__isnull=True, lapsed_on__isnull=True, cancelled_on__isnull=True
        )
        told = notice.told_on is not None
        whom = WaitingFor.OFFICE if told else WaitingFor.APPLICANT
        return _waiting(request, whom, notice.pay_by)
    if request.lapsed_on is not None and state in RUNNING | {State.LAPSED}:
        due = calendar.add_workdays(request.lapsed_on, TO_TELL)
        return Dates(due, request.lapsed_on, WaitingFor.OFFICE, edition=edition_of(request))
    if state in RUNNING:
        known = list(request.consultations.all()) if consultations is None else consultations
        return _running(request, calendar, known)
    return Dates(None, None, WaitingFor.NOBODY, edition=request.edition)


def apply_dates(request: InfoRequest) -> Dates:
    """Reckon the days of the request anew, write them on row and header, and return them.

    Called in an action that has changed what the clock depends on.
    """
    dates = dates_of(request)
    move_due(request.case, due=dates.due, amber=dates.amber, waiting_for=dates.waiting_for)
    put_dates(request, dates)
    request.save(update_fields=["wait_until", "provisional", "edition", "dated_by"])
    return dates


def put_dates(request: InfoRequest, dates: Dates) -> None:
    """Put onto the row what was reckoned, without saving it."""
    request.wait_until, request.provisional = dates.wait_until, dates.provisional
    request.edition, request.dated_by = dates.edition, law_stamp()


def law_stamp() -> str:
    """Return the fingerprint of everything that days are reckoned with now.

    It changes when a year is announced or corrected, when a body closes, when a doubt is read
    otherwise: what was dated by another one is to be dated anew.
    """
    return _stamp(_Law(official_calendar(), closures()))


@dataclass(frozen=True, slots=True, eq=False)
class _Law:
    """The calendar and the closures; the same as another one if both are the same objects."""

    calendar: WorkCalendar
    closed: Mapping[str, Mapping[date, object]]

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, _Law) and self.calendar is other.calendar
        return same and isinstance(other, _Law) and self.closed is other.closed

    def __hash__(self) -> int:
        return hash((id(self.calendar), id(self.closed)))


@lru_cache(maxsize=4)
def _stamp(law: _Law) -> str:
    parts = (
        sorted(law.calendar.published),
        sorted(law.calendar.rest),
        sorted(law.calendar.make_up),
        sorted((body, sorted(days)) for body, days in law.closed.items()),
        reading(),
        editions(),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def explained(request: InfoRequest) -> Due:
    """Return the due day with every day since the receipt explained, for whoever asks why."""
    return reckon(facts_of(request), calendar_of(request.body))


def last_day_to_ask(request: InfoRequest) -> date | None:
    """Return until when a correction may be asked for; None where the edition sets no day."""
    received = request.case.received_on
    if received is None:
        return None
    try:
        term(Deadline.CORRECTION_NOTICE, received)
    except Refused:
        return None
    return last_day(Deadline.CORRECTION_NOTICE, received, calendar_of(request.body)).day


def amber_before(due: date, calendar: WorkCalendar, workdays: int = AMBER) -> date:
    """Return the day from which on a request due on ``due`` is amber."""
    day, left = due, workdays
    while left:
        day -= timedelta(days=1)
        left -= calendar.is_workday(day)
    return day


def _waiting(request: InfoRequest, whom: WaitingFor, until: date | None) -> Dates:
    return Dates(None, None, whom, until, edition=edition_of(request))


def _running(
    request: InfoRequest, calendar: WorkCalendar, consultations: Sequence[Consultation]
) -> Dates:
    if request.ordered_until is not None:
        due = request.ordered_until
        amber = amber_before(due, calendar)
        return Dates(due, amber, WaitingFor.OFFICE, edition=edition_of(request))
    facts = facts_of(request, consultations)
    waiting = [one for one in consultations if one.is_open]
    until = min((one.answer_by for one in waiting), default=None)
    if any(pauses(one, facts.starts) for one in waiting):
        return _waiting(request, WaitingFor.OTHERS, until)
    due = due_day(facts, calendar)
    if request.delayed_until is not None:
        due = max(due, request.delayed_until)
    amber = amber_before(due, calendar)
    provisional = is_provisional(facts, due, calendar)
    return Dates(due, amber, WaitingFor.OFFICE, until, provisional, edition_of(request))
