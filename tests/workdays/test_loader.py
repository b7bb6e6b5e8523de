"""The years as files: the shipped are whole, an added one prevails, a wrong one is refused."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from sunshine.workdays.loader import (
    BadYearFile,
    closures,
    official_calendar,
    read_closures,
    read_year,
    years,
)

GOOD = """year = 2027
law = "通知"
announced = 2026-11-20
[[arrangement]]
holiday = "new_year"
rest_from = 2027-01-01
rest_to = 2027-01-03
work = [2027-01-09]
"""


@pytest.fixture
def directory(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    made = tmp_path / "law"
    made.mkdir()
    return made


def test_every_year_since_2004_is_there() -> None:
    assert [year.number for year in years()] == list(range(2004, 2027))
    assert sum(len(year.rest) for year in years()) == 621
    assert sum(len(year.make_up) for year in years()) == 150


def test_every_year_has_its_statutory_holidays() -> None:
    for year in years():
        names = {named.name.zh for named in year.rest.values()}
        expected = {"元旦", "春节", "劳动节", "国庆节"}
        if year.number >= 2008:
            expected |= {"清明节", "端午节", "中秋节"}
        # In 2012, 2017 and 2020 Mid-Autumn fell into the days of National Day.
        if year.number in {2012, 2017, 2020, 2023}:
            names.add("中秋节")
        assert expected <= names, year.number


def test_a_year_announced_later_is_read_without_a_restart(directory: Path) -> None:
    assert official_calendar().is_provisional(date(2027, 1, 4))
    (directory / "2027.toml").write_text(GOOD)
    calendar = official_calendar()
    assert not calendar.is_provisional(date(2027, 1, 4))
    assert calendar.is_workday(date(2027, 1, 9))
    assert not calendar.is_workday(date(2027, 1, 10))
    (directory / "2027.toml").unlink()
    assert official_calendar().is_provisional(date(2027, 1, 4))


def test_a_local_file_prevails_over_the_shipped_one(directory: Path) -> None:
    assert official_calendar().is_workday(date(2026, 1, 5))
    changed = GOOD.replace("2027", "2026").replace("2026-01-03", "2026-01-05")
    (directory / "2026.toml").write_text(changed.replace("work = [2026-01-09]", ""))
    assert not official_calendar().is_workday(date(2026, 1, 5))


def test_a_calendar_as_of_a_day_knows_no_later_notice() -> None:
    before, after = date(2024, 11, 11), date(2024, 11, 12)
    assert 2025 not in official_calendar(before).published
    assert 2025 in official_calendar(after).published
    assert official_calendar(after).published == frozenset(range(2004, 2026))
    assert official_calendar(date(2026, 11, 23)).published == frozenset(range(2004, 2027))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("rest_to = 2027-01-03", "rest_to = 2026-12-31", "after rest_to"),
        ("rest_from = 2027-01-01", "rest_from = 2026-12-31", "not a day of 2027"),
        ("[2027-01-09]", "[2027-01-08]", "no weekend day"),
        ("[2027-01-09]", "[2027-01-03]", "both a rest and a make-up day"),
        ('"new_year"', '"new_moon"', "new_moon"),
        ("year = 2027", "year = ", "Invalid value"),
        ("2026-11-20", "2026-11-20T08:00:00", "no day such as"),
        ("[2027-01-09]", '["2027-01-09"]', "no day such as"),
        ('law = "通知"\n', "", "law"),
        ("rest_to = 2027-01-03", 'rest_to = "tomorrow"', "no day such as"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    path = tmp_path / "2027.toml"
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(BadYearFile, match=says):
        read_year(path)


CLOSED = """[[closure]]
bodies = ["ln-dalian"]
days = [2026-03-03]
name = { zh = "暴雪停止办公", en = "snow" }
law = "大连市人民政府通告"
"""


def test_a_body_is_closed_by_an_order_and_no_other_with_it(directory: Path) -> None:
    (directory / "closures.toml").write_text(CLOSED)
    day = date(2026, 3, 3)
    assert not official_calendar(body="ln-dalian").is_workday(day)
    assert official_calendar(body="ln-dalian").reckon(day).law == "大连市人民政府通告"
    assert official_calendar(body="ln-anshan").is_workday(day)
    assert official_calendar().is_workday(day)
    (directory / "closures.toml").unlink()
    assert official_calendar(body="ln-dalian").is_workday(day)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('law = "大连市人民政府通告"', "", "'law' is missing"),
        ("大连市人民政府通告", " ", "needs the order"),
        ("[2026-03-03]", '["2026-03-03"]', "no day such as"),
        (', en = "snow"', "", "zh and en"),
    ],
)
def test_a_closure_without_its_ground_is_refused(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    path = tmp_path / "closures.toml"
    path.write_text(CLOSED.replace(old, new))
    with pytest.raises(BadYearFile, match=says):
        read_closures(path)


def test_no_closures_are_always_the_same_object(directory: Path) -> None:
    """What is reckoned from the law is kept for as long as its sources are the same."""
    assert closures() is closures()
    assert official_calendar() is official_calendar()
