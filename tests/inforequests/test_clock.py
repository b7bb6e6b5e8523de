"""The clock of a request: golden dates, and any facts against a walker of days of our own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.inforequests import clock
from sunshine.inforequests.clock import (
    Consultation,
    Facts,
    Segment,
    due_day,
    is_provisional,
    reckon,
)
from sunshine.inforequests.profiles import Reading
from sunshine.kit.errors import Refused
from sunshine.workdays.calendar import WorkCalendar
from sunshine.workdays.loader import official_calendar

CALENDAR = official_calendar()


@pytest.mark.parametrize(
    ("received", "due", "edition"),
    [
        (date(2008, 5, 15), date(2008, 6, 5), "2008"),
        (date(2008, 9, 22), date(2008, 10, 16), "2008"),
        (date(2024, 1, 31), date(2024, 3, 4), "2019"),
        (date(2024, 9, 25), date(2024, 10, 28), "2019"),
        (date(2025, 1, 20), date(2025, 2, 21), "2019"),
        (date(2025, 9, 22), date(2025, 10, 24), "2019"),
        (date(2025, 12, 20), date(2026, 1, 19), "2019"),
    ],
)
def test_golden_dates(received: date, due: date, edition: str) -> None:
    found = reckon(Facts(received), CALENDAR)
    assert (found.due, found.edition) == (due, edition)
    assert due_day(Facts(received), CALENDAR) == due


def walked(facts: Facts) -> date:
    """Return the due day, reckoned the slow way: a list of every day, struck out one by one."""
    start = max(day for day in (facts.received, facts.corrected, facts.paid) if day)
    new = start >= date(2019, 5, 15)
    days = [start + timedelta(days=number) for number in range(1, 2500)]
    days = [day for day in days if CALENDAR.is_workday(day)]
    for one in facts.consulted:
        days = [day for day in days if not one.sent < day <= one.answered]
    return days[(20 if new else 15) + facts.extension - 1]


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    received = draw(st.dates(date(2008, 5, 1), date(2025, 6, 30)))
    gap = st.integers(0, 40)
    corrected = received + timedelta(days=draw(gap)) if draw(st.booleans()) else None
    known = corrected or received
    paid = None
    if known >= date(2021, 1, 1) and draw(st.booleans()):
        paid = known + timedelta(days=draw(gap))
    spans = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=3))
    consulted = tuple(
        Consultation(received + timedelta(days=a), received + timedelta(days=a + b))
        for a, b in spans
    )
    most = 20 if (paid or known) >= date(2019, 5, 15) else 15
    return Facts(received, corrected, consulted, draw(st.integers(0, most)), paid)


@given(facts())
def test_any_facts_against_a_walker_of_days(some: Facts) -> None:
    found = reckon(some, CALENDAR)
    assert found.due == walked(some) == due_day(some, CALENDAR)


@given(facts())
def test_every_day_is_explained_once_and_in_order(some: Facts) -> None:
    found = reckon(some, CALENDAR)
    days = [day.date for day in found.days]
    assert days[0] == some.received
    assert days[-1] == found.due
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert all(str(day.why) for day in found.days)
    assert all(day.law for day in found.days)
    counted = sum(day.counted for day in found.days)
    edition = 20 if found.edition == "2019" else 15
    assert counted == edition + some.extension == sum(one.counted for one in found.segments)
    assert next(one.first for one in found.segments) == some.received
    assert found.segments[-1].last == found.due


@given(facts(), st.integers(1, 15))
def test_asking_and_extending_never_bring_the_day_forward(some: Facts, more: int) -> None:
    plain = due_day(Facts(some.received, some.corrected, (), some.extension, some.paid), CALENDAR)
    assert due_day(some, CALENDAR) >= plain
    one = Consultation(some.starts, some.starts + timedelta(days=more))
    assert due_day(Facts(some.starts, consulted=(one,)), CALENDAR) >= due_day(
        Facts(some.starts), CALENDAR
    )


@pytest.mark.parametrize(
    ("first_day", "last_day", "due"),
    [
        (False, True, date(2025, 10, 28)),
        (True, True, date(2025, 10, 29)),
        (False, False, date(2025, 10, 27)),
        (True, False, date(2025, 10, 28)),
    ],
)
def test_the_edges_of_a_consultation_are_a_change_of_data(
    monkeypatch: pytest.MonkeyPatch, *, first_day: bool, last_day: bool, due: date
) -> None:
    other = Reading(first_day, last_day, new_start_takes_its_own_edition=True)
    monkeypatch.setattr(clock, "reading", lambda: other)
    asked = Facts(
        date(2025, 9, 22), consulted=(Consultation(date(2025, 9, 24), date(2025, 9, 26)),)
    )
    assert reckon(asked, CALENDAR).due == due == due_day(asked, CALENDAR)


def test_the_edition_of_a_new_start_is_a_change_of_data(monkeypatch: pytest.MonkeyPatch) -> None:
    anew = Facts(date(2019, 5, 10), corrected=date(2019, 5, 20))
    other = Reading(
        consultation_leaves_out_first_day=False,
        consultation_leaves_out_last_day=True,
        new_start_takes_its_own_edition=False,
    )
    taken = due_day(anew, CALENDAR)
    monkeypatch.setattr(clock, "reading", lambda: other)
    assert reckon(anew, CALENDAR).edition == "2008"
    assert CALENDAR.workdays_between(due_day(anew, CALENDAR), taken) == 5


def test_two_consultations_at_once_count_once() -> None:
    one = Consultation(date(2025, 9, 24), date(2025, 10, 15))
    both = (one, Consultation(date(2025, 9, 25), date(2025, 10, 10)))
    received = date(2025, 9, 22)
    assert due_day(Facts(received, consulted=both), CALENDAR) == due_day(
        Facts(received, consulted=(one,)), CALENDAR
    )


def test_a_request_of_the_old_edition_that_is_corrected_under_the_new_follows_the_new() -> None:
    found = reckon(Facts(date(2019, 5, 10), corrected=date(2019, 5, 20)), CALENDAR)
    assert found.edition == "2019"
    assert found.segments[0].segment is Segment.BEFORE_CORRECTION
    assert reckon(Facts(date(2019, 5, 14)), CALENDAR).edition == "2008"
    assert reckon(Facts(date(2019, 5, 15)), CALENDAR).edition == "2019"


def test_a_year_not_announced_yet_makes_the_day_provisional() -> None:
    received = date(2025, 12, 20)
    before = official_calendar(date(2025, 10, 1))
    assert reckon(Facts(received), before).provisional
    assert not reckon(Facts(received), CALENDAR).provisional
    assert is_provisional(Facts(received), due_day(Facts(received), before), before)


def test_a_body_that_is_closed_has_more_time() -> None:
    received = date(2025, 9, 22)
    storm = {date(2025, 9, 23): next(iter(CALENDAR.rest.values()))}
    closed: WorkCalendar = CALENDAR.with_closures(storm)
    assert due_day(Facts(received), closed) == date(2025, 10, 27)


@pytest.mark.parametrize(
    ("some", "code"),
    [
        (Facts(date(2008, 4, 30)), "due-before-the-law"),
        (Facts(date(2025, 9, 22), corrected=date(2025, 9, 21)), "due-corrected-before-receipt"),
        (Facts(date(2025, 9, 22), paid=date(2025, 9, 21)), "due-paid-before-receipt"),
        (
            Facts(date(2025, 9, 22), date(2025, 9, 26), paid=date(2025, 9, 25)),
            "due-paid-before-correction",
        ),
        (Facts(date(2020, 9, 22), paid=date(2020, 9, 25)), "due-payment-without-law"),
        (Facts(date(2015, 9, 22), paid=date(2015, 9, 25)), "due-payment-without-law"),
        (Facts(date(9999, 12, 20)), "due-year-absurd"),
        (Facts(date(2008, 5, 2), corrected=date(9999, 12, 1)), "due-year-absurd"),
        (Facts(date(2025, 9, 22), extension=21), "due-extension-too-long"),
        (Facts(date(2015, 9, 22), extension=16), "due-extension-too-long"),
        (Facts(date(2025, 9, 22), extension=-1), "due-extension-too-long"),
        (
            Facts(
                date(2025, 9, 22), consulted=(Consultation(date(2025, 9, 25), date(2025, 9, 24)),)
            ),
            "due-answered-before-asked",
        ),
        (
            Facts(
                date(2025, 9, 22), consulted=(Consultation(date(2025, 9, 19), date(2025, 9, 24)),)
            ),
            "due-asked-before-receipt",
        ),
        (
            Facts(
                date(2025, 9, 22), consulted=(Consultation(date(2025, 9, 23), date(2055, 9, 24)),)
            ),
            "due-asked-for-ages",
        ),
        (
            Facts(
                date(2015, 9, 22),
                consulted=(Consultation(date(2015, 9, 23), date(2015, 9, 24), of_organ=True),),
            ),
            "due-organs-do-not-pause",
        ),
    ],
)
def test_facts_that_cannot_be(some: Facts, code: str) -> None:
    for reckoned in (reckon, due_day):
        with pytest.raises(Refused) as refused:
            reckoned(some, CALENDAR)
        assert [one.code for one in refused.value.reasons] == [code]
        assert str(refused.value.reasons[0]).endswith("。")
