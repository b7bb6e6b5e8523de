"""Cases of a kind of the tests, opened as a domain above would open them."""

import time
from collections.abc import Iterable
from datetime import UTC, date, datetime

from sunshine.audit.log import action, append
from sunshine.cases import keeping
from sunshine.cases.kinds import Kind, register_kind
from sunshine.cases.models import Case, CaseSeries, WaitingFor
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Person, Role
from tests.cast import cast_people

AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
KIND = register_kind(Kind("tests", "CS", "测试", frozenset({Role.DISCLOSURE_HEAD})))


TOKEN = "t"


@action
def opened(
    body: Body,
    owner: Person,
    *,
    token: str = TOKEN,
    at: datetime = AT,
    applicant: Person | None = None,
    may_not_own: Iterable[Person] = (),
) -> tuple[Case, str]:
    """Open a case and return it with its code."""
    case, code = keeping.open_case(
        KIND, body=body, owner=owner, title="一件事", token=token, at=at,
        applicant=applicant, may_not_own=may_not_own,
    )  # fmt: skip
    append("tests.opened", subject=case.subject, by=owner, at=at, body=body.slug)
    return case, code


@action
def dated(
    case: Case, due: date | None, amber: date | None, *, waiting_for: WaitingFor, at: datetime = AT
) -> Case:
    """Set the last day of a case and return it."""
    keeping.move_due(case, due=due, amber=amber, waiting_for=waiting_for)
    append("tests.dated", subject=case.subject, by=None, at=at, body=case.body.slug)
    return case


@action
def closed(case: Case, *, at: datetime = AT) -> Case:
    """Close a case and return it."""
    keeping.close_case(case, at=at)
    append("tests.closed", subject=case.subject, by=None, at=at, body=case.body.slug)
    return case


@action
def opened_in_vain(body: Body, owner: Person, *, at: datetime = AT) -> None:
    """Open a case, then fail."""
    keeping.open_case(KIND, body=body, owner=owner, title="不成", token="v", at=at)
    raise Refused("case-closed", number="")


def contested() -> dict[str, int]:
    """Make the cast and a case of Wu's; return its key."""
    cast = cast_people()
    case, _code = opened(cast.heping, cast.wu)
    return {"case": case.pk}


def open_many(start: float, number: int, count: int) -> int:
    """Wait for ``start``, open ``count`` cases, every third in vain; return how many stand."""
    body, wu = Body.objects.get(slug="ln-shenyang-heping"), Person.objects.get(username="wu")
    time.sleep(max(0.0, start - time.time()))
    stands = 0
    for place in range(count):
        try:
            if place % 3 == 2:
                opened_in_vain(body, wu)
            else:
                opened(body, wu, token=f"{number}:{place}")
                stands += 1
        except Refused:
            continue
    return stands


def series() -> dict[str, object]:
    """Return the numbers drawn, in order, and the last one of the series."""
    return {
        "serials": list(Case.objects.order_by("serial").values_list("serial", flat=True)),
        "last": CaseSeries.objects.get().last,
    }
