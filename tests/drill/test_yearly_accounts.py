"""Accounts that were really published: what is known to agree does, what does not is named."""

from pathlib import Path

import pytest

from sunshine.figures.checking import check
from sunshine.figures.reading import read_report
from sunshine.figures.reports import Failure, Report

MISMATCHES = [("行政复议", 134, 170), ("未经复议直接起诉+复议后起诉", 57, 77)]


@pytest.fixture
def accounts(data: Path) -> dict[str, Report]:
    return {path.stem: read_report(path) for path in (data / "annual-reports").glob("*.json")}


def facts(failure: Failure) -> tuple[str, object, object]:
    return failure.place.row, failure.expected, failure.found


def test_two_years_of_a_city_agree_but_for_two_numbers_in_the_text(
    accounts: dict[str, Report],
) -> None:
    first, second = accounts["suqian-2023"], accounts["suqian-2024"]
    assert check([first]).failures == ()
    for pair in ((first, second), (second, first), (second,)):
        found = check(pair).failures
        assert [facts(one) for one in found] == MISMATCHES
        assert {one.identity for one in found} == {"I7"}


def test_a_page_that_was_published_with_a_fault(accounts: dict[str, Report]) -> None:
    found = check([accounts["unnamed-anomaly-sample"]]).failures
    assert [(one.identity, one.place.column, *facts(one)[1:]) for one in found] == [
        ("I2", "自然人", 60, 61),
        ("I2", "总计", 62, 63),
    ]
