"""Settings are read with their types, and a wrong value is named instead of raised."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from sunshine.config import environment as env

Given = Callable[..., None]


@pytest.fixture(autouse=True)
def problems(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    monkeypatch.setattr(env, "problems", [])
    return env.problems


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    def give(value: str, name: str = "SUNSHINE_PROBE") -> None:
        monkeypatch.setenv(name, value)

    return give


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("false", False)]
)
def test_a_switch_takes_the_usual_words(given: Given, value: str, meant: bool) -> None:
    given(value)
    assert env.switch("SUNSHINE_PROBE", not meant) is meant
    assert env.problems == []


def test_a_switch_that_says_neither_keeps_its_default_and_is_named(given: Given) -> None:
    given("perhaps")
    assert env.switch("SUNSHINE_PROBE", True) is True
    assert env.problems == [("SUNSHINE_PROBE", "'perhaps' is neither yes nor no")]


@pytest.mark.parametrize("value", ["0", "70000", "-1", "eight", "8.0"])
def test_a_number_out_of_bounds_is_named(given: Given, value: str) -> None:
    given(value)
    assert env.number("SUNSHINE_PROBE", 8000, least=1, most=65535) == 8000
    assert env.problems[0][0] == "SUNSHINE_PROBE"


def test_a_secret_may_stand_in_a_file(given: Given, tmp_path: Path) -> None:
    (tmp_path / "word").write_text("open sesame\n", encoding="utf-8")
    given(str(tmp_path / "word"), "SUNSHINE_PROBE_FILE")
    assert env.text("SUNSHINE_PROBE") == "open sesame"


def test_a_secret_file_that_is_not_there_is_named(given: Given, tmp_path: Path) -> None:
    given(str(tmp_path / "none"), "SUNSHINE_PROBE_FILE")
    assert env.text("SUNSHINE_PROBE", "fallback") == "fallback"
    assert env.problems[0][0] == "SUNSHINE_PROBE_FILE"


def test_the_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "home" / "secret.key"
    made = env.secret("SUNSHINE_PROBE", file)
    assert len(made) >= 60
    assert env.secret("SUNSHINE_PROBE", file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_words_are_parted_by_commas(given: Given) -> None:
    given(" a.example , ,b.example")
    assert env.words("SUNSHINE_PROBE", ("localhost",)) == ["a.example", "b.example"]


def test_an_address_of_postgresql_is_taken_apart(given: Given) -> None:
    given("postgresql://web:p%40ss@db.example:5433/sun?sslmode=require")
    found = env.database("SUNSHINE_PROBE", Path("unused"))
    expected = {"NAME": "sun", "USER": "web", "PASSWORD": "p@ss", "HOST": "db.example"}
    assert expected | {"PORT": "5433"} == {key: found[key] for key in [*expected, "PORT"]}
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_may_be_named_as_host(given: Given) -> None:
    given("postgresql://web@/sun?host=/run/postgresql")
    assert env.database("SUNSHINE_PROBE", Path("unused"))["HOST"] == "/run/postgresql"


def test_another_database_is_named_and_not_used(given: Given) -> None:
    given("mysql://web@db/sun")
    assert env.database("SUNSHINE_PROBE", Path("own.sqlite3"))["NAME"] == "own.sqlite3"
    assert "postgresql://" in env.problems[0][1]
