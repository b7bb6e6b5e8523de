"""When an entry plays: every minute of the week, over midnight, from a day to a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.kit.days import BEIJING
from sunshine.places.schedule import (
    DAY_MINUTES,
    Slide,
    Times,
    never_plays,
    playing,
    round_seconds,
)

BEGIN = datetime(2026, 11, 23, tzinfo=BEIJING)  # a Monday
moments = st.integers(0, 14 * DAY_MINUTES).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
days = st.sets(st.sampled_from("1234567")).map(lambda chosen: "".join(sorted(chosen)))
minutes = st.integers(0, DAY_MINUTES)


@given(moments, days, minutes, minutes)
def test_a_day_has_as_many_minutes_as_said(
    moment: datetime, chosen: str, begin: int, end: int
) -> None:
    """Whatever the hours, what begins on a day plays exactly its minutes, and no day else."""
    times = Times(days="1234567", from_minute=begin, to_minute=end)
    first = moment.replace(hour=0, minute=0) + timedelta(minutes=begin)
    played = sum(times.plays_at(first + timedelta(minutes=step)) for step in range(DAY_MINUTES))
    assert played == times.minutes_a_day
    only = Times(days=chosen, from_minute=begin, to_minute=end)
    if only.plays_at(moment):
        assert times.plays_at(moment)


@given(moments, days)
def test_only_on_the_days_chosen(moment: datetime, chosen: str) -> None:
    assert Times(days=chosen).plays_at(moment) == (str(moment.isoweekday()) in chosen)


@given(moments, st.integers(-3, 17), st.integers(-3, 17))
def test_from_a_day_until_a_day(moment: datetime, first: int, last: int) -> None:
    since, until = (BEGIN.date() + timedelta(days=number) for number in (first, last))
    times = Times(since=since, until=until)
    assert times.plays_at(moment) == (since <= moment.date() <= until)


def test_over_midnight_the_night_belongs_to_the_day_it_began() -> None:
    times = Times(until=date(2026, 11, 23), from_minute=22 * 60, to_minute=2 * 60)
    assert times.plays_at(datetime(2026, 11, 23, 23, 0, tzinfo=BEIJING))
    assert times.plays_at(datetime(2026, 11, 24, 1, 59, tzinfo=BEIJING))
    assert not times.plays_at(datetime(2026, 11, 24, 2, 0, tzinfo=BEIJING))
    assert not times.plays_at(datetime(2026, 11, 24, 22, 0, tzinfo=BEIJING))


def test_the_clock_is_that_of_beijing() -> None:
    night = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # half past midnight, Monday in Beijing
    assert Times(days="1").plays_at(night)
    with pytest.raises(ValueError, match="time zone"):
        Times().plays_at(night.replace(tzinfo=None))


def test_a_round_longer_than_the_day_is_known() -> None:
    short, long = Slide(1, 30, Times()), Slide(2, DAY_MINUTES * 60, Times(days="7"))
    assert playing([short, long], BEGIN) == [short]
    assert round_seconds([short, long]) == DAY_MINUTES * 60 + 30
    assert never_plays([short, long])
    assert not never_plays([short])
