"""``sunshine due`` and ``sunshine fee``: what they print, and how they refuse."""

import json
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_a_day_as_data() -> None:
    data = json.loads(run("due", "disclosure", "--received", "2025-09-22", "--json"))
    assert set(data) == {"edition", "due", "provisional", "segments", "days"}
    assert (data["edition"], data["due"], data["provisional"]) == ("2019", "2025-10-24", False)
    assert set(data["days"][0]) == {"date", "counted", "why", "law"}
    assert data["days"][0]["counted"] is False
    assert sum(day["counted"] for day in data["days"]) == 20


def test_the_whole_way() -> None:
    words = ("--corrected", "2025-09-26", "--consulted", "2025-10-10:2025-10-20")
    more = ("--consulted", "2025-10-13:2025-10-15", "--extension", "10", "--json")
    data = json.loads(run("due", "disclosure", "--received", "2025-09-22", *words, *more))
    kinds = [one["kind"] for one in data["segments"]]
    assert kinds == ["before-correction", "reply", "consultation", "reply", "extension"]
    early = ("--received", "2025-12-20", "--calendar-as-of", "2025-10-01")
    assert json.loads(run("due", "disclosure", *early, "--json"))["provisional"] is True
    assert "尚未公布" in run("due", "disclosure", *early)


def test_days_for_people_in_both_languages() -> None:
    told = run("due", "disclosure", "--received", "2025-09-22")
    assert "2025-10-01   -  国庆节" in told
    assert told.splitlines()[-1].startswith("答复期限：2025-10-24")
    english = run("due", "disclosure", "--received", "2025-09-22", "--language", "en")
    assert "The answer is due on 2025-10-24" in english


@pytest.mark.parametrize(
    "words",
    [
        ("--received", "2025-02-30"),
        ("--received", "22.9.2025"),
        ("--received", "2025-09-22", "--consulted", "2025-09-24"),
        ("--received", "2025-09-22", "--consulted", "2025-09-24:"),
        ("--received", "2025-09-22", "--corrected", "2025-09-01"),
        ("--received", "2025-09-22", "--extension", "30"),
        ("--received", "2001-01-01"),
    ],
)
def test_facts_that_cannot_be_end_with_a_sentence(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        run("due", "disclosure", *words, "--json")
    assert str(refused.value)


def test_a_fee() -> None:
    assert json.loads(run("fee", "--items", "35", "--json"))["amount"] == 3000
    assert "信息处理费：4700元" in run("fee", "--pages", "250")
    with pytest.raises(CommandError, match="请核对"):
        run("fee", "--pages", "-1")


@pytest.mark.parametrize(
    "words",
    [
        ("due", "disclosure", "--received", "2025-02-30"),
        ("due", "disclosure", "--received", "2025-09-22", "--corrected", "2025-09-01"),
        ("due", "disclosure", "--received", "9999-12-20"),
        ("due", "disclosure", "--received", "2025-09-22", "--consulted", "2025-09-24:"),
        ("fee", "--items", "-1"),
        ("fee",),
    ],
)
def test_the_command_line_ends_with_two(words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sunshine", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
