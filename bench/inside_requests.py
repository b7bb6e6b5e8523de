"""What the figures of requests ask for inside a house. Not a figure itself."""

import time
from collections.abc import Callable
from datetime import timedelta
from time import process_time

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from bench.measuring import percentile, seconds_of
from sunshine.audit.models import Event
from sunshine.cases.models import Case
from sunshine.inforequests import periodic
from sunshine.inforequests.actions import filing
from sunshine.inforequests.asking import Asking
from sunshine.inforequests.counting import count_years
from sunshine.inforequests.identity import Identity, IdKind
from sunshine.inforequests.models import Applicant, InfoRequest
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, Person

TIMES, FORMS = 60, 300


def measured() -> dict[str, float]:
    """Return every figure by its name; the worklist first, before anything is moved."""
    at = now()
    ask = _worklist()
    busy = process_time()
    worklist = percentile(seconds_of(ask, times=TIMES), 0.95)
    worklist_busy = (process_time() - busy) / TIMES
    bodies = list(Body.objects.values_list("pk", flat=True))
    year = beijing_day(at).year
    busy = process_time()
    account = min(seconds_of(lambda: count_years(bodies, year), times=3))
    account_busy = (process_time() - busy) / 3
    InfoRequest.objects.open().update(dated_by="")
    before = Event.objects.count()
    busy = process_time()
    looked_at, redating = _redated()
    redating_busy = process_time() - busy
    moved = Event.objects.count() - before
    plain, ours, wrong = _filed()
    return {
        "worklist": worklist,
        "worklist_busy": worklist_busy,
        "account_busy": account_busy,
        "redating_busy": redating_busy,
        "cases": Case.objects.count(),
        "account": account,
        "redating": redating,
        "looked_at": looked_at,
        "moved": moved,
        "filed_plain": FORMS / plain,
        "filed_ours": FORMS / ours,
        "filing": plain / ours,
        "wrong": wrong,
    }


def _worklist() -> Callable[[], object]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(username="ln.office"))
    address = reverse("desk:cases") + "?tab=body"

    def ask() -> object:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"the worklist answered {answer.status_code}")
        return answer

    ask()
    return ask


def _redated() -> tuple[int, float]:
    start, looked_at = time.perf_counter(), 0
    while done := periodic.redate(now()):
        looked_at += done
    return looked_at, time.perf_counter() - start


def _filed() -> tuple[float, float, int]:
    body = Body.objects.get(slug="ln-shenyang-heping")
    asking = Asking("上一年度减税降费统计数据")
    people = [
        Identity("某某", IdKind.PASSPORT, f"B{number:07d}", email="a@example.cn")
        for number in range(FORMS)
    ]
    start = time.perf_counter()
    for number, identity in enumerate(people):
        # Every tenth form is sent twice, as impatient people do.
        for _time in range(2 if number % 10 == 0 else 1):
            filing.submit(body, asking=asking, identity=identity, token=f"bench-{number}", at=now())
    ours = time.perf_counter() - start
    hour = now() - timedelta(hours=1)
    filed = InfoRequest.objects.filter(body=body, submitted_at__gte=hour)
    wrong = abs(filed.filter(description=asking.description).count() - FORMS)
    rows = list(filed.select_related("case", "applicant").order_by("-pk")[:FORMS])
    start = time.perf_counter()
    for number, row in enumerate(rows):
        _insert(row, number)
    return time.perf_counter() - start, ours, wrong


def _insert(row: InfoRequest, number: int) -> None:
    """Make the same inserts as a plain view would: header, request, applicant, a log line."""
    with transaction.atomic():
        case, applicant = row.case, row.applicant
        case.pk, case.serial = None, 1_000_000 + number
        case.save(force_insert=True)
        row.pk, row.case, row.token_digest = None, case, f"plain-{number}"
        row.save(force_insert=True)
        Applicant.objects.create(request=row, sealed=applicant.sealed, digest=applicant.digest)
        last = Event.objects.order_by("-id").first()
        Event.objects.create(
            kind="bench.filed",
            at=row.submitted_at,
            actor_name="",
            body=row.body.slug,
            subject=case.subject,
            data={},
            previous="" if last is None else last.digest,
            digest=f"plain-{number}-{case.pk}",
        )
