"""Handing a case over, answering that, writing about it, rating it, chasing it, looking into it."""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.cases import notice_texts as _notices  # noqa: F401 - registers the notices
from sunshine.cases.codes import code_digest, code_for
from sunshine.cases.keeping import hold
from sunshine.cases.models import Case, Handover, Message, Rating
from sunshine.cases.standing import acts_on, is_chief, is_ownerless, why_not_keep
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Department, Person

LONGEST_WHY = 200
LONGEST_MESSAGE = 5000
LONGEST_COMMENT = 500


def why_not_hand_over(case: Case, *, to: Person, why: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not ask ``to`` to take the case over."""
    reasons = _closed(case)
    if not (acts_on(by, case, on) or is_chief(by, case, on)):
        reasons.append(Reason("case-not-yours", facts={"number": case.number}))
    waiting = case.handovers.filter(answered_at__isnull=True).first()
    if waiting is not None:
        facts = {"number": case.number, "person": waiting.to_person.name}
        reasons.append(Reason("handover-open", facts=facts))
    if to.pk == case.owner_id:
        facts = {"number": case.number, "person": to.name}
        reasons.append(Reason("handover-to-owner", field="to", facts=facts))
    if not why.strip() or len(why.strip()) > LONGEST_WHY:
        reasons.append(Reason("handover-why-needed", field="why"))
    return reasons + why_not_keep(to, body=case.body, barred=case.may_not_own.all(), on=on)


@action
def hand_over(
    case: Case,
    *,
    to: Person,
    why: str,
    by: Person,
    at: datetime,
    department: Department | None = None,
) -> Handover:
    """Ask ``to`` to take the case over and return the open hand-over; the owner stays owner."""
    hold(case)
    refuse_if(why_not_hand_over(case, to=to, why=why, by=by, on=beijing_day(at)))
    if case.owner is None:
        raise RuntimeError("an open case has an owner")
    handover = Handover.objects.create(
        case=case,
        from_person=case.owner,
        to_person=to,
        to_department=department,
        why=why.strip(),
        asked_by=by,
        asked_at=at,
    )
    facts = {"number": case.number, "person": by.name, "why": handover.why}
    key, link = str(handover.pk), _place(case)
    notify(to, kind="cases.handover_asked", key=key, at=at, facts=facts, link=link)
    _tell("cases.handover_asked", case, by, at, to=to.pk, handover=handover.pk)
    return handover


def why_not_accept_handover(handover: Handover, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not take the case over."""
    case = handover.case
    barred = case.may_not_own.all()
    return _not_to_answer(handover, by) + why_not_keep(by, body=case.body, barred=barred, on=on)


@action
def accept_handover(handover: Handover, *, by: Person, at: datetime) -> Case:
    """Take the case over and return it: from now on ``by`` is its owner."""
    case = handover.case
    hold(case)
    handover.refresh_from_db()
    refuse_if(why_not_accept_handover(handover, by=by, on=beijing_day(at)))
    _answer(handover, by, at, accepted=True)
    case.owner = handover.to_person
    case.department = handover.to_department or case.department
    case.save(update_fields=["owner", "department"])
    former = handover.from_person_id
    _tell("cases.handover_accepted", case, by, at, former=former, handover=handover.pk)
    return case


def why_not_decline_handover(handover: Handover, *, why: str, by: Person) -> list[Reason]:
    """Return why ``by`` may not decline to take the case over."""
    reasons = _not_to_answer(handover, by)
    if not why.strip() or len(why.strip()) > LONGEST_WHY:
        reasons.append(Reason("handover-decline-why-needed", field="why"))
    return reasons


@action
def decline_handover(handover: Handover, *, why: str, by: Person, at: datetime) -> Case:
    """Decline to take the case over and return it: it stays with its owner."""
    case = handover.case
    hold(case)
    handover.refresh_from_db()
    refuse_if(why_not_decline_handover(handover, why=why, by=by))
    handover.decline_reason = why.strip()
    _answer(handover, by, at, accepted=False)
    _tell("cases.handover_declined", case, by, at, handover=handover.pk)
    return case


def why_not_take_back_handover(handover: Handover, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not take back what was asked."""
    case = handover.case
    reasons = _closed(case)
    if handover.answered_at is not None:
        reasons.append(Reason("handover-answered"))
    if not (acts_on(by, case, on) or is_chief(by, case, on)):
        reasons.append(Reason("case-not-yours", facts={"number": case.number}))
    return reasons


@action
def take_back_handover(handover: Handover, *, by: Person, at: datetime) -> Case:
    """Take back an unanswered hand-over and return the case: it stays with its owner."""
    case = handover.case
    hold(case)
    handover.refresh_from_db()
    refuse_if(why_not_take_back_handover(handover, by=by, on=beijing_day(at)))
    _answer(handover, by, at, accepted=False)
    _tell("cases.handover_taken_back", case, by, at, handover=handover.pk)
    return case


def why_not_take_up(case: Case, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not take up a case whose owner is gone."""
    reasons = _closed(case)
    if not is_chief(by, case, on):
        reasons.append(Reason("case-not-chief", facts={"body": case.body.name}))
    if case.owner is not None and not is_ownerless(case, on):
        facts = {"number": case.number, "person": case.owner.name}
        reasons.append(Reason("case-has-owner", facts=facts))
    return reasons + why_not_keep(by, body=case.body, barred=case.may_not_own.all(), on=on)


@action
def take_up(case: Case, *, by: Person, at: datetime) -> Case:
    """Take up a case whose owner has left, and return it; what was asked of others lapses."""
    hold(case)
    refuse_if(why_not_take_up(case, by=by, on=beijing_day(at)))
    former, case.owner = case.owner_id, by
    Handover.objects.filter(case=case, answered_at__isnull=True).update(
        answered_at=at, answered_by=by, accepted=False
    )
    case.save(update_fields=["owner"])
    _tell("cases.taken_up", case, by, at, former=former)
    return case


def why_not_write_message(
    case: Case, *, text: str, of_office: bool, by: Person | None, on: date
) -> list[Reason]:
    """Return why the message cannot be written.

    ``by`` is None for an applicant without account, whose number and code the face has checked.
    """
    reasons = _closed(case)
    if of_office and (by is None or not (acts_on(by, case, on) or is_chief(by, case, on))):
        reasons.append(Reason("case-not-yours", facts={"number": case.number}))
    if not of_office and not _is_applicant(case, by):
        reasons.append(Reason("message-not-yours"))
    if not text.strip() or len(text.strip()) > LONGEST_MESSAGE:
        reasons.append(Reason("message-text-needed", field="text", facts={"most": LONGEST_MESSAGE}))
    return reasons


@action
def write_message(
    case: Case, *, text: str, of_office: bool, by: Person | None, at: datetime
) -> Message:
    """Write to the other side and return the message; the event does not hold its text."""
    hold(case)
    asked = {"text": text, "of_office": of_office, "by": by}
    refuse_if(why_not_write_message(case, on=beijing_day(at), **asked))  # type: ignore[arg-type]
    message = Message.objects.create(
        case=case, author=by, of_office=of_office, text=text.strip(), written_at=at
    )
    _tell("cases.message_written", case, by, at, message=message.pk, of_office=of_office)
    return message


def why_not_rate(case: Case, *, stars: int, comment: str, by: Person | None) -> list[Reason]:
    """Return why the case cannot be rated; ``by`` as in ``why_not_write_message``."""
    reasons = []
    if case.is_open:
        reasons.append(Reason("case-still-open", facts={"number": case.number}))
    if not _is_applicant(case, by):
        reasons.append(Reason("rating-not-yours"))
    if Rating.objects.filter(case=case).exists():
        reasons.append(Reason("rated-already", facts={"number": case.number}))
    if stars not in range(1, 6):
        reasons.append(Reason("rating-stars", field="stars"))
    if len(comment.strip()) > LONGEST_COMMENT:
        facts = {"most": LONGEST_COMMENT}
        reasons.append(Reason("rating-comment-too-long", field="comment", facts=facts))
    return reasons


@action
def rate(case: Case, *, stars: int, by: Person | None, at: datetime, comment: str = "") -> Rating:
    """Rate a closed case, once, and return the rating."""
    hold(case)
    refuse_if(why_not_rate(case, stars=stars, comment=comment, by=by))
    rating = Rating.objects.create(case=case, stars=stars, comment=comment.strip(), rated_at=at)
    _tell("cases.rated", case, by, at, stars=stars)
    return rating


def why_not_remind(case: Case, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not chase the owner of the case."""
    reasons = _closed(case)
    if not is_chief(by, case, on):
        reasons.append(Reason("case-not-chief-to-remind", facts={"body": case.body.name}))
    if case.owner_id == by.pk:
        reasons.append(Reason("case-remind-oneself", facts={"number": case.number}))
    return reasons


@action
def remind(case: Case, *, by: Person, at: datetime) -> Case:
    """Remind the owner of the case, once a day at most in his inbox, and return it."""
    hold(case)
    on = beijing_day(at)
    refuse_if(why_not_remind(case, by=by, on=on))
    if case.owner is None:
        raise RuntimeError("an open case has an owner")
    facts = {"number": case.number, "title": case.title, "person": by.name}
    facts["due"] = case.due.isoformat() if case.due else "—"
    key = f"{case.pk}:{on.isoformat()}"
    notify(
        case.owner, kind="cases.reminded", key=key, at=at, facts=facts, link=_place(case), mail=True
    )
    _tell("cases.reminded", case, by, at, owner=case.owner.pk)
    return case


def why_not_renew_code(case: Case, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not give out another code for the case."""
    if acts_on(by, case, on) or is_chief(by, case, on):
        return []
    return [Reason("case-not-yours", facts={"number": case.number})]


@action
def renew_code(case: Case, *, token: str, by: Person, at: datetime) -> str:
    """Give the case another code and return it: the old one, which was lost, opens nothing more.

    ``token`` must come from ``secrets``. Who it is given to has shown who he is: that is for
    ``by`` to see. Also of a closed case, whose letters its applicant may still want.
    """
    hold(case)
    refuse_if(why_not_renew_code(case, by=by, on=beijing_day(at)))
    code = code_for(token)
    case.code_digest = code_digest(code)
    case.save(update_fields=["code_digest"])
    _tell("cases.code_renewed", case, by, at)
    return code


@action
def look(case: Case, *, what: str, by: Person, at: datetime) -> None:
    """Record that ``by`` opened ``what`` of the case: "case", "bundle", "letter:CODE" …."""
    _tell("cases.looked", case, by, at, what=what)


def _place(case: Case) -> str:
    return f"/desk/cases/{case.pk}/"


def _closed(case: Case) -> list[Reason]:
    return [] if case.is_open else [Reason("case-closed", facts={"number": case.number})]


def _is_applicant(case: Case, by: Person | None) -> bool:
    return by is None or by.pk == case.applicant_id


def _not_to_answer(handover: Handover, by: Person) -> list[Reason]:
    reasons = _closed(handover.case)
    if handover.answered_at is not None:
        reasons.append(Reason("handover-answered"))
    if by.pk != handover.to_person_id:
        reasons.append(Reason("handover-not-to-you", facts={"person": handover.to_person.name}))
    return reasons


def _answer(handover: Handover, by: Person, at: datetime, *, accepted: bool) -> None:
    handover.answered_by, handover.answered_at, handover.accepted = by, at, accepted
    handover.save(update_fields=["answered_by", "answered_at", "accepted", "decline_reason"])


def _tell(kind: str, case: Case, by: Person | None, at: datetime, **data: object) -> None:
    append(kind, subject=case.subject, by=by, at=at, body=case.body.slug, data=data)
