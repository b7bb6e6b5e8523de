"""Reads of several tables: how a hall's calls went, and how its screens stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sunshine.orgs.models import Hall
from sunshine.places.contents import made_at
from sunshine.places.models import Duty, Entry, HelpCall, Screen
from sunshine.places.schedule import Times


@dataclass(frozen=True, slots=True)
class CallFigures:
    """How calls went: how many, how many open, and the waits in seconds (None: none yet)."""

    total: int
    waiting: int
    middle_seconds: int | None
    longest_seconds: int | None
    within_two_minutes: int


@dataclass(frozen=True, slots=True)
class ScreenState:
    """A screen as the desk lists it."""

    screen: Screen
    silent: bool
    behind: bool
    current: datetime | None


def call_figures(calls: Iterable[HelpCall]) -> CallFigures:
    """Return how ``calls`` went; the wait ends when somebody says he is coming."""
    calls = list(calls)
    waits = [
        round((call.seen_at - call.asked_at).total_seconds()) for call in calls if call.seen_at
    ]
    return CallFigures(
        total=len(calls),
        waiting=sum(call.answered_at is None and call.seen_at is None for call in calls),
        middle_seconds=round(median(waits)) if waits else None,
        longest_seconds=max(waits, default=None),
        within_two_minutes=sum(wait <= 120 for wait in waits),
    )


def guides_on_duty(hall: Hall, at: datetime) -> list[Duty]:
    """Return who guides in ``hall`` at ``at``; one query."""
    return list(Duty.objects.on_duty(at).filter(hall=hall).select_related("person"))


def screens_with_state(screens: Iterable[Screen], at: datetime) -> list[ScreenState]:
    """Return every screen with whether it is silent, or shows what is no longer current."""
    current: dict[str, datetime | None] = {}
    states = []
    for screen in screens:
        hall = screen.place.hall.slug if screen.place.hall else ""
        if hall not in current:
            current[hall] = made_at(hall)
        made = current[hall]
        silent = screen.is_silent(at)
        states.append(ScreenState(screen, silent, not silent and screen.is_behind(made, at), made))
    return states


def times_of(entry: Entry) -> Times:
    """Return when ``entry`` plays."""
    return Times(
        since=entry.since,
        until=entry.until,
        days=entry.days,
        from_minute=entry.from_minute,
        to_minute=entry.to_minute,
    )
