"""200,000 closed and 20,000 open requests in a province of bodies. Not a figure itself.

Rows are laid down in bulk, by arithmetic: the same rows for the same number, every time.
"""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from bench.population import fill
from sunshine.cases.models import Case
from sunshine.figures.case_counts import CASES
from sunshine.figures.computing import report_of
from sunshine.figures.models import Kind
from sunshine.figures.overview import overview
from sunshine.figures.queries import accounting_bodies, sum_for
from sunshine.inforequests.models import ApplicantClass, InfoRequest, State
from sunshine.inforequests.outcomes import outcomes
from sunshine.orgs.models import Body, Person

ITEMS, BATCH, FIRST, YEAR = 2_000, 5_000, date(2020, 1, 1), 2025
DAYS = (date(2025, 12, 31) - FIRST).days
AT = datetime(2026, 1, 5, tzinfo=UTC)
TIMES = 3


def prepare() -> int:
    """Lay down a province of bodies and some items; return how many bodies there are."""
    fill(ITEMS)
    return Body.objects.count()


def lay(*, start: int, stop: int, closed: int) -> None:
    """Lay down the requests from ``start`` to before ``stop``; the first ``closed`` are closed."""
    bodies, owner = list(Body.objects.order_by("path")), Person.objects.order_by("pk")[0]
    rows = _cases(range(start, stop), closed, bodies, owner)
    while batch := list(islice(rows, BATCH)):
        cases = Case.objects.bulk_create([case for case, _facts in batch])
        InfoRequest.objects.bulk_create(
            InfoRequest(case=case, body_id=case.body_id, **facts)
            for case, (_case, facts) in zip(cases, batch, strict=True)
        )


def measure() -> dict[str, float]:
    """Return the seconds of one account, of the sum of the province, of its overview."""
    root = Body.objects.get(slug="ln")
    bodies = accounting_bodies(list(Body.objects.under(root).in_tree_order()), YEAR)
    kind = str(Kind.DISCLOSURE)
    return {
        "one": _seconds(lambda: report_of(bodies[1], YEAR, kind, CASES)),
        "sum": _seconds(lambda: sum_for(root, YEAR, kind, CASES)),
        "overview": _seconds(lambda: overview(bodies, YEAR, kind, CASES)),
    }


def _seconds(act: Any) -> float:
    taken = []
    for _turn in range(TIMES):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[TIMES // 2]


def _cases(
    keys: range, closed: int, bodies: list[Body], owner: Person
) -> Iterator[tuple[Case, dict[str, Any]]]:
    results, classes = sorted(outcomes()), [str(one) for one in ApplicantClass]
    for key in keys:
        body, is_closed = bodies[key % len(bodies)], key < closed
        received = FIRST + timedelta(days=key * 7919 % DAYS)
        finished = received + timedelta(days=key % 40) if is_closed else None
        case = Case(
            kind="disclosure",
            body=body,
            year=received.year,
            serial=key,
            number=f"依申请〔{received.year}〕{key}号",
            code_digest=f"{key:064d}",
            title="申请",
            owner=owner,
            opened_at=AT,
            received_on=received,
            closed_at=AT if is_closed else None,
        )
        yield (
            case,
            {
                "state": State.CLOSED if is_closed else State.HANDLING,
                "channel": "web",
                "applicant_class": classes[key % 97 % len(classes)],
                "description": "申请公开有关信息",
                "wanted_form": "paper",
                "wanted_way": "post",
                "submitted_at": AT,
                "arrived_on": received,
                "outcome": results[key % len(results)] if is_closed else "",
                "finished_on": finished,
                "token_digest": f"{key:064d}",
            },
        )
