"""Sweeps run when it is their turn, catch up after a pause, and do not stop one another."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sunshine.jobs.models import SweepState
from sunshine.jobs.sweeper import Sweep, Sweeper
from tests.build.events import NOON

pytestmark = pytest.mark.django_db


class Duties:
    """Due times in a column of their own, as a domain would keep them."""

    def __init__(self, *due: datetime) -> None:
        self.open = list(due)
        self.runs: list[datetime] = []

    def __call__(self, at: datetime) -> int:
        self.runs.append(at)
        done = [due for due in self.open if due <= at]
        self.open = [due for due in self.open if due > at]
        return len(done)


def test_a_sweep_runs_at_once_and_then_in_its_turn() -> None:
    duties = Duties()
    sweeper = Sweeper([Sweep("duties", 60, duties)])
    for seconds in (0, 1, 59, 60, 61):
        sweeper.run_due(at=NOON + timedelta(seconds=seconds))
    assert duties.runs == [NOON, NOON + timedelta(seconds=60)]


def test_what_was_missed_is_caught_up_after_a_pause() -> None:
    duties = Duties(NOON + timedelta(minutes=5), NOON + timedelta(days=2))
    sweeper = Sweeper([Sweep("duties", 60, duties)])
    assert sweeper.run_due(at=NOON) == 0
    assert sweeper.run_due(at=NOON + timedelta(days=3)) == 2
    assert SweepState.objects.get().last_count == 2


def test_a_failing_sweep_is_tried_again_and_holds_up_nobody() -> None:
    duties = Duties(NOON)

    def fail(at: datetime) -> int:
        raise ValueError("no")

    sweeper = Sweeper([Sweep("failing", 60, fail), Sweep("duties", 60, duties)])
    assert sweeper.run_due(at=NOON) == 1
    state = SweepState.objects.get(sweep="failing")
    assert (state.tries, state.error) == (1, "ValueError: no")
    sweeper.run_due(at=NOON + timedelta(seconds=2))
    assert SweepState.objects.get(sweep="failing").tries == 2


def test_a_failed_sweep_that_recovers_is_clean_again() -> None:
    SweepState.objects.create(sweep="duties", tries=3, error="x", next_try=NOON)
    Sweeper([Sweep("duties", 60, Duties())]).run_due(at=NOON)
    state = SweepState.objects.get()
    assert (state.tries, state.error, state.next_try) == (0, "", None)


def test_a_clock_set_back_puts_no_sweep_to_sleep() -> None:
    duties = Duties()
    sweeper = Sweeper([Sweep("duties", 60, duties)])
    sweeper.run_due(at=NOON)
    sweeper.run_due(at=NOON - timedelta(days=1))
    assert len(duties.runs) == 2


def test_a_restart_remembers_when_a_sweep_last_ran() -> None:
    duties = Duties()
    sweep = Sweep("duties", 3600, duties)
    Sweeper([sweep]).run_due(at=NOON)
    Sweeper([sweep]).run_due(at=NOON + timedelta(minutes=59))
    assert duties.runs == [NOON]


def test_an_idle_sweep_writes_once_a_minute(django_assert_num_queries: Any) -> None:
    duties = Duties()
    sweeper = Sweeper([Sweep("duties", 1, duties)])
    sweeper.run_due(at=NOON)
    with django_assert_num_queries(59):
        for seconds in range(1, 60):
            sweeper.run_due(at=NOON + timedelta(seconds=seconds))
    assert len(duties.runs) == 60
    sweeper.run_due(at=NOON + timedelta(seconds=60))
    assert SweepState.objects.get().last_run == NOON + timedelta(seconds=60)
