"""Moments are judged by the calendar day in Beijing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.kit.days import beijing_day, end_of_day, start_of_day


def test_the_day_turns_at_sixteen_hours_utc() -> None:
    assert beijing_day(datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)) == date(2026, 11, 23)
    assert beijing_day(datetime(2026, 11, 23, 16, 0, tzinfo=UTC)) == date(2026, 11, 24)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        beijing_day(datetime(2026, 11, 23))  # noqa: DTZ001 - the very fault


@given(st.dates(date(1992, 1, 1), date(2100, 1, 1)))
def test_a_day_holds_its_first_and_last_moment_and_no_more(day: date) -> None:
    last = end_of_day(day) - timedelta(microseconds=1)
    assert beijing_day(start_of_day(day)) == beijing_day(last) == day
    assert beijing_day(end_of_day(day)) == day + timedelta(days=1)
