"""Serving the reply, which stops the clock; closing and archiving."""

from datetime import date, datetime
from typing import TypedDict

from sunshine.audit.log import action, append
from sunshine.cases.keeping import close_case
from sunshine.inforequests.dating import apply_dates
from sunshine.inforequests.giving import why_not_give
from sunshine.inforequests.identity import keep_until
from sunshine.inforequests.joint import move_all
from sunshine.inforequests.letter_facts import send_letter
from sunshine.inforequests.locking import hold_request, move
from sunshine.inforequests.models import Delivery, InfoRequest, Reply
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.letters.filling import Fact
from sunshine.orgs.models import Person

# When a reply is in time (国办公开办函〔2016〕235号).
LAW = "国办公开办函〔2016〕235号"


def why_not_serve(
    request: InfoRequest,
    *,
    manner: str,
    served_on: date,
    postal_number: str = "",
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why the reply cannot be recorded as served so."""
    reasons = why_not_step("serve", request, by=by, on=on) + why_not_give(request)
    if manner not in Delivery.Manner.values:
        reasons.append(Reason("request-choice", field="manner"))
    if manner == Delivery.Manner.POST and not postal_number.strip():
        reasons.append(Reason("delivery-number-needed", LAW, "postal_number"))
    if served_on > on:
        facts = {"day": served_on.isoformat()}
        reasons.append(Reason("request-day-to-come", field="served_on", facts=facts))
    reply = request.reply
    signed = reply.signed_at if reply is not None else None
    if signed is not None and served_on < beijing_day(signed):
        facts = {"day": beijing_day(signed).isoformat()}
        reasons.append(Reason("delivery-before-letter", field="served_on", facts=facts))
    return reasons


@action
def serve(
    request: InfoRequest,
    *,
    manner: str,
    served_on: date,
    by: Person,
    at: datetime,
    postal_number: str = "",
    place: str = "",
    note: str = "",
) -> Delivery:
    """Record how the reply went out and return the delivery: the day that stops the clock.

    ``served_on``: the day of posting, of signing, or of sending. Every request that the reply
    answers has its outcome from that day. Raises Refused.
    """
    hold_request(request)
    said: _Service = {
        "manner": manner,
        "served_on": served_on,
        "postal_number": postal_number.strip(),
    }
    refuse_if(why_not_serve(request, **said, by=by, on=beijing_day(at)))
    was_due = request.case.due
    reply, answered = move_all(request, "serve")
    delivery = _delivered(request, reply, said, place=place, note=note, by=by, at=at)
    for one in answered:
        one.outcome, one.finished_on = reply.kind, served_on
        one.save(update_fields=["outcome", "finished_on"])
        apply_dates(one)
    late = was_due is not None and served_on > was_due
    how = {"served": served_on, "was_due": was_due, "late": late, "outcome": reply.kind}
    numbers = [one.case.number for one in answered]
    append(**event_of("served", request, by=by, at=at, requests=numbers, **how))
    return delivery


def why_not_note_delivery_arrival(
    request: InfoRequest, *, arrived_on: date, by: Person, on: date
) -> list[Reason]:
    """Return why it cannot be noted that the post arrived on that day."""
    reasons = why_not_step("note_delivery_arrival", request, by=by, on=on)
    delivery = _delivery(request)
    if arrived_on > on:
        facts = {"day": arrived_on.isoformat()}
        reasons.append(Reason("request-day-to-come", field="arrived_on", facts=facts))
    if delivery is not None and arrived_on < delivery.served_on:
        facts = {"day": delivery.served_on.isoformat()}
        reasons.append(Reason("delivery-before-letter", field="arrived_on", facts=facts))
    return reasons


@action
def note_delivery_arrival(
    request: InfoRequest, *, arrived_on: date, by: Person, at: datetime
) -> Delivery:
    """Note when the post brought the reply, and return the delivery: remedies run from then."""
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_note_delivery_arrival(request, arrived_on=arrived_on, by=by, on=on))
    delivery = _delivery(request)
    if delivery is None:
        raise RuntimeError("what was served has its delivery")
    delivery.arrived_on = arrived_on
    delivery.save(update_fields=["arrived_on"])
    append(**event_of("delivery_arrived", request, by=by, at=at, arrived=arrived_on))
    return delivery


def why_not_close(request: InfoRequest, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot close the request."""
    return why_not_step("close", request, by=by, on=on)


@action
def close(request: InfoRequest, *, by: Person, at: datetime) -> InfoRequest:
    """Close the request, which has been answered, and return it; the applicant may rate it."""
    hold_request(request)
    refuse_if(why_not_close(request, by=by, on=beijing_day(at)))
    move(request, "close")
    close_case(request.case, at=at)
    request.applicant.keep_until = keep_until(beijing_day(at))
    request.applicant.save(update_fields=["keep_until"])
    append(**event_of("closed", request, by=by, at=at, outcome=request.outcome))
    return request


def why_not_archive(
    request: InfoRequest, *, archive_number: str, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot archive the request."""
    reasons = why_not_step("archive", request, by=by, on=on)
    if not archive_number.strip() or len(archive_number.strip()) > 80:
        reasons.append(Reason("archive-number-needed", field="archive_number"))
    return reasons


@action
def archive(request: InfoRequest, *, archive_number: str, by: Person, at: datetime) -> InfoRequest:
    """Put the closed request into the archive under ``archive_number``, and return it."""
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_archive(request, archive_number=archive_number, by=by, on=on))
    request.archive_number = archive_number.strip()
    move(request, "archive", "archive_number")
    append(**event_of("archived", request, by=by, at=at))
    return request


def _delivery(request: InfoRequest) -> Delivery | None:
    return Delivery.objects.filter(reply=request.reply_id).first() if request.reply_id else None


class _Service(TypedDict):
    manner: str
    served_on: date
    postal_number: str


def _delivered(
    request: InfoRequest,
    reply: Reply,
    said: _Service,
    *,
    place: str,
    note: str,
    by: Person,
    at: datetime,
) -> Delivery:
    letter = reply.letter
    if letter is None:
        raise RuntimeError("a reply that was signed off has its letter")
    manner = str(Delivery.Manner(said["manner"]).label)
    facts: dict[str, Fact] = {
        "document": str(letter.content["title"]),
        "document_number": letter.number,
        "manner": manner,
        "place": place.strip() or manner,
        "served_on": said["served_on"],
        "postal_number": said["postal_number"],
        "note": note.strip(),
        "served_by": by.name,
    }
    return Delivery.objects.create(
        **said,
        reply=reply,
        place=place.strip()[:200],
        note=note.strip()[:200],
        served_by=by,
        letter=send_letter("delivery", request, facts, by=by, at=at),
    )
