"""Readers see every event, in order, at least once; one that fails holds up nobody else."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from sunshine.audit.models import Cursor, Event
from sunshine.jobs.models import ReaderFailure
from sunshine.jobs.readers import PARK_AFTER, Reader, lags, run_once, wait_after
from tests.build.events import NOON, happen, happen_often

pytestmark = pytest.mark.django_db


class Notebook:
    """A reader's memory of the subjects it saw; fails on the subjects in ``bad``."""

    def __init__(self, *bad: str) -> None:
        self.bad = set(bad)
        self.seen: list[str] = []

    def __call__(self, events: Sequence[Event]) -> None:
        for event in events:
            if event.subject in self.bad:
                raise ValueError(f"cannot bear {event.subject}")
            self.seen.append(event.subject)


def _happen(*subjects: str) -> None:
    for subject in subjects:
        happen(subject=subject)


def test_a_reader_sees_every_event_once_in_batches() -> None:
    _happen("a:1", "a:2", "a:3")
    notes = Notebook()
    reader = Reader("notes", notes, batch=2)
    assert [run_once(reader, at=NOON) for _ in range(3)] == [2, 1, 0]
    assert notes.seen == ["a:1", "a:2", "a:3"]
    assert lags([reader]) == {"notes": 0}


def test_a_reader_gets_only_the_kinds_it_wants_and_passes_the_others() -> None:
    happen("tests.happened", subject="a:1")
    happen("other.happened", subject="a:2")
    notes = Notebook()
    reader = Reader("notes", notes, kinds=("other.",))
    assert run_once(reader, at=NOON) == 2
    assert notes.seen == ["a:2"]


def test_good_events_before_a_bad_one_are_not_lost() -> None:
    _happen("a:1", "a:2", "bad:1", "a:3")
    notes = Notebook("bad:1")
    reader = Reader("notes", notes)
    assert run_once(reader, at=NOON) == 2
    failure = ReaderFailure.objects.get()
    assert failure.error == "ValueError: cannot bear bad:1"
    assert Cursor.objects.get().last == failure.event - 1
    assert set(notes.seen) == {"a:1", "a:2"}


def test_a_failure_is_tried_again_only_after_its_wait() -> None:
    _happen("bad:1")
    notes = Notebook("bad:1")
    reader = Reader("notes", notes)
    run_once(reader, at=NOON)
    notes.bad.clear()
    assert run_once(reader, at=NOON + timedelta(milliseconds=999)) == 0
    assert run_once(reader, at=NOON + timedelta(seconds=1)) == 1
    assert ReaderFailure.objects.count() == 0


def test_a_poison_event_is_parked_and_the_next_go_on() -> None:
    _happen("bad:1", "a:1")
    notes = Notebook("bad:1")
    reader = Reader("notes", notes)
    at = NOON
    for _ in range(PARK_AFTER):
        run_once(reader, at=at)
        at += timedelta(minutes=2)
    run_once(reader, at=at)
    assert notes.seen == ["a:1"]
    assert [failure.kind for failure in ReaderFailure.objects.parked()] == ["tests.happened"]


def test_a_strict_reader_never_passes_the_bad_event() -> None:
    _happen("bad:1", "a:1")
    notes = Notebook("bad:1")
    reader = Reader("strict", notes, strict=True)
    at = NOON
    for _ in range(PARK_AFTER + 3):
        assert run_once(reader, at=at) == 0
        at += timedelta(minutes=2)
    assert notes.seen == []
    assert ReaderFailure.objects.waiting().get().tries == PARK_AFTER + 3
    notes.bad.clear()
    run_once(reader, at=at)
    run_once(reader, at=at)
    assert notes.seen == ["bad:1", "a:1"]


def test_a_failing_reader_does_not_hold_up_another() -> None:
    _happen("bad:1")
    good = Notebook()
    run_once(Reader("failing", Notebook("bad:1")), at=NOON)
    assert run_once(Reader("good", good), at=NOON) == 1
    assert good.seen == ["bad:1"]


def test_a_cursor_moved_by_another_worker_is_not_moved_back() -> None:
    last = happen_often(2)

    def overtaken(events: Sequence[Event]) -> None:
        Cursor.objects.filter(reader="slow").update(last=last + 5)

    with pytest.raises(RuntimeError, match="another worker"):
        run_once(Reader("slow", overtaken), at=NOON)
    assert Cursor.objects.get().last == last + 5


def test_waits_grow_to_a_minute() -> None:
    assert [wait_after(n).total_seconds() for n in (1, 2, 3, 7, 50)] == [1, 2, 4, 60, 60]


def test_the_command_lists_failures_and_refuses_an_unknown_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _happen("bad:1")
    run_once(Reader("notes", Notebook("bad:1")), at=NOON)
    call_command("readers")
    assert "cannot bear bad:1" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no parked event"):
        call_command("readers", "--retry", "12345")
