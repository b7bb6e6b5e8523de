"""Sweeps: what is due is asked of the database, by column, again and again."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError

from sunshine.jobs.models import SweepState
from sunshine.jobs.readers import DatabaseGone, database_answers, wait_after

log = logging.getLogger(__name__)

_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Sweep:
    """Something the clock does: ``run(at)`` does what is due at ``at`` and counts it.

    It must ask by a column of due times (never "what became due since the last run"),
    so that what was missed while no worker ran is caught up.
    """

    name: str
    every_seconds: int
    run: Callable[[datetime], int]


class Sweeper:
    """Runs sweeps in their turn; only what is worth keeping is written to the database."""

    def __init__(self, sweeps: Iterable[Sweep]) -> None:
        self._sweeps = tuple(sweeps)
        self._ran: dict[str, datetime] = {}

    def run_due(self, *, at: datetime) -> int:
        """Run every sweep whose turn it is; return how many things were due in all.

        The failure of one is recorded and tried again later; the others run. Raises
        DatabaseGone. One query, and one write a minute for each sweep that finds nothing.
        """
        states = {state.sweep: state for state in SweepState.objects.all()}
        count = 0
        for sweep in self._sweeps:
            state = states.get(sweep.name) or SweepState(sweep=sweep.name)
            if self._is_due(sweep, state, at):
                count += self._run(sweep, state, at)
        return count

    def _is_due(self, sweep: Sweep, state: SweepState, at: datetime) -> bool:
        if state.next_try is not None:
            return at >= state.next_try
        last = self._ran.get(sweep.name, state.last_run)
        # A clock that was set back must not put a sweep to sleep.
        return last is None or not last <= at < last + timedelta(seconds=sweep.every_seconds)

    def _run(self, sweep: Sweep, state: SweepState, at: datetime) -> int:
        try:
            count = sweep.run(at)
        except Exception as error:
            if isinstance(error, DatabaseError) and not database_answers():
                raise DatabaseGone from error
            log.exception("the sweep %s failed", sweep.name)
            state.tries += 1
            state.error = f"{type(error).__name__}: {error}"[:2000]
            state.next_try = at + wait_after(state.tries)
            state.save()
            return 0
        self._ran[sweep.name] = at
        if count or state.tries or _is_old(state, at):
            state.last_run, state.last_count = at, count
            state.tries, state.error, state.next_try = 0, "", None
            state.save()
        return count


def _is_old(state: SweepState, at: datetime) -> bool:
    return state.last_run is None or not state.last_run <= at < state.last_run + _NOTED_EVERY
