"""docs/law.md and the data say the same."""

import re
from datetime import date
from pathlib import Path

from sunshine.rulebook import grounds, periods
from sunshine.rulebook.checklists import secrecy_questions

PAGE = (Path(__file__).parents[2] / "docs" / "law.md").read_text(encoding="utf-8")
UNITS = {"workdays": "working days", "days": "days", "hours": "hours"}


def _rows(heading: str) -> list[list[str]]:
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in part.splitlines()
        if line.startswith("| `")
    ]


def test_every_edition_of_a_period_has_its_line() -> None:
    told = [(row[0].strip("`"), row[2], row[5].replace(" ", "-")) for row in _rows("Periods")]
    held = [
        (one.key, f"{one.length} {UNITS[one.unit]}", str(one.status))
        for one in periods.every_edition()
    ]
    assert told == held


def test_dates_of_effect_agree() -> None:
    told = [row[4] if row[4][:1].isdigit() else "" for row in _rows("Periods")]
    held = [one.in_force.isoformat() if one.in_force else "" for one in periods.every_edition()]
    assert told == held


def test_every_ground_has_its_line() -> None:
    told = {row[0].strip("`"): row for row in _rows("Grounds")}
    held = {one.key for one in grounds.every_edition()}
    assert told.keys() == held
    for one in grounds.every_edition():
        row = told[one.key]
        year = re.search(r"（(\d{4})年", one.article)
        assert year is not None, one.key
        assert year[1] in row[2], one.key
        assert {"withheld", "on request"} & set(row[4].split(", ")) == {
            str(attribute).replace("_", " ") for attribute in one.attributes
        }


def test_the_days_of_the_year_are_told() -> None:
    for key in ("annual_report", "enforcement_totals"):
        assert re.search(rf"`{key}` 31 (January|March)", PAGE)


def test_questions_added_since_2008_are_told() -> None:
    added = {one.key for one in secrecy_questions(date.max) if one.in_force}
    assert added == {"work_secret"}
    assert "`work_secret`" in PAGE
