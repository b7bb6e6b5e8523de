"""What moves when the notice of a year comes, and what does not."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sunshine.inforequests.clock import Consultation, Facts, due_day, is_provisional, reckon
from sunshine.inforequests.redating import Moved, Standing, Unreckoned, redated
from sunshine.workdays.calendar import WorkCalendar
from sunshine.workdays.loader import official_calendar

BEFORE, AFTER = official_calendar(date(2025, 10, 1)), official_calendar()


def standing(key: int, facts: Facts, calendar: WorkCalendar, body: str = "ln") -> Standing:
    due = due_day(facts, calendar)
    return Standing(key, body, facts, due, is_provisional(facts, due, calendar))


def test_the_notice_of_a_year_moves_what_it_touches_and_makes_it_final() -> None:
    spring = standing(1, Facts(date(2026, 2, 2)), BEFORE)
    final = standing(2, Facts(date(2025, 12, 1)), BEFORE)
    untouched = standing(3, Facts(date(2025, 9, 22)), BEFORE)
    moved = list(redated([spring, final, untouched], lambda _body: AFTER))
    assert [one.was.key for one in moved] == [1, 2]
    first, second = (one for one in moved if isinstance(one, Moved))
    assert first.due == reckon(Facts(date(2026, 2, 2)), AFTER).due > spring.due
    assert (first.by_days > 0, first.provisional) == (True, False)
    assert (second.by_days, second.provisional) == (0, False)


def test_only_the_body_that_is_closed_has_more_time_and_is_asked_once() -> None:
    storm = AFTER.with_closures({date(2025, 9, 23): next(iter(AFTER.rest.values()))})
    facts, asked = Facts(date(2025, 9, 22)), list[str]()

    def calendar_of(body: str) -> WorkCalendar:
        asked.append(body)
        return storm if body == "ln-anshan-tiexi" else AFTER

    open_requests = [
        standing(key, facts, AFTER, body)
        for key, body in enumerate(["ln-anshan-tiexi", "ln-shenyang-tiexi", "ln-anshan-tiexi"])
    ]
    moved = list(redated(open_requests, calendar_of))
    assert [(one.was.key, one.was.body) for one in moved] == [
        (0, "ln-anshan-tiexi"),
        (2, "ln-anshan-tiexi"),
    ]
    assert asked == ["ln-anshan-tiexi", "ln-shenyang-tiexi"]


def test_facts_that_cannot_be_keep_their_day_and_do_not_stop_the_rest() -> None:
    wrong = Facts(
        date(2025, 9, 22), consulted=(Consultation(date(2025, 9, 25), date(2025, 9, 24)),)
    )
    broken = Standing(1, "ln", wrong, date(2025, 10, 24), provisional=False)
    found = list(redated([broken, standing(2, Facts(date(2026, 2, 2)), BEFORE)], lambda _: AFTER))
    assert isinstance(found[0], Unreckoned)
    assert found[0].was is broken
    assert [one.code for one in found[0].why.reasons] == ["due-answered-before-asked"]
    assert isinstance(found[1], Moved)


@given(st.lists(st.integers(0, 200), max_size=20))
def test_dated_anew_twice_nothing_moves_any_more(gaps: list[int]) -> None:
    days = (date(2025, 9, 1) + timedelta(days=gap) for gap in gaps)
    old = [standing(key, Facts(day), BEFORE) for key, day in enumerate(days)]
    moved = {one.was.key: one for one in redated(old, lambda _: AFTER) if isinstance(one, Moved)}
    new = [standing(one.key, one.facts, AFTER) for one in old]
    assert list(redated(new, lambda _: AFTER)) == []
    for was, now in zip(old, new, strict=True):
        changed = (was.due, was.provisional) != (now.due, now.provisional)
        assert (was.key in moved) is changed
        if changed:
            assert (moved[was.key].due, moved[was.key].provisional) == (now.due, now.provisional)
