"""What the log is told of a request: days, states and numbers, never who asks or what is asked."""

from datetime import date, datetime
from typing import TypedDict

from sunshine.cases.models import Case
from sunshine.inforequests.models import InfoRequest
from sunshine.orgs.models import Person

Told = str | int | bool | None | list[str] | list[int]


class Event(TypedDict):
    """What ``audit.log.append`` is to be told."""

    kind: str
    subject: str
    by: Person | None
    at: datetime
    body: str
    data: dict[str, Told]


def said(value: object) -> Told:
    """Return ``value`` as the data of an event holds it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str | int | bool | list) or value is None:
        return value
    return str(value)


def event_of(
    kind: str, request: InfoRequest, /, *, by: Person | None, at: datetime, **data: object
) -> Event:
    """Return the arguments of ``audit.log.append`` for an event about ``request``.

    Every event says in which state it leaves the request and when the answer is due.
    """
    told = {"state": str(request.state), "due": request.case.due, **data}
    return {
        "kind": f"inforequests.{kind}",
        "subject": request.subject,
        "by": by,
        "at": at,
        "body": request.body.slug,
        "data": {name: said(value) for name, value in told.items()},
    }


def event_of_case(
    kind: str, case: Case, /, *, by: Person | None, at: datetime, **data: object
) -> Event:
    """Return the arguments of ``append`` for an event about a case that is no request itself."""
    return {
        "kind": f"inforequests.{kind}",
        "subject": case.subject,
        "by": by,
        "at": at,
        "body": case.body.slug,
        "data": {name: said(value) for name, value in data.items()},
    }
