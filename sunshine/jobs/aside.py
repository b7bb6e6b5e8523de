"""Slow work beside the worker's own thread, which must go on publishing and pulling."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Aside(Generic[T]):
    """One call in a thread of its own; it must touch no table of the database."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._result: T | None = None
        self._error: Exception | None = None
        # A daemon: a worker told to stop does not wait for it; the database knows what is undone.
        self._thread = threading.Thread(target=self._run, daemon=True, name="aside")
        self._thread.start()

    def is_done(self, patience_seconds: float | None = 0) -> bool:
        """Return whether it has ended, after waiting so long; None: until it has."""
        self._thread.join(patience_seconds)
        return not self._thread.is_alive()

    def result(self) -> T:
        """Return what the call returned, or raise what it raised; called when it is done."""
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]

    def _run(self) -> None:
        try:
            self._result = self._call()
        except Exception as error:  # noqa: BLE001 - raised again by result()
            self._error = error
