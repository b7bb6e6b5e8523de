"""Eight processes at the same findings, and a worker killed while it reads a file."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import ROOT, House

pytestmark = pytest.mark.slow

RACES = "tests.build.gate_races"
INSIDE = [sys.executable, "-m", "tests.inside"]


def at_once(house: House, act: str, **keys: object) -> Counter[str]:
    """Do ``act`` in eight processes at the same moment and return how each ended."""
    calls = [{"act": act, "number": number, **keys} for number in range(8)]
    return Counter(house.at_once(f"{RACES}:race", calls))


def test_one_of_eight_decides_a_finding_and_the_others_are_told(house: House) -> None:
    keys = house.call(f"{RACES}:contested")
    ends = at_once(house, "decide", **keys)
    assert ends["done"] == 1
    assert set(ends) <= {"done", "finding-decided", "finding-not-there"}
    left = house.call(f"{RACES}:standing", edition=keys["edition"])
    assert left["masked"] + left["kept"] == 1
    assert len(left["telephones"]) == 8 - left["masked"]


def test_eight_maskings_of_one_text_are_all_in_it(house: House) -> None:
    keys = house.call(f"{RACES}:contested")
    assert at_once(house, "mask", **keys) == {"done": 8}
    left = house.call(f"{RACES}:standing", edition=keys["edition"])
    assert (left["telephones"], left["masked"], left["revision"]) == ([], 8, 9)


def test_a_file_is_asked_for_once_and_cleaned_once(house: House) -> None:
    keys = house.call(f"{RACES}:contested")
    assert at_once(house, "inspect", **keys) == {"done": 8}
    assert house.call(f"{RACES}:standing", edition=keys["edition"])["inspections"] == 1
    assert at_once(house, "clean", **keys) == {"done": 1, "cleaning-under-way": 7}


def _start(house: House, notes: Path, pause: float) -> "subprocess.Popen[bytes]":
    facts = json.dumps({"notes": str(notes), "pause": pause})
    with house.log.open("ab") as log:
        process = subprocess.Popen(
            [*INSIDE, f"{RACES}:work", facts],
            env=house.environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    house.started.append(process)
    return process


def _wait(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)


def test_a_worker_killed_while_it_reads_leaves_the_file_to_the_next(
    house: House, tmp_path: Path
) -> None:
    sha256 = house.call(f"{RACES}:unread")
    notes = tmp_path / "notes"
    notes.touch()
    first = _start(house, notes, pause=60)
    _wait(lambda: notes.read_text() != "")
    first.send_signal(signal.SIGKILL)
    first.wait()
    left = house.call(f"{RACES}:reading", sha256=sha256)
    assert left == {"states": ["waiting"], "mobiles": 0}
    second = _start(house, notes, pause=0)
    done = {"states": ["read"], "mobiles": 1}
    _wait(lambda: house.call(f"{RACES}:reading", sha256=sha256) == done)
    second.kill()
    second.wait()
    assert len(notes.read_text().splitlines()) == 2
