"""Appending to the event log, and the frame in which every action runs."""

import hashlib
import json
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import connection, transaction

from sunshine.audit.models import Event

P = ParamSpec("P")
R = TypeVar("R")

GENESIS = "0" * 64
# One writer at a time from append to commit: ids then commit in order, so that a
# reader past N has seen every event up to N, and the chain has no forks.
_CHAIN_LOCK = 0x53_55_4E_31


class Actor(Protocol):
    """Whoever acts: a person, as the ground below ``orgs`` sees one."""

    @property
    def pk(self) -> Any: ...

    @property
    def signature(self) -> str: ...


class EventCountError(Exception):
    """An action ended with no event or with several: a fault in its code."""


_appended: ContextVar[list[Event] | None] = ContextVar("appended", default=None)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Run ``function`` in one transaction and hold it to exactly one event.

    Raises EventCountError, and rolls back, if it appends none or several. An
    action never calls another action.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _appended.get() is not None:
            raise EventCountError(f"{function.__qualname__} was called inside another action")
        events: list[Event] = []
        token = _appended.set(events)
        try:
            with transaction.atomic():
                result = function(*args, **kwargs)
                if len(events) != 1:
                    raise EventCountError(f"{function.__qualname__} appended {len(events)} events")
            return result
        finally:
            _appended.reset(token)

    run.__sunshine_action__ = True  # type: ignore[attr-defined]
    return run


def append(
    kind: str,
    *,
    subject: str,
    by: Actor | None,
    at: datetime,
    body: str,
    data: dict[str, Any] | None = None,
) -> Event:
    """Append one event and return it; ``by`` is None when the clock acted.

    Raises RuntimeError outside an action: an event without its change, or a
    change without its event, must not be possible.
    """
    events = _appended.get()
    if events is None or not connection.in_atomic_block:
        raise RuntimeError("an event is appended by an action, in its transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    last = Event.objects.order_by("-id").values_list("digest", flat=True).first()
    event = Event(
        kind=kind,
        at=at,
        actor=None if by is None else by.pk,
        actor_name="" if by is None else by.signature,
        body=body,
        subject=subject,
        data=data or {},
        previous=last or GENESIS,
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    events.append(event)
    return event


def digest_of(event: Event) -> str:
    """Return the SHA-256 of the event's content and of the event before it, in hexadecimal."""
    content = [
        event.kind,
        event.at.astimezone(UTC).isoformat(),
        event.actor,
        event.actor_name,
        event.body,
        event.subject,
        event.data,
        event.previous,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
