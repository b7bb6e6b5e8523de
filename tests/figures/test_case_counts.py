"""The account from real cases: what the tables say is what was done, and each cell opens it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunshine.cases.models import Case
from sunshine.figures.case_counts import CASES
from sunshine.figures.checking import check
from sunshine.figures.computing import counted_cells, report_of
from sunshine.figures.editions import APPLICATIONS, REVIEW, TOTAL
from sunshine.figures.models import Kind
from sunshine.figures.reports import Place, Report
from sunshine.inforequests.models import ApplicantClass, InfoRequest, Remedy, State
from sunshine.inforequests.outcomes import outcomes
from sunshine.orgs.models import Person
from tests.build import inforequests as requests
from tests.build.accounts import PlainCase, PlainCounts
from tests.cast import Cast

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, tzinfo=UTC)
YEARS = (2023, 2024, 2025)
KINDS = {
    Remedy.Kind.RECONSIDERATION: "行政复议",
    Remedy.Kind.SUIT: "未经复议直接起诉",
    Remedy.Kind.SUIT_AFTER: "复议后起诉",
}
DAYS = st.dates(date(2022, 1, 1), date(2025, 12, 31))


def behind(report: Report, place: Place, cast: Cast) -> int:
    cells = counted_cells(report.edition, place.table, place.row, place.column)
    return len(CASES.behind(cast.heping, report.year or 0, place.table, cells))


def test_what_was_answered_stands_in_the_tables(cast: Cast) -> None:
    requests.archived(cast, requests.drafted(cast, requests.received(cast)))
    open_one = requests.received(cast, token="t2")
    report = report_of(cast.heping, 2026, Kind.DISCLOSURE, CASES)
    told = {
        row: report.number(Place(APPLICATIONS, row, TOTAL)) for row in ("1", "2", "3.1", "3.7", "4")
    }
    assert told == {"1": 2, "2": 0, "3.1": 1, "3.7": 1, "4": 1}
    assert check([report]).failures == ()
    cells = counted_cells(report.edition, APPLICATIONS, "4", TOTAL)
    [found] = CASES.behind(cast.heping, 2026, APPLICATIONS, cells)
    assert (found.title, found.ref) == (open_one.case.number, str(open_one.case_id))
    assert CASES.behind(cast.dalian, 2026, APPLICATIONS, cells) == []


def lay(cast: Cast, number: int, facts: tuple[date, int, str, str]) -> PlainCase:
    """Lay a request down as years of work leave it; return it as the account sees it."""
    received, days, of, outcome = facts
    finished = date.fromordinal(received.toordinal() + days) if outcome else None
    case = Case.objects.create(
        kind="disclosure", body=cast.heping, year=received.year, serial=number, number=str(number),
        code_digest="0", title="x", owner=cast.wu, opened_at=AT, received_on=received,
        closed_at=AT if outcome else None,
    )  # fmt: skip
    InfoRequest.objects.create(
        case=case, body=cast.heping, state=State.CLOSED if outcome else State.HANDLING,
        channel="web", applicant_class=of, description="x", wanted_form="paper", wanted_way="post",
        submitted_at=AT, arrived_on=received, outcome=outcome, finished_on=finished,
        token_digest=f"{number:064d}",
    )  # fmt: skip
    row = outcomes()[outcome].row if outcome else "3.1"
    return PlainCase(received, str(ApplicantClass(of).label), row, finished)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            DAYS,
            st.integers(0, 500),
            st.sampled_from(ApplicantClass.values),
            st.sampled_from(["", *sorted(outcomes())]),
        ),
        max_size=25,
    )
)
def test_counting_agrees_with_counting_by_hand(
    cast: Cast, some: list[tuple[date, int, str, str]]
) -> None:
    InfoRequest.objects.all().delete()
    Case.objects.all().delete()
    plain = PlainCounts([lay(cast, number, facts) for number, facts in enumerate(some)])
    reports = [report_of(cast.heping, year, Kind.DISCLOSURE, CASES) for year in YEARS]
    by_hand = [report_of(cast.heping, year, Kind.DISCLOSURE, plain) for year in YEARS]
    assert [one.cells for one in reports] == [one.cells for one in by_hand]
    assert check(reports).failures == ()
    for place, number in reports[1].cells.items():
        if place.table == APPLICATIONS and number:
            assert behind(reports[1], place, cast) == number


def remedy(person: Person, request: InfoRequest, kind: str, **facts: object) -> None:
    Remedy.objects.create(
        request=request, kind=kind, organ="市局", in_time=True, noted_by=person, noted_at=AT,
        **facts,
    )  # type: ignore[misc]  # fmt: skip


def test_remedies_stand_in_table_three(cast: Cast) -> None:
    lay(cast, 1, (date(2024, 3, 1), 10, ApplicantClass.PERSON, "grant"))
    request = InfoRequest.objects.get()
    for kind in KINDS:
        decided = {"decided_on": date(2025, 2, 1), "outcome": Remedy.Outcome.UPHELD}
        remedy(cast.wu, request, kind, filed_on=date(2024, 6, 1), **decided)
    reports = {
        year: report_of(cast.heping, year, Kind.DISCLOSURE, CASES) for year in (2024, 2025, 2026)
    }
    for row in KINDS.values():
        told = [
            [
                reports[year].number(Place(REVIEW, row, one))
                for one in ("结果维持", "尚未审结", TOTAL)
            ]
            for year in reports
        ]
        assert told == [[0, 1, 1], [1, 0, 1], [0, 0, 0]]
        assert behind(reports[2025], Place(REVIEW, row, TOTAL), cast) == 1
