"""Two administrators at once: one appointment, one leader, and never nobody to administer."""

import json
import subprocess
import sys

import pytest

from tests.house import ROOT, House


def at_once(house: House, function: str, calls: list[dict[str, object]]) -> list[str]:
    """Run ``function`` in a process of its own for each of ``calls``, all together."""
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.inside",
                f"tests.build.orgs:{function}",
                json.dumps(facts),
            ],
            env=house.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for facts in calls
    ]
    return [json.loads(process.communicate(timeout=120)[0]) for process in running]


@pytest.mark.slow
def test_eight_appointments_at_once_make_one_holding(house: House) -> None:
    facts = house.call("tests.build.orgs:contested")
    outcomes = at_once(house, "race_to_appoint", [facts] * 8)
    assert sorted(outcomes) == ["done"] + ["holds-already"] * 7


@pytest.mark.slow
def test_two_administrators_cannot_dismiss_each_other(house: House) -> None:
    house.call("tests.build.orgs:two_administrators")
    outcomes = at_once(
        house,
        "race_to_dismiss",
        [{"person": "guan", "by": "second"}, {"person": "second", "by": "guan"}],
    )
    assert outcomes.count("done") == 1
    assert house.call("tests.build.orgs:count_administrators") == 1
