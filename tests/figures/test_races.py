"""Eight processes sign one account at once: it is frozen once."""

import json
import subprocess
import sys

import pytest

from tests.house import ROOT, House

RACES = "tests.build.account_races"


@pytest.mark.slow
def test_eight_processes_freeze_an_account_once(house: House) -> None:
    number, digest = house.call(f"{RACES}:prepare")
    processes = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.inside", f"{RACES}:sign"),
                json.dumps({"number": number, "digest": digest}),
            ],
            env=house.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _turn in range(8)
    ]
    said = []
    for process in processes:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
        said.append(json.loads(out.splitlines()[-1]))
    assert sorted(said) == ["account-state"] * 7 + ["signed"]
    assert house.call(f"{RACES}:left") == [1, 1]
