"""The other periods: their golden days, rest days at the end, editions, absurd days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.inforequests.deadlines import Deadline, last_day, term
from sunshine.kit.errors import Refused
from sunshine.workdays.loader import official_calendar

CALENDAR = official_calendar()


@pytest.mark.parametrize(
    ("key", "start", "last"),
    [
        (Deadline.CORRECTION_NOTICE, date(2025, 9, 22), date(2025, 9, 30)),  # 28 Sep: made up
        (Deadline.THIRD_PARTY_ANSWER, date(2025, 9, 22), date(2025, 10, 17)),
        (Deadline.JOINT_MAKER_ANSWER, date(2025, 9, 22), date(2025, 10, 17)),
        (Deadline.FEE_PAYMENT, date(2025, 9, 22), date(2025, 10, 24)),
        (Deadline.RECONSIDERATION, date(2025, 9, 22), date(2025, 11, 21)),
        (Deadline.RECONSIDERATION, date(2025, 8, 4), date(2025, 10, 9)),  # 3 Oct: holidays
        (Deadline.SUIT, date(2025, 9, 22), date(2026, 3, 23)),  # 22 March: Sunday
        (Deadline.SUIT, date(2025, 8, 31), date(2026, 2, 28)),  # Saturday, but made up
        (Deadline.SUIT, date(2014, 9, 22), date(2014, 12, 22)),  # three months then
    ],
)
def test_golden_days(key: Deadline, start: date, last: date) -> None:
    found = last_day(key, start, CALENDAR)
    assert found.day == last
    assert found.term.law
    assert not found.provisional


@given(st.sampled_from(Deadline), st.dates(date(2021, 1, 1), date(2025, 12, 1)))
def test_every_period_ends_on_a_working_day_and_not_before_its_length(
    key: Deadline, start: date
) -> None:
    found = last_day(key, start, CALENDAR)
    assert found.day.year > 2026 or CALENDAR.is_workday(found.day)
    if found.term.unit == "workdays":
        days = [start + timedelta(days=n) for n in range(1, (found.day - start).days + 1)]
        assert sum(map(CALENDAR.is_workday, days)) == found.term.length
    elif found.term.unit == "days":
        rest = [start + timedelta(days=n) for n in range(60, (found.day - start).days)]
        assert not any(map(CALENDAR.is_workday, rest))
    assert last_day(key, start + timedelta(days=1), CALENDAR).day >= found.day


def test_a_day_in_a_year_not_announced_is_provisional() -> None:
    early = official_calendar(date(2025, 6, 1))
    assert last_day(Deadline.SUIT, date(2025, 9, 22), early).provisional
    assert last_day(Deadline.FEE_PAYMENT, date(2025, 12, 15), early).provisional
    assert not last_day(Deadline.RECONSIDERATION, date(2025, 9, 22), early).provisional


def test_the_edition_is_that_of_the_first_day() -> None:
    old, new = (
        term(Deadline.RECONSIDERATION, day) for day in (date(2023, 12, 31), date(2024, 1, 1))
    )
    assert ("1999" in old.law, "2023" in new.law) == (True, True)


@pytest.mark.parametrize(
    ("key", "start"),
    [
        (Deadline.THIRD_PARTY_ANSWER, date(2019, 5, 14)),
        (Deadline.FEE_PAYMENT, date(2020, 12, 31)),
        (Deadline.SUIT, date(2008, 4, 30)),
        (Deadline.SUIT, date(9999, 12, 31)),
    ],
)
def test_days_without_a_law_are_refused(key: Deadline, start: date) -> None:
    with pytest.raises(Refused) as refused:
        last_day(key, start, CALENDAR)
    assert str(refused.value).endswith("。")
