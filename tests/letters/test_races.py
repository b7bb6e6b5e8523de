"""Eight processes write letters at once: no number twice, none left out."""

import pytest

from tests.house import House

RACES = "tests.build.letter_races"


@pytest.mark.slow
def test_eight_processes_number_letters_without_a_gap_or_a_double(house: House) -> None:
    slug = house.call(f"{RACES}:prepare")
    calls = [{"slug": slug, "count": 15, "seed": seed} for seed in range(8)]
    stayed = sum(house.at_once(f"{RACES}:write", calls))
    assert stayed == 8 * 12
    assert house.call(f"{RACES}:serials") == list(range(1, stayed + 1))
