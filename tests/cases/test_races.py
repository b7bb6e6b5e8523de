"""Eight processes opening cases at once: no number is missing, none is given twice."""

import json
import subprocess
import sys
import time

import pytest

from tests.house import ROOT, House


@pytest.mark.slow
def test_numbers_have_no_gap_with_eight_processes(house: House) -> None:
    house.call("tests.build.cases:contested")
    start = time.time() + 5
    running = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.inside", "tests.build.cases:open_many"),
                json.dumps({"start": start, "number": number, "count": 15}),
            ],
            env=house.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(8)
    ]
    stood = sum(json.loads(process.communicate(timeout=180)[0]) for process in running)
    found = house.call("tests.build.cases:series")
    assert stood == 8 * 10
    assert found["serials"] == list(range(1, stood + 2))
    assert found["last"] == stood + 1
