"""Working days: the golden dates of the law, and every rule against a slow walker."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sunshine.kit.wording import Wording
from sunshine.workdays.calendar import DayKind, NamedDay, WorkCalendar
from sunshine.workdays.loader import official_calendar

CALENDAR = official_calendar()
ANY_DAY = st.dates(date(2003, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2008-05-15", 15, "2008-06-05"),
        ("2008-09-22", 15, "2008-10-16"),
        ("2024-01-31", 20, "2024-03-04"),
        ("2024-09-25", 20, "2024-10-28"),
        ("2025-01-20", 20, "2025-02-21"),
        ("2025-09-22", 20, "2025-10-24"),
        ("2025-12-20", 20, "2026-01-19"),
    ],
)
def test_periods_that_were_reckoned_by_hand(start: str, n: int, end: str) -> None:
    assert CALENDAR.add_workdays(date.fromisoformat(start), n) == date.fromisoformat(end)


@given(ANY_DAY, st.integers(0, 80))
def test_agrees_with_a_walker_that_counts_day_by_day(start: date, n: int) -> None:
    day, left = start, n
    while left:
        day += timedelta(days=1)
        if day.year not in range(2004, 2027):
            holiday = (day.month, day.day) in _fixed(day.year)
            left -= day.weekday() < 5 and not holiday
        elif day in CALENDAR.make_up:
            left -= 1
        else:
            left -= day.weekday() < 5 and day not in CALENDAR.rest
    assert CALENDAR.add_workdays(start, n) == day


def _fixed(year: int) -> set[tuple[int, int]]:
    national = {(1, 1), (10, 1), (10, 2), (10, 3)}
    return national | ({(5, 1), (5, 2)} if year >= 2025 else {(5, 1), (5, 2), (5, 3)})


@given(ANY_DAY, st.integers(0, 60))
def test_the_days_between_undo_the_days_added(start: date, n: int) -> None:
    end = CALENDAR.add_workdays(start, n)
    assert CALENDAR.workdays_between(start, end) == n
    assert CALENDAR.workdays_between(end, start) == -n


@given(ANY_DAY, ANY_DAY, ANY_DAY)
def test_working_days_add_up_along_a_stretch(a: date, b: date, c: date) -> None:
    a, b, c = sorted((a, b, c))
    whole = CALENDAR.workdays_between(a, c)
    assert whole == CALENDAR.workdays_between(a, b) + CALENDAR.workdays_between(b, c)


@given(ANY_DAY, st.integers(1, 40))
def test_the_explanation_counts_what_the_sum_counts(start: date, n: int) -> None:
    reckoning = CALENDAR.explain(start, n)
    assert reckoning[0].date == start
    assert not reckoning[0].counted
    assert reckoning[-1].date == CALENDAR.add_workdays(start, n)
    assert sum(day.counted for day in reckoning) == n
    assert [day.date for day in reckoning] == [
        start + timedelta(days=step) for step in range(len(reckoning))
    ]
    for day in reckoning[1:]:
        assert day.counted == CALENDAR.is_workday(day.date)
        assert day.law or day.kind is DayKind.WORKDAY


def test_a_negative_period_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_workdays(date(2024, 1, 1), -1)


def test_explains_holiday_make_up_day_and_weekend_in_both_languages() -> None:
    days = {one.date: one for one in CALENDAR.explain(date(2024, 9, 27), 8)}
    notice = "国务院办公厅关于2024年部分节假日安排的通知"
    assert days[date(2024, 9, 28)].kind is DayKind.WEEKEND
    assert days[date(2024, 9, 29)].kind is DayKind.MAKE_UP
    assert days[date(2024, 9, 29)].law == notice
    assert str(days[date(2024, 9, 29)].why) == "国庆节调休上班"
    assert str(days[date(2024, 10, 1)].why) == "国庆节放假"
    with translation.override("en"):
        assert str(days[date(2024, 10, 1)].why) == "Holiday: National Day"


def test_days_of_december_are_arranged_by_the_notice_of_the_next_year() -> None:
    assert CALENDAR.is_workday(date(2018, 12, 29))
    assert CALENDAR.reckon(date(2018, 12, 31)).law == "国务院办公厅关于2019年部分节假日安排的通知"


def test_a_closure_stops_the_clock_of_its_body_and_names_its_ground() -> None:
    order = NamedDay(Wording("暴雪停止办公", "Closed by snow"), "省政府通告")
    closed = CALENDAR.with_closures({date(2026, 3, 3): order})
    assert CALENDAR.add_workdays(date(2026, 3, 2), 1) == date(2026, 3, 3)
    assert closed.add_workdays(date(2026, 3, 2), 1) == date(2026, 3, 4)
    reckoned = closed.reckon(date(2026, 3, 3))
    assert (reckoned.kind, reckoned.law) == (DayKind.CLOSURE, "省政府通告")
    assert str(reckoned.why) == "本机关停止办公：暴雪停止办公"


def test_a_year_without_its_notice_is_provisional_and_says_so() -> None:
    known = WorkCalendar(CALENDAR.rest, CALENDAR.make_up, frozenset({2025}), CALENDAR.fixed)
    assert not known.is_provisional(date(2025, 12, 24))
    assert known.is_provisional(date(2025, 12, 25)), "the next notice may still move it"
    assert known.is_provisional(date(2026, 3, 3))
    assert not known.is_workday(date(2026, 5, 1)), "a rest by the law itself"
    assert known.reckon(date(2026, 5, 1)).law.startswith("全国年节及纪念日放假办法（2024年修订）")
    assert known.is_workday(date(2026, 2, 17)), "a lunar festival: only the notice knows its day"
    assert "尚未公布" in str(known.reckon(date(2026, 2, 17)).why)


def test_on_or_after_stays_on_a_working_day() -> None:
    assert CALENDAR.on_or_after(date(2026, 10, 7)) == date(2026, 10, 8)
    assert CALENDAR.on_or_after(date(2026, 10, 8)) == date(2026, 10, 8)
