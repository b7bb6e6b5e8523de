"""Eight processes at one number, one paper, one draft: one wins, the others are told why."""

import json
import subprocess
import sys
import time

import pytest

from tests.house import ROOT, House


def at_once(house: House, act: str, **keys: object) -> list[str]:
    """Do ``act`` in eight processes at the same moment and return how each ended."""
    start = time.time() + 4
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.inside", "tests.build.publishing_races:race"),
                json.dumps({"act": act, "start": start, "number": number, **keys}),
            ],
            env=house.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(8)
    ]
    return sorted(json.loads(process.communicate(timeout=120)[0]) for process in running)


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
