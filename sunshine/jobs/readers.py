"""Readers of the event log: each follows it at its own pace and never holds up another."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from sunshine.audit.models import Cursor, Event
from sunshine.jobs.models import ReaderFailure

log = logging.getLogger(__name__)

PARK_AFTER = 8
_LONGEST_WAIT_SECONDS = 60


class DatabaseGone(Exception):
    """The database does not answer: no fault of the event that was being handled."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who acts on events. ``handle`` must bear seeing an event twice.

    ``kinds``: prefixes of the kinds it wants, all if empty. A ``strict`` reader never
    passes an event it could not handle; another parks it after PARK_AFTER tries.
    """

    name: str
    handle: Callable[[Sequence[Event]], None]
    kinds: tuple[str, ...] = ()
    batch: int = 200
    strict: bool = False

    def wants(self, event: Event) -> bool:
        """Return whether the reader asked for events of this kind."""
        return not self.kinds or event.kind.startswith(self.kinds)


def run_once(reader: Reader, *, at: datetime) -> int:
    """Let ``reader`` handle the next events past its cursor; return how many it passed.

    Returns 0 when nothing is new, or while the wait after a failure lasts. An event is
    handled before the cursor moves: a crash in between brings it again. Raises
    DatabaseGone; every other failure is recorded and tried again later.
    """
    cursor, _ = Cursor.objects.get_or_create(reader=reader.name)
    failure = ReaderFailure.objects.waiting().filter(reader=reader.name).first()
    if failure is not None and at < failure.next_try:
        return 0
    size = reader.batch if failure is None else 1
    events = list(Event.objects.filter(id__gt=cursor.last).order_by("id")[:size])
    if not events:
        return 0
    if _handle(reader, events) is None:
        _move(cursor, events[-1], at=at, solved=failure)
        return len(events)
    return _one_by_one(reader, cursor, events, at=at)


def _one_by_one(reader: Reader, cursor: Cursor, events: list[Event], *, at: datetime) -> int:
    """Find the event that fails in a batch, so that the good ones before it are not lost."""
    for passed, event in enumerate(events):
        error = _handle(reader, [event])
        if error is None:
            failures = ReaderFailure.objects.waiting().filter(reader=reader.name, event=event.id)
            _move(cursor, event, at=at, solved=failures.first())
            continue
        return passed + _note_failure(reader, cursor, event, error, at=at)
    return len(events)


def _handle(reader: Reader, events: list[Event]) -> Exception | None:
    wanted = [event for event in events if reader.wants(event)]
    if not wanted:
        return None
    try:
        reader.handle(wanted)
    except Exception as error:
        if isinstance(error, DatabaseError) and not database_answers():
            raise DatabaseGone from error
        return error
    return None


def database_answers() -> bool:
    """Return whether the database answers the simplest question."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def pass_over(name: str, last: int, *, at: datetime) -> None:
    """Let the reader ``name`` pass every event up to ``last``: their work was done at once.

    A worker in the middle of a batch then finds its cursor moved, and takes it up from there.
    """
    Cursor.objects.get_or_create(reader=name)
    Cursor.objects.filter(reader=name, last__lt=last).update(last=last, moved_at=at)


def _move(cursor: Cursor, event: Event, *, at: datetime, solved: ReaderFailure | None) -> None:
    with transaction.atomic():
        moved = Cursor.objects.filter(reader=cursor.reader, last=cursor.last).update(
            last=event.id, moved_at=at
        )
        if moved != 1:
            raise RuntimeError(f"another worker moved the cursor of {cursor.reader}")
        if solved is not None:
            solved.delete()
    cursor.last = event.id


def _note_failure(
    reader: Reader, cursor: Cursor, event: Event, error: Exception, *, at: datetime
) -> int:
    """Record the failure; return 1 if the event was parked and passed, else 0."""
    failure, _ = ReaderFailure.objects.get_or_create(
        reader=reader.name,
        event=event.id,
        defaults={"kind": event.kind, "first_at": at, "next_try": at},
    )
    failure.tries += 1
    failure.error = f"{type(error).__name__}: {error}"[:2000]
    failure.next_try = at + wait_after(failure.tries)
    parks = failure.tries >= PARK_AFTER and not reader.strict
    failure.parked_at = at if parks else None
    failure.save()
    level = logging.CRITICAL if failure.tries >= PARK_AFTER else logging.WARNING
    end = "parked" if parks else f"next try {failure.next_try:%H:%M:%S} UTC"
    log.log(level, "%s failed at event %s: %s", reader.name, event, end, exc_info=error)
    if parks:
        _move(cursor, event, at=at, solved=None)
    return int(parks)


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after that many failures in a row: 1 s, 2 s, 4 s … 1 minute."""
    return timedelta(seconds=min(2 ** (tries - 1), _LONGEST_WAIT_SECONDS))


def retry_parked(reader: Reader, failure: ReaderFailure) -> None:
    """Let ``reader`` handle a parked event again, out of turn; raises what the reader raises."""
    reader.handle([Event.objects.get(id=failure.event)])
    failure.delete()


def head() -> int:
    """Return the number of the last event, 0 if there is none; one query."""
    return Event.objects.aggregate(last=Max("id"))["last"] or 0


def lags(readers: Sequence[Reader]) -> dict[str, int]:
    """Return for every reader how many numbers it is behind the log; two queries."""
    last = head()
    reached = dict(Cursor.objects.values_list("reader", "last"))
    return {reader.name: last - reached.get(reader.name, 0) for reader in readers}
