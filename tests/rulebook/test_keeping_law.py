"""Keeping the calendar and the periods by acts: who may, what is refused, what then holds."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person, Post, PostHolding, Role
from sunshine.rulebook import actions_law, periods
from sunshine.rulebook.actions_law import Arrangement, Change, Closure
from sunshine.rulebook.toml_text import toml_text
from sunshine.workdays.loader import official_calendar
from tests.cast import SINCE, Cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOTICE = "国务院办公厅关于2027年部分节假日安排的通知"
SPRING = Arrangement(
    "spring_festival", date(2027, 2, 5), date(2027, 2, 11), (date(2027, 1, 31), date(2027, 2, 20))
)
SNOW = Closure(date(2026, 12, 1), date(2026, 12, 2), "暴雪停止办公", "Snow", "大连市通告")


@pytest.fixture
def chief(cast: Cast, settings: Any, tmp_path: Path) -> Person:
    """Return an administrator of the whole authority, in a house with an empty law folder."""
    settings.HOME = tmp_path
    person = Person.objects.create(username="chief", name="总", body=cast.ln, joined=SINCE)
    post = Post.objects.create(
        body=cast.ln, slug="chief", name="系统管理员", roles=[Role.ADMINISTRATOR.value]
    )
    PostHolding.objects.create(post=post, person=person, since=SINCE)
    return person


def test_a_year_announced_holds_at_once(chief: Person) -> None:
    assert official_calendar().is_provisional(date(2027, 2, 8))
    actions_law.announce_year(2027, [SPRING], law=NOTICE, by=chief, at=AT)
    calendar = official_calendar()
    assert not calendar.is_provisional(date(2027, 2, 8))
    assert not calendar.is_workday(date(2027, 2, 8))
    assert calendar.is_workday(date(2027, 2, 20))
    event = Event.objects.latest("id")
    assert (event.kind, event.subject) == ("rulebook.law_added", "law:calendar:2027")


def test_only_the_authority_s_administrator_keeps_the_law(cast: Cast, chief: Person) -> None:
    for person in (cast.gao, cast.wu, cast.wang, cast.zhao, cast.nobody):
        with pytest.raises(Refused) as refused:
            actions_law.announce_year(2027, [SPRING], law=NOTICE, by=person, at=AT)
        assert [one.code for one in refused.value.reasons] == ["not-administrator"]
    assert not Event.objects.filter(kind="rulebook.law_added").exists()


def test_everything_wrong_with_a_year_is_said_at_once(chief: Person) -> None:
    wrong = [
        Arrangement("new_year", date(2027, 1, 3), date(2027, 1, 1)),
        Arrangement("qingming", date(2027, 4, 3), date(2027, 4, 5), (date(2027, 4, 7),)),
        Arrangement("labour_day", date(2027, 4, 5), date(2028, 5, 5), (date(2027, 4, 4),)),
    ]
    reasons = actions_law.why_not_announce_year(2027, wrong, law=" ", by=chief, on=AT.date())
    assert {one.code for one in reasons} == {
        *("law-not-named", "law-days-backwards", "make-up-on-weekday", "day-not-of-year"),
        *("holidays-overlap", "rest-and-make-up"),
    }


def test_a_closure_counts_for_its_bodies_and_joins_those_before(cast: Cast, chief: Person) -> None:
    actions_law.close_bodies(SNOW, [cast.dalian], by=chief, at=AT)
    later = Closure(date(2026, 12, 8), date(2026, 12, 8), "防疫", "Epidemic", "沈阳市通告")
    actions_law.close_bodies(later, [cast.heping, cast.shenyang], by=chief, at=AT)
    assert not official_calendar(body="ln-dalian").is_workday(date(2026, 12, 1))
    assert official_calendar(body="ln-dalian").is_workday(date(2026, 12, 8))
    assert not official_calendar(body="ln-shenyang").is_workday(date(2026, 12, 8))
    assert official_calendar().is_workday(date(2026, 12, 1))


def test_a_period_changes_from_its_day_on(chief: Person) -> None:
    key = "proactive_publication"
    first = Change(
        date(2028, 1, 1), 15, periods.Unit.WORKDAYS, "条例（2027年修订）", periods.Status.VERIFIED
    )
    actions_law.change_period(key, first, by=chief, at=AT)
    assert periods.period(key, date(2027, 12, 31)).length == 20
    assert periods.period(key, date(2028, 1, 1)).length == 15
    corrected = Change(
        date(2028, 1, 1), 10, periods.Unit.WORKDAYS, "条例（2027年修订）", periods.Status.VERIFIED
    )
    actions_law.change_period(key, corrected, by=chief, at=AT)
    assert periods.period(key, date(2028, 1, 1)).length == 10


def test_hours_and_days_do_not_change_places(chief: Person) -> None:
    change = Change(date(2028, 1, 1), 3, periods.Unit.DAYS, "条例", periods.Status.VERIFIED)
    with pytest.raises(Refused) as refused:
        actions_law.change_period("secret_leak_report", change, by=chief, at=AT)
    assert [one.code for one in refused.value.reasons] == ["period-of-another-kind"]


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_plain = _texts | st.integers(-(2**60), 2**60) | st.dates() | st.booleans()
_keys = st.text("abcdefghij_", min_size=1, max_size=8)
_tables = st.dictionaries(_keys, _plain | st.lists(_plain, max_size=3), max_size=4)


@given(st.dictionaries(_keys, _plain | st.lists(_tables, max_size=3), max_size=4))
def test_what_is_written_is_read_back_the_same(content: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(content)) == content
