"""Confirming a request with the applicant, and putting who is concerned aside."""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.cases.standing import why_not_keep
from sunshine.inforequests.dating import apply_dates
from sunshine.inforequests.filing import Arrival
from sunshine.inforequests.letter_facts import send_receipt
from sunshine.inforequests.locking import hold_request, move
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.receipt import Channel
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person

LAW = "政府信息公开条例（2019年修订）第三十一条"


def why_not_confirm(
    request: InfoRequest,
    *,
    confirmed_on: date | None = None,
    applicant_confirmed_on: date | None = None,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why ``by`` cannot confirm the receipt with the applicant."""
    reasons = why_not_step("confirm", request, by=by, on=on)
    day, theirs = confirmed_on or on, _theirs(request, applicant_confirmed_on, confirmed_on or on)
    for field, given in (("confirmed_on", day), ("applicant_confirmed_on", theirs)):
        if given > on:
            reasons.append(Reason("request-day-to-come", field=field, facts={"day": str(given)}))
        if given < request.arrived_on:
            reasons.append(Reason("request-confirmed-before", LAW, field))
    return reasons


@action
def confirm(
    request: InfoRequest,
    *,
    by: Person,
    at: datetime,
    confirmed_on: date | None = None,
    applicant_confirmed_on: date | None = None,
    proven: bool = True,
) -> InfoRequest:
    """Confirm the receipt with the applicant and return the request: from now on it runs.

    The day of receipt is the later of both days; without ``applicant_confirmed_on`` that is,
    on the web, the day of submission, and else the office's own. ``proven``: the identity was
    checked. Writes the receipt letter. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    days = {"confirmed_on": confirmed_on, "applicant_confirmed_on": applicant_confirmed_on}
    refuse_if(why_not_confirm(request, **days, by=by, on=on))
    request.office_confirmed_on = confirmed_on or on
    request.applicant_confirmed_on = _theirs(request, applicant_confirmed_on, confirmed_on or on)
    received = _receive(request)
    request.applicant.proven = proven
    request.applicant.save(update_fields=["proven"])
    move(request, "confirm", "office_confirmed_on", "applicant_confirmed_on")
    apply_dates(request)
    number = send_receipt(request, by=by, at=at).number
    append(**event_of("confirmed", request, by=by, at=at, received=received, letter=number))
    return request


def why_not_recuse(
    request: InfoRequest, person: Person, *, why: str, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot keep the matter from ``person``."""
    reasons = why_not_step("recuse", request, by=by, on=on)
    if person.pk == by.pk:
        reasons.append(Reason("recuse-oneself", field="person"))
    if request.case.may_not_own.filter(pk=person.pk).exists():
        reasons.append(Reason("recused-already", field="person", facts={"person": person.name}))
    if not why.strip() or len(why.strip()) > 200:
        reasons.append(Reason("recuse-why-needed", field="why"))
    if request.case.owner_id == person.pk:
        barred = request.case.may_not_own.all()
        reasons += why_not_keep(by, body=request.body, barred=barred, on=on)
    return reasons


@action
def recuse(
    request: InfoRequest, person: Person, *, why: str, by: Person, at: datetime
) -> InfoRequest:
    """Keep the matter from ``person``, whom it concerns (回避), and return the request.

    If he owned it, the head who decides owns it from now on and may hand it over. The reason
    stays in the log without naming the applicant. Raises Refused.
    """
    hold_request(request)
    refuse_if(why_not_recuse(request, person, why=why, by=by, on=beijing_day(at)))
    case = request.case
    case.may_not_own.add(person)
    if case.owner_id == person.pk:
        case.owner = by
        case.save(update_fields=["owner"])
    append(**event_of("recused", request, by=by, at=at, person=person.pk, why=why.strip()))
    return request


def _theirs(request: InfoRequest, given: date | None, office: date) -> date:
    if given is not None:
        return given
    return request.applicant_confirmed_on or office


def _receive(request: InfoRequest) -> date | None:
    case = request.case
    case.received_on = Arrival(
        Channel(request.channel),
        request.arrived_on,
        request.office_confirmed_on,
        request.applicant_confirmed_on,
    ).received_on
    case.save(update_fields=["received_on"])
    return case.received_on
