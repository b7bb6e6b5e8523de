"""Starting, watching, restarting and stopping the web server and the worker.

One thread and no locks: children are forked from a process that has loaded everything,
so that a dead one is back in milliseconds. Their output is passed on line by line.
"""

import os
import selectors
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from sunshine.config.processes import adopt_orphans, die_with, kill_group

_TURN_SECONDS = 0.1
_GRACE_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 30.0
_STEADY_SECONDS = 60.0
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass(slots=True)
class Child:
    """A process to keep alive: ``target`` runs in it and its return ends it."""

    name: str
    target: Callable[[], None]
    pid: int = 0
    born: float = 0.0
    deaths: int = 0
    due: float = 0.0

    def died(self, now: float) -> None:
        """Note a death and when to start again: at once, then after 0.5 s, 1 s … 30 s."""
        self.deaths = 1 if now - self.born > _STEADY_SECONDS else self.deaths + 1
        self.pid = 0
        wait = 0.0 if self.deaths == 1 else 0.25 * 2 ** (self.deaths - 1)
        self.due = now + min(wait, _LONGEST_WAIT_SECONDS)


class Supervisor:
    """Keeps its children running until it is told to stop."""

    def __init__(
        self,
        children: list[Child],
        *,
        turn: Callable[[], None],
        in_child: Callable[[], None],
    ) -> None:
        self._children = children
        self._turn = turn
        self._in_child = in_child
        self._selector = selectors.DefaultSelector()
        self._rest: dict[int, bytes] = {}
        self._stopping = False

    def run(self) -> None:
        """Start the children and return when a signal has stopped them all."""
        adopt_orphans()
        for number in _SIGNALS:
            signal.signal(number, self._ask_to_stop)
        while not self._stopping:
            now = time.monotonic()
            for child in self._children:
                if not child.pid and now >= child.due:
                    self._start(child)
            self._relay(_TURN_SECONDS)
            self._reap()
            self._turn()
        self._stop()

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _start(self, child: Child) -> None:
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._be(child, parent, writing)
        os.close(writing)
        os.set_blocking(reading, False)
        child.pid, child.born = pid, time.monotonic()
        self._rest[reading] = b""
        self._selector.register(reading, selectors.EVENT_READ, child.name)

    def _be(self, child: Child, parent: int, writing: int) -> None:
        """Run in the forked process; never returns."""
        code = 1
        try:
            for number in _SIGNALS:
                signal.signal(number, signal.SIG_DFL)
            # A group of its own: the terminal's Ctrl-C is for the supervisor to pass on.
            os.setsid()
            die_with(parent)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(writing, 1)
            os.dup2(writing, 2)
            self._selector.close()
            for reading in self._rest:
                os.close(reading)
            self._in_child()
            child.target()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:  # noqa: BLE001 - the parent's stack must not be unwound here
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _relay(self, seconds: float) -> None:
        """Pass on whole lines the children have written, each with its name before it."""
        for key, _ in self._selector.select(seconds):
            piece = os.read(key.fd, 65536)
            *lines, self._rest[key.fd] = (self._rest[key.fd] + piece).split(b"\n")
            if not piece:
                lines = [self._rest.pop(key.fd)]
                self._selector.unregister(key.fd)
                os.close(key.fd)
            for line in filter(None, lines):
                say(f"{key.data:<6} | {line.decode(errors='replace')}")

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            for child in self._children:
                if child.pid == pid:
                    kill_group(pid, signal.SIGKILL)
                    child.died(time.monotonic())
                    if not self._stopping:
                        how = os.waitstatus_to_exitcode(status)
                        wait = max(child.due - time.monotonic(), 0)
                        say(f"serve  | {child.name} ended ({how}); again in {wait:.1f} s")

    def _stop(self) -> None:
        for child in self._children:
            if child.pid:
                os.kill(child.pid, signal.SIGTERM)
        end = time.monotonic() + _GRACE_SECONDS
        while any(child.pid for child in self._children) and time.monotonic() < end:
            self._relay(_TURN_SECONDS)
            self._reap()
        for child in self._children:
            if child.pid:
                say(f"serve  | {child.name} did not stop in {_GRACE_SECONDS:.0f} s; ended by force")
                kill_group(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
        self._relay(0)


def say(line: str) -> None:
    """Write a line of the log; a closed terminal is no reason to fall."""
    try:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
    except OSError:
        return
