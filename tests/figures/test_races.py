"""Eight processes sign one account at once: it is frozen once."""

import pytest

from tests.house import House

RACES = "tests.build.account_races"


@pytest.mark.slow
def test_eight_processes_freeze_an_account_once(house: House) -> None:
    number, digest = house.call(f"{RACES}:prepare")
    said = house.at_once(f"{RACES}:sign", [{"number": number, "digest": digest}] * 8)
    assert sorted(said) == ["account-state"] * 7 + ["signed"]
    assert house.call(f"{RACES}:left") == [1, 1]
