"""The ledger (台账) of requests, the calendar of their days, and who has how many.

Law: 条例 2019 art. 45: every request from registration to archive.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from sunshine.cases.models import Case
from sunshine.inforequests.kinds import DISCLOSURE
from sunshine.inforequests.models import InfoRequest, InfoRequestQuerySet
from sunshine.inforequests.outcomes import outcomes
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import bodies_of


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One request as the ledger shows it; who asked is not in it."""

    request: InfoRequest
    number: str
    received_on: date | None
    title: str
    applicant_class: str
    channel: str
    owner: str
    state: str
    due: date | None
    outcome: str
    row: str
    finished_on: date | None
    days_late: int


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has in hand: open, amber and overdue requests."""

    person: Person | None
    open: int
    amber: int
    overdue: int


def of_office(person: Person, on: date) -> InfoRequestQuerySet:
    """Return the requests of the bodies whose disclosure office ``person`` belongs to.

    The head of an office also sees the bodies below (条例 2019 art. 3). Whoever is kept from a
    matter does not see it.
    """
    own = bodies_of(person, on, [Role.DISCLOSURE_OFFICER])
    below = bodies_of(person, on, [Role.DISCLOSURE_HEAD])
    reach = Q(body__in=[body.pk for body in own])
    for body in below:
        reach |= Q(body__path__startswith=body.path)
    if not own and not below:
        return InfoRequest.objects.none()
    return InfoRequest.objects.filter(reach).exclude(case__may_not_own=person)


def ledger(requests: InfoRequestQuerySet, *, on: date) -> Iterator[LedgerRow]:
    """Yield the rows of ``requests`` in their order; ``days_late`` in calendar days."""
    for request in requests.select_related("case__owner", "reply__delivery").iterator(500):
        case, outcome = request.case, outcomes().get(request.outcome)
        yield LedgerRow(
            request=request,
            number=case.number,
            received_on=case.received_on,
            title=case.title,
            applicant_class=request.get_applicant_class_display(),
            channel=request.channel,
            owner="" if case.owner is None else case.owner.name,
            state=request.get_state_display(),
            due=case.due,
            outcome="" if outcome is None else str(outcome.name),
            row="" if outcome is None else outcome.row,
            finished_on=request.finished_on,
            days_late=_late(request, on),
        )


def received_in(requests: InfoRequestQuerySet, year: int) -> InfoRequestQuerySet:
    """Return those received in ``year``, in the order of the ledger."""
    days = (date(year, 1, 1), date(year, 12, 31))
    return requests.filter(case__received_on__range=days).order_by("case__received_on", "pk")


def loads(body: Body, on: date) -> list[Load]:
    """Return who of ``body`` has how many requests in hand, the busiest first; two queries."""
    counted = (
        Case.objects.open()
        .filter(kind=DISCLOSURE.slug, body=body)
        .order_by()
        .values("owner")
        .annotate(
            count=Count("pk"),
            amber=Count("pk", filter=Q(amber__lte=on, due__gte=on)),
            overdue=Count("pk", filter=Q(due__lt=on)),
        )
    )
    rows = list(counted)
    people = Person.objects.in_bulk([row["owner"] for row in rows if row["owner"]])
    found = [
        Load(people.get(row["owner"]), row["count"], row["amber"], row["overdue"]) for row in rows
    ]
    return sorted(found, key=lambda one: (-one.open, one.person.pk if one.person else 0))


def days_of(requests: InfoRequestQuerySet, first: date, last: date) -> dict[date, list[Case]]:
    """Return the cases of open requests by the day on which they are due; one query."""
    found: dict[date, list[Case]] = {}
    due = requests.filter(case__due__range=(first, last), case__closed_at=None)
    for request in due.select_related("case").order_by("case__due", "case__pk"):
        if request.case.due is not None:
            found.setdefault(request.case.due, []).append(request.case)
    return found


def _late(request: InfoRequest, on: date) -> int:
    due = request.case.due
    if request.finished_on is None:
        return 0 if due is None else max(0, (on - due).days)
    return 0
