"""Eight processes opening cases at once: no number is missing, none is given twice."""

import pytest

from tests.house import House


@pytest.mark.slow
def test_numbers_have_no_gap_with_eight_processes(house: House) -> None:
    house.call("tests.build.cases:contested")
    calls = [{"number": number, "count": 15} for number in range(8)]
    stood = sum(house.at_once("tests.build.cases:open_many", calls))
    found = house.call("tests.build.cases:series")
    assert stood == 8 * 10
    assert found["serials"] == list(range(1, stood + 2))
    assert found["last"] == stood + 1
