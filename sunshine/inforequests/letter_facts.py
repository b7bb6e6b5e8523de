"""What the letters of a request are told: the facts that stand in each, and how they go out."""

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date, datetime

from sunshine.cases.codes import spoken
from sunshine.inforequests.dating import dates_of
from sunshine.inforequests.identity import Identity, opened
from sunshine.inforequests.models import InfoRequest
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.letters.filling import Fact, written
from sunshine.letters.models import Letter
from sunshine.letters.writing import write_letter
from sunshine.orgs.models import Person


def identity_of(request: InfoRequest) -> Identity:
    """Return who asks, unsealed; a forgotten identity says so. Raises BrokenSeal."""
    return opened(request.applicant.sealed, request=request.pk)


def standard_facts(requests: Sequence[InfoRequest]) -> dict[str, Fact]:
    """Return what every letter about ``requests`` tells of them; the first one leads."""
    name = identity_of(requests[0]).name
    return {
        "addressee": name,
        "applicant": name,
        "submitted": _joined([beijing_day(one.submitted_at) for one in requests]),
        "request": "；".join(one.case.title for one in requests),
        "received": _joined([one.case.received_on for one in requests if one.case.received_on]),
        "request_number": "、".join(one.case.number for one in requests),
    }


def send_letter(
    kind: str,
    request: InfoRequest,
    facts: Mapping[str, Fact],
    *,
    by: Person | None,
    at: datetime,
    others: Sequence[InfoRequest] = (),
    attachments: tuple[str, ...] = (),
) -> Letter:
    """Write the letter ``kind`` about the request and return it; called inside an action.

    ``facts`` prevail over the standard ones; ``others`` are answered by the same letter.
    """
    told = standard_facts([request, *others]) | dict(facts)
    return write_letter(
        kind,
        body=request.body,
        facts=told,
        subject=request.subject,
        by=by,
        at=at,
        attachments=attachments,
    )


def send_receipt(
    request: InfoRequest, *, code: str = "", by: Person | None, at: datetime
) -> Letter:
    """Write the receipt of a request that counts as received, and return it.

    ``code`` stands in it where it is known: only its digest is kept.
    """
    facts: dict[str, Fact] = {"lookup_code": spoken(code)} if code else {}
    return send_letter("receipt", request, facts | _due(request), by=by, at=at)


def told_of_extension(request: InfoRequest, *, days: int | None, grounds: str) -> dict[str, Fact]:
    """Return what the letter is told of an extension by ``days``; also before it is granted."""
    told: dict[str, Fact] = {"grounds": grounds.strip()}
    was_due = request.case.due
    if was_due is None or not days:
        return told
    extended = copy(request)
    extended.extension = days
    try:
        after = dates_of(extended).due
    except Refused:  # too long: the act itself says so
        return told
    return told | {"due": was_due} | ({} if after is None else {"extended_due": after})


def _due(request: InfoRequest) -> dict[str, Fact]:
    return {} if request.case.due is None else {"due": request.case.due}


def _joined(days: Sequence[date]) -> str:
    return "、".join(written(day) for day in dict.fromkeys(days))
