"""Inside a house: one applicant, one day, very many requests. Not a figure itself."""

from collections.abc import Callable
from time import perf_counter, process_time

from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from bench.measuring import percentile, seconds_of
from sunshine.inforequests.actions import filing, receiving
from sunshine.inforequests.asking import Asking
from sunshine.inforequests.identity import Identity, IdKind
from sunshine.inforequests.models import InfoRequest
from sunshine.letters.models import Letter
from sunshine.orgs.models import Person
from tests.cast import Cast, cast_people
from tests.entering import enter

TIMES = 20


def measured(count: int) -> dict[str, float]:
    """Return every figure by its name."""
    cast = cast_people()
    handed, handed_busy = _timed(lambda: _hand_in(cast, count))
    rows = list(InfoRequest.objects.select_related("case", "body").order_by("pk"))
    confirmed, confirmed_busy = _timed(lambda: _confirm(rows, cast.wu))
    serials = [row.case.serial for row in rows]
    letters = Letter.objects.filter(kind="receipt").count()
    client = Client(SERVER_NAME="localhost")
    enter(client, cast.wu)
    page = reverse("desk:case", args=[rows[-1].case_id])
    return {
        "handed": handed,
        "handed_busy": handed_busy,
        "confirmed": confirmed,
        "confirmed_busy": confirmed_busy,
        "letters": letters,
        "page": _opened(client, page),
        "worklist": _opened(client, reverse("desk:cases")),
        "wrong": abs(len(rows) - count)
        + abs(letters - count)
        + (serials != list(range(1, count + 1))),
    }


def _hand_in(cast: Cast, count: int) -> None:
    person = Identity("某某", IdKind.PASSPORT, "B1234567", email="a@example.cn")
    for number in range(count):
        asking = Asking(f"第{number}号公务车辆的购置和运行费用明细")
        filing.submit(cast.heping, asking=asking, identity=person, token=f"day-{number}", at=now())


def _confirm(rows: list[InfoRequest], by: Person) -> None:
    for row in rows:
        receiving.confirm(row, by=by, at=now())


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    start, busy = perf_counter(), process_time()
    act()
    return perf_counter() - start, process_time() - busy


def _opened(client: Client, address: str) -> float:
    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")

    ask()
    return percentile(seconds_of(ask, times=TIMES), 0.95)
