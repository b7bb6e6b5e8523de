"""Eight processes publish at once, two reviewers decide at once, one is killed: nothing half."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.house import ROOT, House

INSIDE = [sys.executable, "-m", "tests.inside"]
RACES = "tests.build.release_races"


def start(house: House, function: str, **facts: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*INSIDE, f"{RACES}:{function}", json.dumps(facts)],
        env=house.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
def test_eight_processes_publish_without_a_gap_or_a_double(house: House) -> None:
    keys = house.call(f"{RACES}:prepare", count=60)
    calls = [{"keys": keys, "seed": seed} for seed in range(8)]
    assert sum(house.at_once(f"{RACES}:publish_all", calls)) == 60
    assert house.call(f"{RACES}:record") == {
        "half": [],
        "published": 60,
        "public": list(range(1, 41)),
        "restricted": list(range(1, 21)),
        "places": {"policies": list(range(20)), "news": list(range(20))},
    }


@pytest.mark.slow
def test_two_reviewers_decide_at_once_and_one_of_them_did(house: House) -> None:
    keys = house.call(f"{RACES}:prepare_reviews", count=30)
    calls = [{"keys": keys, "username": name} for name in ("chen", "nobody")]
    first, second = house.at_once(f"{RACES}:approve_all", calls)
    assert first["ours"] == second["theirs"]
    assert first["theirs"] == second["ours"]
    assert house.call(f"{RACES}:reviews") == keys


@pytest.mark.slow
def test_killed_before_the_commit_nothing_is_half_done(house: House) -> None:
    key, other = house.call(f"{RACES}:prepare", count=2)
    process = start(house, "publish_and_die", key=key)
    assert process.wait(60) == -9
    process.communicate()
    assert house.call(f"{RACES}:record")["published"] == 0
    assert house.call(f"{RACES}:publish_all", keys=[key, other], seed=1) == 2
    assert house.call(f"{RACES}:record") == {
        "half": [],
        "published": 2,
        "public": [1, 2],
        "restricted": [],
        "places": {"policies": [0], "news": [0]},
    }


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_half_done(house: House) -> None:
    keys = house.call(f"{RACES}:prepare", count=45)
    for number in range(6):
        processes = [start(house, "publish_all", keys=keys, seed=seed) for seed in range(2)]
        time.sleep(0.8 + number * 0.15)
        for process in processes:
            process.kill()
            process.communicate()
        found = house.call(f"{RACES}:record")
        assert found["half"] == []
        assert found["public"] == list(range(1, len(found["public"]) + 1))
        assert found["restricted"] == list(range(1, len(found["restricted"]) + 1))
    house.call(f"{RACES}:publish_all", keys=keys, seed=9)
    assert house.call(f"{RACES}:record")["published"] == 45


@pytest.mark.slow
def test_what_came_due_without_a_worker_goes_out_with_the_next(house: House) -> None:
    keys = house.call(f"{RACES}:prepare_overdue")
    assert set(house.call(f"{RACES}:moments").values()) == {None}
    started = datetime.now(UTC)
    house.start("worker")
    found: dict[str, str | None] = {"": None}
    while None in found.values() and datetime.now(UTC) < started + timedelta(seconds=60):
        time.sleep(0.5)
        found = house.call(f"{RACES}:moments")
    assert found.keys() == {str(key) for key in keys.values()}
    for moment in found.values():
        assert datetime.fromisoformat(moment or "") >= started
    assert house.call(f"{RACES}:record")["half"] == []
