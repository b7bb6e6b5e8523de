"""The identities of the yearly account hold for generated requests, year by year, body by body."""

from datetime import date

from sunshine.inforequests import periodic
from sunshine.inforequests.counting import (
    BROUGHT,
    CARRIED,
    NEW,
    TOTAL,
    Year,
    behind,
    count_years,
)
from sunshine.inforequests.models import ApplicantClass, InfoRequest, Remedy, State
from sunshine.inforequests.outcomes import outcomes
from sunshine.orgs.models import Person
from sunshine.sample.generating import generate
from tests.build.inforequests import AT
from tests.cast import Cast

ON = date(2026, 11, 30)
YEARS = range(2019, 2027)


def generated(cast: Cast, *, closed: int = 500, opened: int = 60) -> dict[int, dict[int, Year]]:
    """Return what every body counts in every year, of requests drawn for three bodies."""
    Person.objects.update(is_sample=True)
    generate(closed, opened, seed="tests", on=ON, tell=lambda _done: None)
    bodies = [cast.heping.pk, cast.shenyang.pk, cast.dalian.pk]
    return {year: dict(count_years(bodies, year)) for year in YEARS}


def test_every_identity_of_table_two_holds(cast: Cast) -> None:
    counted = generated(cast)
    rows = {one.row for one in outcomes().values()}
    for year, bodies in counted.items():
        for body, account in bodies.items():
            for of in ApplicantClass.values:
                cell = account.requests
                assert cell[NEW, of] + cell[BROUGHT, of] == cell[TOTAL, of] + cell[CARRIED, of]
                assert sum(cell[row, of] for row in rows) == cell[TOTAL, of]
                if year > YEARS[0]:
                    assert cell[BROUGHT, of] == counted[year - 1][body].requests[CARRIED, of]
    received = InfoRequest.objects.filter(case__received_on__isnull=False).count()
    assert received == sum(one.row(NEW) for year in counted.values() for one in year.values())


def test_a_cell_opens_what_is_behind_it(cast: Cast) -> None:
    account = generated(cast, closed=120)[2025][cast.heping.pk]
    cells = [*account.requests, (TOTAL, "")]
    for row, of in cells:
        wanted = account.requests[row, of] if of else account.row(row)
        assert behind(cast.heping, 2025, row, of).count() == wanted


def test_a_remedy_is_pending_until_it_is_decided(cast: Cast) -> None:
    generated(cast, closed=40, opened=0)
    request = InfoRequest.objects.filter(body=cast.heping, state=State.CLOSED).first()
    assert request is not None
    Remedy.objects.all().delete()
    Remedy.objects.create(
        request=request, kind="suit", organ="法院", filed_on=date(2025, 11, 1), in_time=True,
        noted_by=cast.wu, noted_at=AT, outcome="corrected", decided_on=date(2026, 2, 1),
    )  # fmt: skip
    found = {year: count_years([cast.heping.pk], year)[cast.heping.pk].remedies for year in YEARS}
    assert found[2024] == {}
    assert found[2025] == {("suit", "pending"): 1}
    assert found[2026] == {("suit", "corrected"): 1}


def test_the_same_seed_makes_the_same_requests_and_dates_them_right(cast: Cast) -> None:
    generated(cast, closed=30, opened=40)
    first = list(InfoRequest.objects.order_by("pk").values_list("outcome", "case__due"))
    assert periodic.to_redate() == 0
    InfoRequest.objects.open().update(dated_by="")
    periodic.redate(AT)
    assert list(InfoRequest.objects.order_by("pk").values_list("outcome", "case__due")) == first
