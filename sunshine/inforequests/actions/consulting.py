"""Asking a third party, another organ or a joint maker, and what becomes of it.

Law: 条例 2019 arts. 15, 32, 34; 2007 art. 23 for third parties alone.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.dating import RUNNING, apply_dates
from sunshine.inforequests.identity import opened_party, sealed_party
from sunshine.inforequests.letter_facts import send_letter
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import Consultation, InfoRequest, State
from sunshine.inforequests.opinions import LETTERS, answer_by, told_of_consultation
from sunshine.inforequests.plausible import why_not_length, why_not_past, why_not_text
from sunshine.inforequests.states import why_not_now, why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.letters.filling import Fact
from sunshine.orgs.models import Person

LAW = "政府信息公开条例（2019年修订）第三十二条"


def why_not_consult(
    request: InfoRequest, *, party: str, name: str, about: str, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot ask ``name`` about the information."""
    reasons = why_not_step("consult", request, by=by, on=on)
    if party not in Consultation.Party.values:
        reasons.append(Reason("request-choice", field="party"))
    reasons += why_not_text(name, "name", most=200) + why_not_text(about, "about")
    if request.case.due is not None and on > request.case.due:
        facts = {"number": request.case.number, "due": request.case.due.isoformat()}
        reasons.append(Reason("request-overdue", facts=facts))
    return reasons


@action
def consult(
    request: InfoRequest,
    *,
    party: str,
    name: str,
    about: str,
    by: Person,
    at: datetime,
    contact: str = "",
) -> Consultation:
    """Ask somebody for an opinion in writing and return the consultation.

    ``party``: value of ``Consultation.Party``; the clock stands meanwhile, where the edition
    says so. Who is asked is kept sealed. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_consult(request, party=party, name=name, about=about, by=by, on=on))
    kind = Consultation.Party(party)
    until = answer_by(kind, on, request.body)
    told = told_of_consultation(request, party=kind, name=name, about=about, on=on)
    letter = send_letter(LETTERS[kind], request, told, by=by, at=at)
    consultation = Consultation.objects.create(
        request=request,
        party=kind,
        sealed=sealed_party(name.strip(), contact.strip(), request=request.pk),
        about=about.strip(),
        sent_on=on,
        answer_by=until,
        letter=letter,
        asked_by=by,
    )
    apply_dates(request)
    said = {"party": kind.value, "letter": letter.number, "answer_by": until}
    append(**event_of("consulted", request, by=by, at=at, **said))
    return consultation


def why_not_note_consultation_arrival(
    consultation: Consultation, *, arrived_on: date, by: Person, on: date
) -> list[Reason]:
    """Return why it cannot be noted that the letter arrived on that day."""
    request = consultation.request
    reasons = why_not_step("note_consultation_arrival", request, by=by, on=on)
    if not consultation.is_open:
        reasons.append(Reason("consultation-over"))
    since = consultation.sent_on
    return reasons + why_not_past(arrived_on, "arrived_on", on=on, since=since)


@action
def note_consultation_arrival(
    consultation: Consultation, *, arrived_on: date, by: Person, at: datetime
) -> Consultation:
    """Note when the letter arrived: the 15 workdays run from then. Return the consultation."""
    request = _held(consultation)
    on = beijing_day(at)
    refuse_if(why_not_note_consultation_arrival(consultation, arrived_on=arrived_on, by=by, on=on))
    consultation.arrived_on = arrived_on
    party = Consultation.Party(consultation.party)
    consultation.answer_by = answer_by(party, arrived_on, request.body)
    consultation.save(update_fields=["arrived_on", "answer_by"])
    apply_dates(request)
    said = {"answer_by": consultation.answer_by, "consultation": consultation.pk}
    append(**event_of("consultation_arrived", request, by=by, at=at, **said))
    return consultation


def why_not_record_answer(
    consultation: Consultation,
    *,
    answer: str,
    answered_on: date,
    why: str = "",
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why the answer cannot be recorded; a late one always can, as late."""
    reasons = why_not_step("record_answer", consultation.request, by=by, on=on)
    if answer not in Consultation.Answer.values:
        reasons.append(Reason("request-choice", field="answer"))
    if consultation.answered_on is not None or consultation.late_on is not None:
        reasons.append(Reason("consultation-answered"))
    since = consultation.sent_on
    reasons += why_not_past(answered_on, "answered_on", on=on, since=since)
    if answer != Consultation.Answer.AGREES and not why.strip():
        reasons.append(Reason("consultation-why-needed", LAW, "why"))
    return reasons + why_not_length(why, "why", most=2000)


