"""``kill -9`` between the work of a reader and the move of its cursor: the event comes again."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from sunshine.audit.models import Cursor, Event
from sunshine.jobs.readers import Reader
from sunshine.jobs.worker import Worker
from tests.house import ROOT, House

pytestmark = pytest.mark.slow


def _start(house: House, notes: Path, pause: float) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "tests.inside", "tests.jobs.test_kill:work"]
    facts = f'{{"notes": "{notes}", "pause": {pause}}}'
    with house.log.open("ab") as log:
        process = subprocess.Popen(
            [*words, facts], env=house.environment, cwd=ROOT, stdout=log, stderr=log
        )
    house.started.append(process)
    return process


def _wait(condition: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def test_a_killed_worker_repeats_what_it_had_not_noted(house: House, tmp_path: Path) -> None:
    last = house.call("tests.build.events:happen_often", count=1)
    notes = tmp_path / "notes"
    notes.touch()
    first = _start(house, notes, pause=60)
    _wait(lambda: notes.read_text() == f"{last}\n")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert house.call("tests.jobs.test_kill:cursor") == 0
    second = _start(house, notes, pause=0)
    _wait(lambda: notes.read_text() == f"{last}\n{last}\n")
    _wait(lambda: house.call("tests.jobs.test_kill:cursor") == last)
    second.kill()
    second.wait()


def work(notes: str, pause: float) -> None:
    """Run a worker whose reader notes every event and then rests before it returns."""

    def handle(events: Sequence[Event]) -> None:
        with Path(notes).open("a", encoding="ascii") as file:
            file.writelines(f"{event.id}\n" for event in events)
        time.sleep(pause)

    Worker(
        readers=[Reader("notes", handle)],
        sweeps=[],
        clock=timezone.now,
        lock_file=settings.HOME / "worker.lock",
    ).run()


def cursor() -> int:
    """Return how far the reader has come."""
    return Cursor.objects.get(reader="notes").last
