"""The worker follows the log, outlives failures of the database, and is alone."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from sunshine.audit.models import Cursor, Event
from sunshine.jobs.models import WorkerBeat
from sunshine.jobs.readers import Reader
from sunshine.jobs.sweeper import Sweep
from sunshine.jobs.worker import Worker
from tests.build.events import happen

pytestmark = pytest.mark.django_db(transaction=True)


def _worker(tmp_path: Path, readers: Sequence[Reader] = (), sweeps: Sequence[Sweep] = ()) -> Worker:
    return Worker(
        readers=readers, sweeps=sweeps, clock=timezone.now, lock_file=tmp_path / "worker.lock"
    )


def _run_until(worker: Worker, done: Callable[[], bool], seconds: float = 10) -> None:
    """Run the worker in this thread until ``done`` or the time is over."""

    def watch() -> None:
        waiting = threading.Event()
        for _ in range(int(seconds / 0.02)):
            if done():
                break
            waiting.wait(0.02)
        worker.stop.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    worker.run()
    watcher.join()


def test_events_are_followed_and_the_beat_ends_with_the_worker(tmp_path: Path) -> None:
    seen: list[int] = []
    beats: list[str] = []

    def handle(events: Sequence[Event]) -> None:
        seen.extend(event.id for event in events)
        beats.extend(WorkerBeat.objects.filter(active=True).values_list("process", flat=True))

    first, second = happen(), happen()
    _run_until(_worker(tmp_path, [Reader("seen", handle)]), lambda: len(seen) == 2)
    assert seen == [first.id, second.id]
    assert len(set(beats)) == 1
    assert WorkerBeat.objects.count() == 0


def test_a_lost_connection_is_made_again(tmp_path: Path) -> None:
    seen: list[int] = []
    lost = iter([True])

    def handle(events: Sequence[Event]) -> None:
        if next(lost, False):
            connection.close()
            if connection.vendor == "postgresql":
                connection.ensure_connection()
                connection.connection.close()
            raise OperationalError("server closed the connection unexpectedly")
        seen.extend(event.id for event in events)

    event = happen()
    _run_until(_worker(tmp_path, [Reader("seen", handle)]), lambda: bool(seen))
    assert seen == [event.id]
    assert Cursor.objects.get(reader="seen").last == event.id


def test_sweeps_run_beside_readers(tmp_path: Path) -> None:
    runs: list[datetime] = []

    def sweep(at: datetime) -> int:
        runs.append(at)
        return 0

    _run_until(_worker(tmp_path, sweeps=[Sweep("runs", 3600, sweep)]), lambda: bool(runs))
    assert len(runs) == 1


def test_a_second_worker_stands_by_until_the_first_is_gone(tmp_path: Path) -> None:
    order: list[str] = []
    first_acts = threading.Event()

    def act_first(_at: datetime) -> int:
        order.append("first")
        first_acts.set()
        return 0

    def act_second(_at: datetime) -> int:
        order.append("second")
        workers[1].stop.set()
        return 0

    first = _worker(tmp_path, sweeps=[Sweep("first", 1, act_first)])
    second = _worker(tmp_path, sweeps=[Sweep("second", 1, act_second)])
    workers = (first, second)

    def run_first() -> None:
        first.run()
        connections.close_all()

    thread = threading.Thread(target=run_first)
    thread.start()
    assert first_acts.wait(10)
    stopper = threading.Timer(1.5, first.stop.set)
    stopper.start()
    second.run()
    thread.join()
    assert order[-1] == "second"
    assert order.count("second") == 1
