"""``kill -9`` in the middle of an act leaves nothing half done, and it is done anew once."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build.request_crash import OPEN
from tests.house import ROOT, House

PATIENCE = 180
CRASH = "tests.build.request_crash"


@pytest.mark.slow
def test_a_process_killed_in_an_act_leaves_nothing_half_done(house: House, tmp_path: Path) -> None:
    one = house.call(f"{CRASH}:prepared")
    before = house.call(f"{CRASH}:stands", request=one)
    assert before["left"] == OPEN
    _killed(house, "serve_and_hang", tmp_path / "serving", request=one)
    assert house.call(f"{CRASH}:stands", request=one) == before
    house.call(f"{CRASH}:serve", request=one)
    after = house.call(f"{CRASH}:stands", request=one)
    assert (after["is_signed"], after["deliveries"], after["served"]) == (False, 1, 1)

    _killed(house, "redate_and_hang", tmp_path / "dating", after=2)
    found = house.call(f"{CRASH}:stands", request=one)
    assert (found["redated"], found["left"], found["is_whole"]) == (2, OPEN - 2, True)
    assert house.call(f"{CRASH}:redate") == OPEN - 2
    found = house.call(f"{CRASH}:stands", request=one)
    assert (found["redated"], found["moved"], found["left"]) == (OPEN, OPEN, 0)
    assert found["is_whole"]
    assert house.call(f"{CRASH}:redate") == 0


def _killed(house: House, function: str, marker: Path, **facts: object) -> None:
    """Start ``function``, and kill it when it has touched ``marker``."""
    given = json.dumps({"marker": str(marker), **facts})
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.inside", f"{CRASH}:{function}", given],
        env=house.environment,
        cwd=ROOT,
    )
    until = time.monotonic() + PATIENCE
    while not marker.exists():
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < until, "it never came to the middle of its act"
        time.sleep(0.05)
    process.kill()
    assert process.wait() < 0
