"""Child processes that never outlive the one that watches them."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def die_with(parent: int, by: signal.Signals = signal.SIGTERM) -> None:
    """Have the system send ``by`` to this process when its ``parent`` is gone (Linux only).

    Must run in the child: the kernel clears the wish at every fork.
    """
    _prctl(_PR_SET_PDEATHSIG, by)
    if os.getppid() != parent:  # gone before the wish was heard
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of grandchildren whose own parent died, so that none stays a zombie."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def kill_group(leader: int, by: signal.Signals) -> None:
    """Send ``by`` to every process of the group, or do nothing if none is left."""
    try:
        os.killpg(leader, by)
    except ProcessLookupError:
        return
