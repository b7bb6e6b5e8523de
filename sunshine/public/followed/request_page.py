"""The page of a request: what its applicant can do now, his papers, and his remedies."""

from datetime import date
from typing import Any

from sunshine.inforequests.hearing import hearer_of
from sunshine.inforequests.models import InfoRequest, Purpose, Remedy, State
from sunshine.inforequests.states import open_steps
from sunshine.letters.remedies import comes_first, remedy_for, superior_of
from sunshine.public.followed.papers import documents_of, is_served, letters_of
from sunshine.public.followed.request_forms import (
    AnswerForm,
    ComplainForm,
    NoForm,
    PaidForm,
    SureForm,
)
from sunshine.public.followed.request_standing import is_overdue, remedy_days, request_standing
from sunshine.ui.parts import FileLink

TEMPLATE = "public/followed/request.html"


def request_page(request: InfoRequest, on: date, here: str) -> dict[str, Any]:
    """Return what the page of ``request`` shows on ``on``; ``here``: its address."""
    steps = open_steps(request, by=None, on=on)
    explanation = getattr(request, "explanation", None)
    asked = explanation is not None and not explanation.answered_on and not explanation.silent_on
    may_suggest = "suggest_publication" in steps and not request.suggests_publication
    notice = request.fees.order_by("-pk").first() if request.state == State.PAYING else None
    told = notice is not None and notice.told_on is not None
    is_late = "withdraw_late" in steps and request.withdrawn_on is None
    documents = documents_of(request)
    return {
        "request_made": request,
        "standing": request_standing(request, on),
        "letters": [(one, f"{here}letters/{one.code}/") for one in letters_of(request)],
        "documents": [
            FileLink(one.name, f"{here}files/{one.code}/", one.size) for one in documents
        ],
        "notice": notice,
        "correct_form": AnswerForm() if "answer_correction" in steps else None,
        "explain_form": AnswerForm() if "record_reasons" in steps and asked else None,
        "paid_form": PaidForm() if "tell_payment" in steps and not told else None,
        "withdraw_form": SureForm() if "withdraw" in steps else None,
        "withdraw_late_form": SureForm() if is_late else None,
        "suggest_form": NoForm() if may_suggest else None,
        "purposes": [
            (one.value, one.label)
            for one in (Purpose.CORRECTION, Purpose.IDENTITY, Purpose.MANDATE)
            if "attach_own" in steps
        ],
        "renewals": request.renewed_by.select_related("case"),
        **_complaints(request, on),
        **_remedies(request, on),
    }


def _complaints(request: InfoRequest, on: date) -> dict[str, Any]:
    """Return the complaints that were made, and the form for one where it can be made here."""
    made = list(request.complaints.select_related("case__body"))
    hearer = None if any(not one.outcome for one in made) else hearer_of(request, on)
    return {
        "complaints": made,
        "open_complaint": next((one for one in made if not one.outcome), None),
        "complaint_body": hearer[0] if hearer else None,
        "complain_form": ComplainForm() if hearer else None,
    }


def _remedies(request: InfoRequest, on: date) -> dict[str, Any]:
    """Return the remedies in the words of the law, by kind of reply and by edition."""
    reply = request.reply if is_served(request) else None
    silent = is_overdue(request, on)
    kind = f"reply_{reply.kind}" if reply is not None else ""
    day = reply.delivery.served_on if reply is not None else on
    days = remedy_days(request)
    if kind and comes_first(kind, day):
        days = days[:1]
    return {
        "remedy": remedy_for(kind, body=request.body, on=day) if kind else "",
        "is_silent": silent,
        "remedy_days": days,
        "above": superior_of(request.body, on),
        "above_body": request.body.parent,
        "remedies": [
            (Remedy.Kind(one.kind).label, one) for one in request.remedies.order_by("filed_on")
        ],
    }
