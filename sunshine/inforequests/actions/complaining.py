"""The applicant complains to the office above; it answers him, or he takes it back.

Law: 条例 2019 arts. 47, 51. A complaint stops no period of reconsideration or suit.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.cases.keeping import FirstDates, close_case, hold, open_case
from sunshine.inforequests.dating import amber_before, calendar_of
from sunshine.inforequests.deadlines import Deadline, last_day
from sunshine.inforequests.hearing import concerned, hearer_of, may_hear
from sunshine.inforequests.kinds import COMPLAINT
from sunshine.inforequests.locking import hold_request, token_made
from sunshine.inforequests.models import Complaint, InfoRequest
from sunshine.inforequests.plausible import why_not_text
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of_case
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person

LAW = "政府信息公开条例（2019年修订）第四十七条、第五十一条"
LONGEST = 2000
# 条例 2019 art. 47: what is true is to be put right or criticised publicly.
_TRUE = frozenset({Complaint.Outcome.FOUNDED, Complaint.Outcome.PARTLY})
_OF_OFFICE = frozenset(Complaint.Outcome.values) - {Complaint.Outcome.WITHDRAWN}


def why_not_complain(
    request: InfoRequest, *, ground: str, text: str, by: Person | None, on: date
) -> list[Reason]:
    """Return why the applicant cannot complain here: one is open, or nobody above works here."""
    reasons = why_not_step("complain", request, by=by, on=on)
    reasons += why_not_text(text, "text", most=LONGEST)
    if ground not in Complaint.Ground.values:
        reasons.append(Reason("request-choice", field="ground"))
    if request.complaints.filter(outcome="").exists():
        reasons.append(Reason("complaint-open", LAW))
    if hearer_of(request, on) is None:
        reasons.append(Reason("complaint-without-office", LAW))
    return reasons


@action
def complain(
    request: InfoRequest, *, ground: str, text: str, by: Person | None, at: datetime
) -> Complaint:
    """Bring a complaint before the office above and return it: a case of that body.

    Nobody who worked on the request can have it. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_complain(request, ground=ground, text=text, by=by, on=on))
    found = hearer_of(request, on)
    if found is None:
        raise RuntimeError("a complaint without an office was refused")
    body, keeper = found
    calendar = calendar_of(body)
    due = last_day(Deadline.COMPLAINT_ANSWER, on, calendar).day
    case, _code = open_case(
        COMPLAINT,
        body=body,
        owner=keeper,
        title=f"投诉{request.body.name}：{request.case.title}",
        # Only the page of the request leads to it; its code can be given out anew.
        token=token_made("complaint", request.pk, at),
        at=at,
        applicant=request.case.applicant,
        may_not_own=concerned(request),
        dates=FirstDates(on, due, amber_before(due, calendar)),
    )
    complaint = Complaint.objects.create(
        case=case, request=request, ground=ground, text=text.strip(), filed_at=at
    )
    told = {"of": request.case.number, "ground": ground, "due": due}
    append(**event_of_case("complained", case, by=by, at=at, **told))
    return complaint


def why_not_decide_complaint(
    complaint: Complaint, *, outcome: str, measure: str, answer: str, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot answer the complaint so."""
    reasons = _why_not_hear(complaint, by, on) + why_not_text(answer, "answer", most=LONGEST)
    if outcome not in _OF_OFFICE:
        reasons.append(Reason("request-choice", field="outcome"))
    if measure and measure not in Complaint.Measure.values:
        reasons.append(Reason("request-choice", field="measure"))
    if outcome in _OF_OFFICE and (outcome in _TRUE) != bool(measure):
        reasons.append(Reason("complaint-measure", LAW, "measure"))
    return reasons


@action
def decide_complaint(
    complaint: Complaint, *, outcome: str, measure: str, answer: str, by: Person, at: datetime
) -> Complaint:
    """Answer the complaint, which closes its case, and return it; the body complained of is told.

    ``measure``: what follows where it is true. Raises Refused.
    """
    _hold(complaint)
    said = {"outcome": outcome, "measure": measure, "answer": answer}
    refuse_if(why_not_decide_complaint(complaint, **said, by=by, on=beijing_day(at)))
    complaint.measure, complaint.answer = measure, answer.strip()
    _end(complaint, outcome, by=by, at=at)
    told = {"of": complaint.request.case.number, "outcome": outcome, "measure": measure}
    append(**event_of_case("complaint_decided", complaint.case, by=by, at=at, **told))
    return complaint


def why_not_drop_complaint(complaint: Complaint, *, by: Person | None, on: date) -> list[Reason]:
    """Return why the applicant cannot take the complaint back."""
    reasons = why_not_step("complain", complaint.request, by=by, on=on)
    return reasons + _why_not_open(complaint)


@action
def drop_complaint(complaint: Complaint, *, by: Person | None, at: datetime) -> Complaint:
    """Take the complaint back, which closes its case, and return it. Raises Refused."""
    _hold(complaint)
    refuse_if(why_not_drop_complaint(complaint, by=by, on=beijing_day(at)))
    _end(complaint, Complaint.Outcome.WITHDRAWN, by=None, at=at)
    told = {"of": complaint.request.case.number}
    append(**event_of_case("complaint_dropped", complaint.case, by=by, at=at, **told))
    return complaint


def _why_not_hear(complaint: Complaint, by: Person, on: date) -> list[Reason]:
    reasons = _why_not_open(complaint)
    if not may_hear(complaint.case, by, on):
        facts = {"number": complaint.case.number}
        reasons.append(Reason("request-not-yours", facts=facts))
    return reasons


def _why_not_open(complaint: Complaint) -> list[Reason]:
    return [Reason("complaint-decided")] if complaint.outcome else []


def _hold(complaint: Complaint) -> None:
    case, request = complaint.case, complaint.request
    hold(case)
    complaint.refresh_from_db()
    complaint.case, complaint.request = case, request


def _end(complaint: Complaint, outcome: str, *, by: Person | None, at: datetime) -> None:
    complaint.outcome, complaint.decided_on = outcome, beijing_day(at)
    complaint.decided_by = by
    complaint.save()
    close_case(complaint.case, at=at)
