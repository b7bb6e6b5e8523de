"""Periods as dated data: the edition of the day on which a period starts, and its last day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.kit.errors import Refused
from sunshine.rulebook import periods
from sunshine.rulebook.periods import Status, Unit
from sunshine.workdays.loader import official_calendar

CALENDAR = official_calendar()


def test_the_edition_is_that_of_the_day_on_which_the_period_starts() -> None:
    old = periods.period("proactive_publication", date(2019, 5, 14))
    new = periods.period("proactive_publication", date(2019, 5, 15))
    assert (old.length, new.length) == (20, 20)
    assert "第十八条" in old.law
    assert not old.verified
    assert "第二十六条" in new.law
    assert new.verified


def test_before_the_regulation_there_was_no_period() -> None:
    assert periods.period_or_none("proactive_publication", date(2008, 4, 30)) is None
    with pytest.raises(Refused) as refusal:
        periods.period("proactive_publication", date(2008, 4, 30))
    assert refusal.value.reasons[0].code == "no-period-in-force"
    assert "主动公开期限" in str(refusal.value)


def test_an_unknown_period_is_a_mistake_of_the_code() -> None:
    with pytest.raises(KeyError):
        periods.period("no_such_period", date(2026, 1, 1))


@pytest.mark.parametrize(
    ("key", "on", "length", "unit"),
    [
        ("penalty_withdrawal", "2021-07-15", 3, Unit.WORKDAYS),
        ("licence_result", "2026-01-01", 7, Unit.WORKDAYS),
        ("penalty_result", "2026-01-01", 7, Unit.WORKDAYS),
        ("enforcement_result", "2026-01-01", 20, Unit.WORKDAYS),
        ("page_error_report", "2026-01-01", 3, Unit.WORKDAYS),
        ("secret_leak_report", "2024-08-31", 24, Unit.HOURS),
        ("secret_leak_report", "2024-09-01", 24, Unit.HOURS),
        ("update_news", "2026-01-01", 14, Unit.DAYS),
        ("update_notices", "2026-01-01", 180, Unit.DAYS),
    ],
)
def test_lengths_are_those_of_the_articles(key: str, on: str, length: int, unit: Unit) -> None:
    found = periods.period(key, date.fromisoformat(on))
    assert (found.length, found.unit) == (length, unit)


def test_the_last_day_of_publication_explains_itself() -> None:
    start = date(2024, 9, 25)
    found = periods.due(start, periods.period("proactive_publication", start), CALENDAR)
    assert found.day == date(2024, 10, 28)
    assert not found.provisional
    assert sum(day.counted for day in found.reckoning) == 20


def test_a_last_day_in_a_year_without_its_notice_is_provisional() -> None:
    start = date(2026, 12, 21)
    found = periods.due(start, periods.period("proactive_publication", start), CALENDAR)
    assert found.provisional
    assert found.day == date(2027, 1, 19), "1 January is a rest by the law itself"


def test_a_promise_in_calendar_days_is_explained_by_its_ends() -> None:
    found = periods.due(
        date(2026, 1, 30), periods.update_promise("news", date(2026, 1, 30)), CALENDAR
    )
    assert found.day == date(2026, 2, 13)
    assert [day.date for day in found.reckoning] == [date(2026, 1, 30), date(2026, 2, 13)]
    assert str(found.reckoning[-1].why) == "第14个自然日"


def test_hours_run_from_a_moment() -> None:
    leak = periods.period("secret_leak_report", date(2026, 1, 1))
    found_at = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    assert periods.due_moment(found_at, leak) == found_at + timedelta(hours=24)
    with pytest.raises(ValueError, match="hours"):
        periods.due(date(2026, 1, 1), leak, CALENDAR)
    with pytest.raises(ValueError, match="hours"):
        periods.due_day(date(2026, 1, 1), leak, CALENDAR)
    with pytest.raises(ValueError, match="in days"):
        periods.due_moment(found_at, periods.period("update_news", date(2026, 1, 1)))


@given(st.dates(date(2008, 5, 1), date(2027, 6, 1)), st.sampled_from(periods.every_edition()))
def test_the_day_alone_is_the_day_explained(start: date, period: periods.Period) -> None:
    if period.unit is not Unit.HOURS:
        explained = periods.due(start, period, CALENDAR)
        assert periods.due_day(start, period, CALENDAR) == explained.day


@pytest.mark.parametrize(
    ("year", "day", "status"),
    [
        (2009, date(2009, 3, 31), Status.FROM_MEMORY),
        (2019, date(2019, 3, 31), Status.FROM_MEMORY),
        (2020, date(2020, 1, 31), Status.VERIFIED),
    ],
)
def test_the_yearly_report_is_due_by_the_edition_of_new_years_day(
    year: int, day: date, status: Status
) -> None:
    found, edition = periods.yearly_due("annual_report", year)
    assert (found, edition.status) == (day, status)
    with pytest.raises(Refused, match="年度报告"):
        periods.yearly_due("annual_report", 2008)


def test_every_section_of_the_record_has_a_promise() -> None:
    sections = (
        *("organisation", "policies", "approvals", "services", "personnel", "plans"),
        *("statistics", "finance", "emergency", "news", "summaries", "participation"),
        *("topics", "annual-reports"),
    )
    lengths = {name: periods.update_promise(name, date(2026, 1, 1)).length for name in sections}
    assert lengths["policies"] == 180
    assert set(lengths.values()) == {14, 92, 180, 366}
    assert periods.update_promise("made-by-an-office", date(2026, 1, 1)).length == 366


def test_every_period_names_its_law_unless_it_is_a_promise() -> None:
    for one in periods.every_edition():
        assert one.law or one.status is Status.PROMISE, one.key
        assert one.length > 0
    keys = {one.key for one in periods.periods_on(date(2026, 1, 1))}
    assert keys == {one.key for one in periods.every_edition()}
