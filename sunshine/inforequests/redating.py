"""Which due days move when a calendar is published, a body closes, or a reading changes. Pure.

The act that writes them, with an event for each request, stands on ``redated``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sunshine.inforequests.clock import Facts, due_day, is_provisional
from sunshine.kit.errors import Refused
from sunshine.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class Standing:
    """An open request as it is dated now; ``body`` is the slug of the body that answers it."""

    key: int
    body: str
    facts: Facts
    due: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A request whose day moves, or is final now: what it was, and what it is."""

    was: Standing
    due: date
    provisional: bool

    @property
    def by_days(self) -> int:
        """Return by how many calendar days it moves; negative: it is due earlier, 0: final now."""
        return (self.due - self.was.due).days


@dataclass(frozen=True, slots=True)
class Unreckoned:
    """A request whose facts cannot be reckoned with: its day stays until they are put right."""

    was: Standing
    why: Refused


def redated(
    standing: Iterable[Standing], calendar_of: Callable[[str], WorkCalendar]
) -> Iterator[Moved | Unreckoned]:
    """Yield every request of ``standing`` that is to be dated anew, in that order.

    ``calendar_of`` gives the calendar of a body by its slug and is asked once for each. One
    request that cannot be reckoned does not keep the others from their days.
    """
    calendar = lru_cache(maxsize=None)(calendar_of)
    for one in standing:
        try:
            due = due_day(one.facts, calendar(one.body))
        except Refused as why:
            yield Unreckoned(one, why)
            continue
        provisional = is_provisional(one.facts, due, calendar(one.body))
        if (due, provisional) != (one.due, one.provisional):
            yield Moved(one, due, provisional)
