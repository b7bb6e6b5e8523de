"""Adding a year or a period to the law in the data, without a new release."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sunshine.rulebook import additions, periods
from sunshine.workdays.loader import official_calendar

pytestmark = pytest.mark.django_db

YEAR = """year = 2027
law = "国务院办公厅关于2027年部分节假日安排的通知"
[[arrangement]]
holiday = "new_year"
rest_from = 2027-01-01
rest_to = 2027-01-03
"""
CLOSED = """[[closure]]
bodies = ["ln-dalian"]
days = [2026-03-03]
name = { zh = "暴雪停止办公", en = "snow" }
law = "大连市人民政府通告"
"""
PERIOD = """[[period]]
key = "proactive_publication"
name = { zh = "主动公开期限", en = "Proactive publication" }
starts = { zh = "形成之日", en = "the day it was made" }
[[period.edition]]
in_force = 2028-01-01
length = 15
unit = "workdays"
law = "政府信息公开条例（2027年修订）"
status = "verified"

[sections]
plans = "update_quarterly"
"""


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    settings.HOME = made
    return made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "source.toml"


def _law(*words: str) -> str:
    out = StringIO()
    call_command("law", *words, stdout=out)
    return out.getvalue()


def test_an_added_year_is_no_longer_provisional(home: Path, source: Path) -> None:
    assert official_calendar().is_provisional(date(2027, 1, 5))
    source.write_text(YEAR)
    assert _law("add", str(source)) == f"added as {home}/law/2027.toml\n"
    assert not official_calendar().is_provisional(date(2027, 1, 5))
    assert [path.name for path in (home / "law").iterdir()] == ["2027.toml"]


def test_an_added_closure_counts_for_its_body(home: Path, source: Path) -> None:
    source.write_text(CLOSED)
    assert additions.add(source) == home / "law" / "closures.toml"
    assert not official_calendar(body="ln-dalian").is_workday(date(2026, 3, 3))


def test_an_added_edition_holds_from_its_day_on(home: Path, source: Path) -> None:
    source.write_text(PERIOD)
    additions.add(source)
    key = "proactive_publication"
    lengths = [periods.period(key, date(year, 6, 1)).length for year in (2008, 2019, 2027, 2028)]
    assert lengths == [20, 20, 20, 15]
    assert periods.update_promise("plans", date(2028, 1, 1)).length == 92
    assert periods.update_promise("news", date(2028, 1, 1)).length == 14
    (home / "law" / "periods.toml").unlink()
    assert periods.period(key, date(2028, 6, 1)).length == 20


def test_an_edition_of_the_same_day_replaces_the_shipped_one(home: Path, source: Path) -> None:
    source.write_text(PERIOD.replace("2028-01-01", "2019-05-15").replace("[sections]", "[other]"))
    additions.add(source)
    assert periods.period("proactive_publication", date(2026, 1, 1)).length == 15
    assert periods.period("proactive_publication", date(2019, 5, 14)).length == 20


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("year = 2027\n", "'law' is missing"),
        (YEAR.replace("new_year", "new_moon"), "new_moon"),
        (PERIOD.replace("length = 15", "length = 0"), "whole number from 1"),
        (PERIOD.replace("length = 15", "length = 1.5"), "whole number from 1"),
        (PERIOD.replace("length = 15", "length = true"), "whole number from 1"),
        (PERIOD.replace('"workdays"', '"moons"'), "moons"),
        (PERIOD.replace("2028-01-01", '"2028-01-01"'), "is a day such as"),
        (PERIOD.replace("2028-01-01", "2028-01-01T08:00:00"), "is a day such as"),
        (PERIOD.replace('"update_quarterly"', '"update_never"'), "no period update_never"),
        (PERIOD.replace(', en = "Proactive publication"', ""), "zh and en"),
        ("[[period]]\nkey = 1", "'edition' is missing"),
        ('title = "a letter"', "no year, no closure and no period"),
        ("year = = 2", "Invalid"),
        ("[[closure]]\nbodies = []", "'name' is missing"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_changes(
    home: Path, source: Path, content: str, says: str
) -> None:
    source.write_text(content)
    with pytest.raises(CommandError, match=says):
        _law("add", str(source))
    assert not (home / "law").exists()


def test_a_missing_file_is_named(home: Path, source: Path) -> None:
    with pytest.raises(CommandError, match=r"source\.toml"):
        _law("add", str(source))


@pytest.mark.usefixtures("home")
def test_the_check_names_a_file_that_was_broken_by_hand_and_add_mends_it(
    settings: Settings, source: Path
) -> None:
    assert [error for error in run_checks() if error.id == "sunshine.rulebook.E001"] == []
    directory = Path(settings.HOME) / "law"
    directory.mkdir()
    (directory / "2027.toml").write_text("year = 2027")
    errors = [error for error in run_checks() if error.id == "sunshine.rulebook.E001"]
    assert len(errors) == 1
    assert "2027.toml" in errors[0].msg
    source.write_text(YEAR)
    _law("add", str(source))
    assert [error for error in run_checks() if error.id == "sunshine.rulebook.E001"] == []


@pytest.mark.usefixtures("home")
def test_shows_and_explains() -> None:
    assert "2004-2026, 23 years announced" in _law("show", "--on", "2026-01-01")
    assert "第十八条" in _law("show", "--on", "2019-05-14")
    lines = _law("explain", "proactive_publication", "2024-09-25").splitlines()
    assert lines[0].startswith("2024-09-25   -  起算当日不计入")
    assert lines[-2].startswith("2024-10-28  20")
    assert lines[-1].startswith("due 2024-10-28 (final)")
    assert "(provisional)" in _law("explain", "proactive_publication", "2026-12-21")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("explain", "nothing", "2024-01-01"), "law show lists them"),
        (("explain", "secret_leak_report", "2024-10-01"), "24 hours"),
        (("explain", "proactive_publication", "2007-01-01"), "尚无"),
        (("explain", "proactive_publication", "20255-01-01"), "YYYY-MM-DD"),
    ],
)
def test_says_what_cannot_be_explained(words: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        _law(*words)
