"""Two administrators at once: one appointment, one leader, and never nobody to administer."""

import pytest

from tests.house import House


@pytest.mark.slow
def test_eight_appointments_at_once_make_one_holding(house: House) -> None:
    facts = house.call("tests.build.orgs:contested")
    outcomes = house.at_once("tests.build.orgs:race_to_appoint", [facts] * 8)
    assert sorted(outcomes) == ["done"] + ["holds-already"] * 7


@pytest.mark.slow
def test_two_administrators_cannot_dismiss_each_other(house: House) -> None:
    house.call("tests.build.orgs:two_administrators")
    outcomes = house.at_once(
        "tests.build.orgs:race_to_dismiss",
        [{"person": "guan", "by": "second"}, {"person": "second", "by": "guan"}],
    )
    assert outcomes.count("done") == 1
    assert house.call("tests.build.orgs:count_administrators") == 1
