"""How far promises were kept: the sums hold, whatever the cases."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.matters.fulfilment import Done, Limit, count, last_day, measure, share_of
from sunshine.workdays.loader import official_calendar

START, ON = date(2026, 1, 1), date(2026, 10, 31)
CALENDAR = official_calendar()

_DAYS = st.dates(date(2025, 12, 1), date(2026, 12, 31))
_LIMITS = st.builds(Limit, st.integers(1, 30), st.sampled_from(["workdays", "days", "minutes"]))


@st.composite
def _cases(draw: st.DrawFn) -> Done:
    received = draw(_DAYS)
    closed = draw(st.none() | st.integers(0, 60).map(lambda n: received + timedelta(days=n)))
    return Done(received, closed, draw(st.none() | st.integers(0, 90)))


@given(st.lists(_cases(), max_size=30), _LIMITS)
def test_the_months_add_up_and_nothing_is_counted_twice(cases: list[Done], limit: Limit) -> None:
    found = measure(cases, limit, CALENDAR, starts=START, on=ON)
    assert found.kept == sum(month.kept for month in found.months)
    assert found.late == sum(month.late for month in found.months)
    assert found.total <= sum(START <= case.received <= ON for case in cases)
    firsts = [month.first for month in found.months]
    assert firsts == sorted(set(firsts))
    assert all(first.day == 1 for first in firsts)


@given(st.lists(_cases(), max_size=30), _LIMITS)
def test_cases_count_one_by_one(cases: list[Done], limit: Limit) -> None:
    """The whole is the sum of its cases, in any order."""
    whole = measure(cases, limit, CALENDAR, starts=START, on=ON)
    single = [measure([case], limit, CALENDAR, starts=START, on=ON) for case in cases]
    assert whole.kept == sum(one.kept for one in single)
    assert whole.late == sum(one.late for one in single)
    back = measure(cases[::-1], limit, CALENDAR, starts=START, on=ON)
    assert back == whole


@given(_cases(), _LIMITS)
def test_a_longer_limit_never_makes_a_case_late(case: Done, limit: Limit) -> None:
    longer = Limit(limit.number + 1, limit.unit)
    now = measure([case], limit, CALENDAR, starts=START, on=ON)
    then = measure([case], longer, CALENDAR, starts=START, on=ON)
    assert then.late <= now.late


@given(_DAYS, st.integers(0, 40), st.integers(1, 20))
def test_kept_means_closed_by_the_last_day(received: date, took: int, days: int) -> None:
    limit = Limit(days, "workdays")
    due = last_day(received, limit, CALENDAR)
    assert CALENDAR.workdays_between(received, due) == days
    closed = received + timedelta(days=took)
    on = received + timedelta(days=100)
    found = measure([Done(received, closed)], limit, CALENDAR, starts=received, on=on)
    assert (found.kept, found.late) == ((1, 0) if closed <= due else (0, 1))


def test_an_open_case_is_late_only_when_its_last_day_is_over() -> None:
    limit, received = Limit(5, "workdays"), date(2026, 9, 28)
    # The National Day holiday lies between: 29 and 30 September, 8 to 10 October.
    due = last_day(received, limit, CALENDAR)
    assert due == date(2026, 10, 10)
    for on, late in ((due, 0), (due + timedelta(days=1), 1)):
        found = measure([Done(received, None)], limit, CALENDAR, starts=START, on=on)
        assert (found.kept, found.late) == (0, late)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_share_is_never_rounded_up(kept: int, late: int) -> None:
    share = share_of(kept, kept + late)
    if kept + late == 0:
        assert share is None
        return
    assert share is not None
    assert 0 <= share <= Decimal(kept) * 100 / (kept + late)
    assert (share == 100) == (late == 0)


@given(st.lists(_DAYS, max_size=30))
def test_incidents_are_counted_where_they_fell(days: list[date]) -> None:
    found = count(days, starts=START, on=ON)
    assert found.incidents == sum(START <= day <= ON for day in days)
    assert found.incidents == sum(month.late for month in found.months)
    assert found.share is None


@pytest.mark.parametrize(
    ("months", "trend"),
    [([], None), ([(1, 0)], None), ([(1, 1), (1, 0)], "50.0"), ([(1, 0), (0, 0), (1, 3)], "-75.0")],
)
def test_the_trend_compares_the_last_two_months_with_cases(
    months: list[tuple[int, int]], trend: str | None
) -> None:
    cases = []
    for number, (kept, late) in enumerate(months):
        day = date(2026, 2 + number, 2)
        cases += [Done(day, day)] * kept + [Done(day, day + timedelta(days=20))] * late
    found = measure(cases, Limit(10, "days"), CALENDAR, starts=START, on=ON)
    assert found.trend == (None if trend is None else Decimal(trend))
