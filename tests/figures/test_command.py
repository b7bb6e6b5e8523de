"""``sunshine annual-report-check``: what it prints, in which language, and how it ends."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sunshine.figures.editions import APPLICATIONS
from tests.figures.accounts import Layout, following, page, small


def run(*arguments: object) -> tuple[str, int]:
    """Return what the command prints and the code it ends with."""
    out = StringIO()
    try:
        call_command("annual_report_check", *map(str, arguments), stdout=out)
    except CommandError as fault:
        return f"{out.getvalue()}{fault}", fault.returncode
    return out.getvalue(), 0


@pytest.fixture
def write(tmp_path: Path) -> object:
    def written(name: str, account: Layout) -> Path:
        path = tmp_path / name
        web = name.endswith("html")
        path.write_text(page(account) if web else json.dumps(account), encoding="utf-8")
        return path

    return written


def faulty() -> Layout:
    account = small()
    account[APPLICATIONS]["1"][6] += 1
    return account


def test_an_empty_list_when_all_agrees(write) -> None:  # type: ignore[no-untyped-def]
    assert run(write("好.json", small()), "--json") == ("[]\n", 0)
    printed, code = run(write("好.html", small()))
    assert "全部相符" in printed
    assert code == 0


def test_one_object_for_each_fault(write, capsys) -> None:  # type: ignore[no-untyped-def]
    path = write("坏.json", faulty())
    out = StringIO()
    with pytest.raises(CommandError) as fault:
        call_command("annual_report_check", str(path), "--json", stdout=out)
    assert fault.value.returncode == 1
    rows = json.loads(out.getvalue())
    assert [(row["identity"], row["table"], row["row"], row["column"]) for row in rows] == [
        ("I2", APPLICATIONS, "3.7+4", "总计"),
        ("I3", APPLICATIONS, "1", "总计"),
    ]
    assert [row["expected"] - row["found"] for row in rows] == [1, -1]
    assert {row["file"] for row in rows} == {"坏.json"}


def test_sentences_in_both_languages(write) -> None:  # type: ignore[no-untyped-def]
    path = write("坏.json", faulty())
    printed, code = run(path)
    assert "各类申请人相加是" in printed
    assert printed.endswith("有2处不符。")
    english, _code = run(path, "--language", "en")
    assert "The kinds of applicants add up to" in english
    assert english.endswith("2 faults found.")
    assert code == 1


def test_two_files_in_any_order_and_what_was_not_checked(write) -> None:  # type: ignore[no-untyped-def]
    before = small(2023)
    after = following(before, 2024)
    after["text_claims"] = [{"text": "受理若干", "value": 3, "equals": "?"}]
    paths = write("去年.html", before), write("今年.json", after)
    for one, other in (paths, paths[::-1]):
        printed, code = run(one, other)
        assert "全部相符" in printed
        assert "受理若干" in printed
        assert code == 0
        assert run(one, other, "--json") == ("[]\n", 0)


def test_bad_input_ends_with_two(write, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    account = faulty()
    account[APPLICATIONS]["1"][0] = "许多"
    printed, code = run(write("坏.json", account), "--json")
    assert (printed.count("["), code) == (0, 2)
    assert "1 · 自然人应当是数字" in printed
    assert run(tmp_path / "没有.json")[1] == 2
