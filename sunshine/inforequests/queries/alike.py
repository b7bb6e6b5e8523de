"""What is alike: of the same applicant, the same question elsewhere, what many ask for.

An applicant is never named here: requests are joined by a blind index.
"""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Q

from sunshine.inforequests.fees import Basis, Fee, fee
from sunshine.inforequests.models import InfoRequest, InfoRequestQuerySet
from sunshine.inforequests.outcomes import outcomes
from sunshine.inforequests.queries.ledger import of_office
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import bodies_of

_WORD = re.compile(r"[\u4e00-\u9fff]|[A-Za-z0-9]+")
# Words that every request has say nothing of what is asked.
_EMPTY = frozenset("的了和与及或在对为从于由有是把被请我你本公司单位人年月日度")
_LOOKED_AT = 2000
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Alike:
    """A request that asks for something alike; ``share`` from 0 to 1."""

    request: InfoRequest
    share: float


@dataclass(frozen=True, slots=True)
class Demand:
    """What several ask for: one of their requests, and how many there are."""

    request: InfoRequest
    count: int
    suggested: int


def of_same_applicant(request: InfoRequest, *, by: Person, on: date) -> InfoRequestQuerySet:
    """Return the other requests of the same applicant that ``by`` may see, the newest first."""
    digest = request.applicant.digest
    if not digest:
        return InfoRequest.objects.none()
    found = of_office(by, on).filter(applicant__digest=digest).exclude(pk=request.pk)
    return found.select_related("case", "body").order_by("-submitted_at")


def count_of_month(request: InfoRequest) -> tuple[int, Fee]:
    """Return how many requests the applicant made to the body in the month, with the fee.

    Counted by the day of receipt up to this one: the tariff by requests (国办函〔2020〕109号).
    """
    received, digest = request.case.received_on, request.applicant.digest
    if received is None or not digest:
        return 1, fee(Basis.ITEMS, 1)
    in_month = InfoRequest.objects.filter(
        renews=None,
        body=request.body,
        applicant__digest=digest,
        case__received_on__range=(received.replace(day=1), received),
    )
    count = in_month.filter(Q(case__received_on__lt=received) | Q(pk__lte=request.pk)).count()
    # What is answered anew by order is no further request of the month.
    return max(count, 1), fee(Basis.ITEMS, max(count, 1))


def asked_elsewhere(request: InfoRequest, *, by: Person, on: date, most: int = 10) -> list[Alike]:
    """Return what sister bureaus answered to the same question, the most alike first.

    Only what ``by`` may see: his own offices and those below, and, already answered, the
    offices beside his own under the same superior.
    """
    answered = sisters(by, on).exclude(pk=request.pk).exclude(outcome="")
    return alike(request.description, answered, most=most)


def sisters(by: Person, on: date) -> InfoRequestQuerySet:
    """Return the requests that ``by`` may compare with: to be shown without who asked."""
    offices = bodies_of(by, on, [Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD])
    above = [body.parent_id for body in offices if body.parent_id]
    beside = InfoRequest.objects.filter(body__parent__in=above, finished_on__isnull=False)
    return (of_office(by, on) | beside.exclude(case__may_not_own=by)).distinct()


def alike(text: str, requests: InfoRequestQuerySet, *, most: int = 10) -> list[Alike]:
    """Return the requests whose description shares at least half of its pairs with ``text``."""
    wanted = _pairs(text)
    if not wanted:
        return []
    newest = requests.select_related("case", "body").order_by("-submitted_at")[:_LOOKED_AT]
    found = [Alike(one, _share(wanted, _pairs(one.description))) for one in newest]
    found = [one for one in found if one.share >= _ALIKE]
    return sorted(found, key=lambda one: -one.share)[:most]


def answered_publicly(text: str, body: Body, *, most: int = 5) -> list[Alike]:
    """Return requests like ``text`` that ended in disclosure, for who is about to ask.

    A face shows of them the outcome, the day, and what was published, nothing else.
    """
    open_ = [key for key, one in outcomes().items() if one.row == "3.1"]
    answered = InfoRequest.objects.filter(body=body, outcome__in=open_)
    return alike(text, answered, most=most)


def demand(requests: InfoRequestQuerySet, *, least: int = 2, most: int = 20) -> list[Demand]:
    """Return what several different applicants ask for, the most wanted first.

    条例 2019 art. 44: what several ask for may be published of our own accord.
    """
    newest = requests.select_related("case", "applicant").order_by("-submitted_at")[:_LOOKED_AT]
    groups: list[tuple[frozenset[str], list[InfoRequest]]] = []
    for request in newest:
        pairs = _pairs(request.description)
        near = [group for group in groups if _share(group[0], pairs) >= _ALIKE]
        if near:
            near[0][1].append(request)
        else:
            groups.append((pairs, [request]))
    found = [_demand(group) for _pairs_, group in groups]
    wanted = [one for one in found if one.count >= least]
    return sorted(wanted, key=lambda one: -one.count)[:most]


def _demand(group: list[InfoRequest]) -> Demand:
    people = {one.applicant.digest or f"request:{one.pk}" for one in group}
    return Demand(group[0], len(people), sum(one.suggests_publication for one in group))


def _pairs(text: str) -> frozenset[str]:
    words = [word for word in _WORD.findall(text) if word not in _EMPTY]
    return frozenset(a + b for a, b in pairwise(words)) or frozenset(words)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
