"""The index in several processes: read while it is written, and killed in the middle of it."""

import json
import signal
import subprocess
import sys
import time

import pytest

from tests.house import ROOT, House

pytestmark = pytest.mark.slow

RACES = "tests.build.search_races"
COUNT = 40


def start(house: House, function: str, **facts: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.inside", f"{RACES}:{function}", json.dumps(facts)],
        env=house.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def result(process: "subprocess.Popen[str]") -> dict[str, list[int]]:
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    answer: dict[str, list[int]] = json.loads(out.splitlines()[-1])
    return answer


def test_killed_while_it_indexes_nothing_is_lost_or_doubled(house: House) -> None:
    public = house.call(f"{RACES}:published", count=COUNT)
    assert 0 < public < COUNT
    for pause in (1.5, 1.8, 2.1, 2.5, 3.0):
        worker = house.start("worker")
        time.sleep(pause)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    house.start("worker")
    wanted = house.call(f"{RACES}:truth")
    until = time.monotonic() + 90
    while (left := house.call(f"{RACES}:found"))["codes"] != wanted:
        assert time.monotonic() < until, left
        time.sleep(0.5)
    assert left["once"]
    assert left["total"] == public == len(wanted)


def test_several_processes_read_while_others_write(house: House) -> None:
    public = house.call(f"{RACES}:published", count=COUNT)
    readers = [start(house, "read_on", seconds=12) for _number in range(3)]
    house.start("worker")
    time.sleep(6)
    anew = start(house, "again")
    anew.communicate(timeout=120)
    for reader in readers:
        seen = result(reader)
        assert seen["asked"]
        # Never an error; what was taken down may be gone again, the rest only grows.
        assert max(seen["counted"]) <= COUNT
    assert house.call(f"{RACES}:found")["total"] == public
