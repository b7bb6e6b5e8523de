"""Eight processes write letters at once: no number twice, none left out."""

import json
import subprocess
import sys

import pytest

from tests.house import ROOT, House

RACES = "tests.build.letter_races"


@pytest.mark.slow
def test_eight_processes_number_letters_without_a_gap_or_a_double(house: House) -> None:
    slug = house.call(f"{RACES}:prepare")
    processes = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.inside", f"{RACES}:write"),
                json.dumps({"slug": slug, "count": 15, "seed": seed}),
            ],
            env=house.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for seed in range(8)
    ]
    stayed = 0
    for process in processes:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
        stayed += json.loads(out.splitlines()[-1])
    assert stayed == 8 * 12
    assert house.call(f"{RACES}:serials") == list(range(1, stayed + 1))