@action
def record_answer(
    consultation: Consultation,
    *,
    answer: str,
    answered_on: date,
    by: Person,
    at: datetime,
    why: str = "",
) -> Consultation:
    """Record what was answered and return the consultation; the clock goes on.

    An answer after its last day, or after our own reply, is kept as late: the silence counted
    before stands, and a reply that went out is not changed by it. Raises Refused.
    """
    request = _held(consultation)
    on = beijing_day(at)
    said = {"answer": answer, "answered_on": answered_on, "why": why}
    refuse_if(why_not_record_answer(consultation, **said, by=by, on=on))  # type: ignore[arg-type]
    is_late = not consultation.is_open or answered_on > consultation.answer_by
    if is_late:
        consultation.silent_on = consultation.silent_on or consultation.answer_by
        consultation.late_on = answered_on
    else:
        consultation.answered_on = answered_on
    if not is_late or consultation.party == Consultation.Party.THIRD_PARTY:
        consultation.answer = answer
    consultation.why = why.strip()
    consultation.save()
    _date_anew(request)
    told = {"answer": answer, "answered": answered_on, "late": is_late}
    append(**event_of("consultation_answered", request, by=by, at=at, **told))
    return consultation


@action
def note_silence(consultation: Consultation, *, at: datetime) -> Consultation:
    """Note that nobody answered in time, and return the consultation; done by the sweeper.

    A joint maker that is silent agrees (条例 2019 art. 34); after a third party's silence the
    office decides by the law (art. 32). Raises Refused.
    """
    request = _held(consultation)
    refuse_if(why_not_now("note_silence", request))
    if not consultation.is_open or consultation.answer_by >= beijing_day(at):
        raise Refused("consultation-not-silent")
    consultation.silent_on = consultation.answer_by
    if consultation.party == Consultation.Party.JOINT_MAKER:
        consultation.answer = Consultation.Answer.AGREES
    consultation.save(update_fields=["silent_on", "answer"])
    _date_anew(request)
    told = {"party": consultation.party, "since": consultation.answer_by}
    append(**event_of("consultation_silent", request, by=None, at=at, **told))
    return consultation


def why_not_override(consultation: Consultation, *, why: str, by: Person, on: date) -> list[Reason]:
    """Return why the public interest cannot be put above the third party."""
    reasons = why_not_step("override", consultation.request, by=by, on=on)
    reasons += why_not_text(why, "why")
    is_third = consultation.party == Consultation.Party.THIRD_PARTY
    agrees = consultation.answer == Consultation.Answer.AGREES
    if not is_third or agrees or consultation.is_open:
        reasons.append(Reason("override-without-refusal", LAW))
    if consultation.override:
        reasons.append(Reason("override-already", LAW))
    return reasons


@action
def override(consultation: Consultation, *, why: str, by: Person, at: datetime) -> Consultation:
    """Decide that not to disclose would gravely harm the public interest; tell the third party.

    Returns the consultation with its letter (条例 2019 art. 32). Raises Refused.
    """
    request = _held(consultation)
    refuse_if(why_not_override(consultation, why=why, by=by, on=beijing_day(at)))
    name, _contact = opened_party(consultation.sealed, request=request.pk)
    told: dict[str, Fact] = {
        "addressee": name,
        "asked": consultation.sent_on,
        "information": consultation.about,
    }
    letter = send_letter("third_party_told", request, told | {"grounds": why}, by=by, at=at)
    consultation.override, consultation.override_by = why.strip(), by
    consultation.override_letter = letter
    consultation.save(update_fields=["override", "override_by", "override_letter"])
    append(**event_of("third_party_overridden", request, by=by, at=at, letter=letter.number))
    return consultation


def _held(consultation: Consultation) -> InfoRequest:
    request = consultation.request
    hold_request(request)
    consultation.refresh_from_db()
    consultation.request = request
    return request


def _date_anew(request: InfoRequest) -> None:
    if request.state in RUNNING | {State.LAPSED}:
        apply_dates(request)
