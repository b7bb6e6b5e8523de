"""Eight processes at one number, one paper, one draft: one wins, the others are told why."""

import pytest

from tests.house import House


def at_once(house: House, act: str, **keys: object) -> list[str]:
    """Do ``act`` in eight processes at the same moment and return how each ended."""
    calls = [{"act": act, "number": number, **keys} for number in range(8)]
    return sorted(house.at_once("tests.build.publishing_races:race", calls))


@pytest.mark.slow
def test_one_of_eight_wins_and_the_others_are_told(house: House) -> None:
    keys = house.call("tests.build.publishing_races:contested")
    expected = {
        "register": "document-number-used",
        "begin": "paper-has-item",
        "edition": "edition-open-already",
        "save": "edited-meanwhile",
    }
    for act, code in expected.items():
        assert at_once(house, act, **keys) == sorted(["done", *[code] * 7]), act
    left = house.call("tests.build.publishing_races:counts", edition=keys["edition"])
    assert (left["numbered"], left["items"], left["open"], left["revision"]) == (1, 1, 1, 2)
    assert left["title"].endswith("人的标题")
