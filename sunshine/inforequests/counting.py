"""The numbers of a year: tables 2 and 3 of the yearly account, counted from the requests.

Law: 条例 2019 art. 50; 国办公开办函〔2021〕30号. Every received request stands once in rows 1 or 2
and once in rows 3 or 4, so that 1 + 2 = 3.7 + 4 by construction; 4 of a year is 2 of the next.
What is answered anew by order of a decision was counted with its first answer, and is not again.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from sunshine.inforequests.kinds import DISCLOSURE
from sunshine.inforequests.models import FeeNotice, InfoRequest, Remedy
from sunshine.inforequests.outcomes import outcomes
from sunshine.orgs.models import Body

NEW, BROUGHT, TOTAL, CARRIED = "1", "2", "3.7", "4"
PENDING = "pending"
GROUPS = (Remedy.Kind.RECONSIDERATION, Remedy.Kind.SUIT, Remedy.Kind.SUIT_AFTER)


@dataclass(slots=True)
class Year:
    """What a body counts in a year.

    ``requests``: by row code of table 2 ("1" … "4", the sum "3.7" included) and
    ``ApplicantClass``; ``remedies``: by ``Remedy.Kind`` and ``Remedy.Outcome`` or ``PENDING``;
    ``fees``: yuan paid in the year and not refunded, for ``charged`` requests.
    """

    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    remedies: Counter[tuple[str, str]] = field(default_factory=Counter)
    fees: Decimal = Decimal(0)
    charged: int = 0

    def row(self, code: str) -> int:
        """Return the sum of a row over all applicants."""
        return sum(count for (row, _of), count in self.requests.items() if row == code)

    def add(self, other: "Year") -> None:
        """Add what another body counts, for a sum over several."""
        self.requests.update(other.requests)
        self.remedies.update(other.remedies)
        self.fees += other.fees
        self.charged += other.charged


def count_year(body: Body, year: int) -> Year:
    """Return what ``body`` itself counts in ``year``; six queries."""
    return count_years([body.pk], year)[body.pk]


def count_years(bodies: Collection[int], year: int) -> Mapping[int, Year]:
    """Return what each of ``bodies`` (keys) counts in ``year``; six queries for all of them."""
    counted = {body: Year() for body in bodies}
    # By the header's own index: what came in one year is a fraction of all that ever came.
    came = {"case__body__in": bodies, "case__kind": DISCLOSURE.slug}
    for code, found in _rows(year).items():
        narrowed = found.filter(body__in=bodies, **(came if code == NEW else {}))
        rows = narrowed.order_by().values_list("body", "applicant_class")
        for body, of, count in rows.annotate(count=Count("pk")):
            counted[body].requests[code, of] += count
    _count_results(counted, year)
    _count_remedies(counted, year)
    for body, amount in _fees(bodies, year):
        counted[body].fees += amount
        counted[body].charged += 1
    return counted


def behind(body: Body, year: int, row: str, of: str = "") -> QuerySet[InfoRequest]:
    """Return the requests behind a cell: a row code, and an applicant class or all of them.

    Raises KeyError for a code that no row has.
    """
    if row in _rows(year):
        found = _rows(year)[row]
    else:
        keys = [one.key for one in outcomes().values() if row in {one.row, TOTAL} or row == TOTAL]
        if not keys:
            raise KeyError(row)
        found = _finished(year).filter(outcome__in=keys)
    found = found.filter(body=body)
    return found.filter(applicant_class=of) if of else found


def remedies_behind(body: Body, year: int, kind: str, outcome: str = "") -> QuerySet[Remedy]:
    """Return the remedies behind a cell of table 3; ``outcome`` may be ``PENDING``, or all."""
    found = _remedies(year).filter(request__body=body, kind=kind)
    late = Q(decided_on__isnull=True) | Q(decided_on__gt=date(year, 12, 31))
    if outcome == PENDING:
        return found.filter(late)
    return found.exclude(late).filter(outcome=outcome) if outcome else found


def _remedies(year: int) -> QuerySet[Remedy]:
    """Return what stands in table 3 of a year: decided in it, or not decided by its end."""
    filed = Remedy.objects.filter(kind__in=GROUPS, filed_on__lte=date(year, 12, 31))
    return filed.filter(Q(decided_on__isnull=True) | Q(decided_on__gte=date(year, 1, 1)))


def _rows(year: int) -> Mapping[str, QuerySet[InfoRequest]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    every = InfoRequest.objects.filter(renews=None)
    return {
        NEW: every.filter(case__received_on__range=(first, last)),
        BROUGHT: every.filter(case__received_on__lt=first).filter(
            Q(finished_on__isnull=True) | Q(finished_on__gte=first)
        ),
        CARRIED: every.filter(case__received_on__lte=last).filter(
            Q(finished_on__isnull=True) | Q(finished_on__gt=last)
        ),
    }


def _finished(year: int) -> QuerySet[InfoRequest]:
    """Return what ended in the year; withdrawn before it was received it counts nowhere."""
    days = (date(year, 1, 1), date(year, 12, 31))
    return InfoRequest.objects.filter(
        finished_on__range=days, case__received_on__isnull=False, renews=None
    )


def _count_results(counted: Mapping[int, Year], year: int) -> None:
    rows = _finished(year).filter(body__in=counted).order_by()
    for body, outcome, of, count in rows.values_list("body", "outcome", "applicant_class").annotate(
        count=Count("pk")
    ):
        counted[body].requests[outcomes()[outcome].row, of] += count
        counted[body].requests[TOTAL, of] += count


def _count_remedies(counted: Mapping[int, Year], year: int) -> None:
    found = _remedies(year).filter(request__body__in=counted).order_by("pk")
    for body, kind, outcome, decided_on in found.values_list(
        "request__body", "kind", "outcome", "decided_on"
    ):
        is_pending = decided_on is None or decided_on > date(year, 12, 31)
        counted[body].remedies[kind, PENDING if is_pending else outcome] += 1


def _fees(bodies: Collection[int], year: int) -> QuerySet[FeeNotice, tuple[int, Decimal]]:
    days = (date(year, 1, 1), date(year, 12, 31))
    paid = FeeNotice.objects.filter(
        request__body__in=bodies, paid_on__range=days, refunded_on__isnull=True
    )
    return paid.order_by("pk").values_list("request__body", "amount")
