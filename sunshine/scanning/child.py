"""The child process behind the door: takes one job, says one answer, ends.

Limits are set before anything that parses is imported; each operation imports only what it
needs. Never imported by anything: the door starts it as a program.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from sunshine.scanning.readings import Unreadable

_MEGABYTE = 1 << 20
# Operation → module with ``run(job) -> dict``.
OPERATIONS = {
    "read": "sunshine.scanning.reading.operation",
    "clean": "sunshine.scanning.cleaning.operation",
    "render": "sunshine.scanning.cleaning.rendering",
}


def main() -> None:
    """Read the order from standard input, obey it, print the answer as JSON."""
    order = json.loads(sys.stdin.buffer.read())
    confine(**order["limits"])
    answer = obey(order["operation"], order["job"])
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())
    sys.stdout.buffer.flush()


def obey(operation: str, job: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of the operation, or the code of what cannot be read."""
    try:
        act: Callable[[Mapping[str, Any]], dict[str, Any]]
        act = import_module(OPERATIONS[operation]).run
        return {"result": act(job)}
    except Unreadable as error:
        return {"unreadable": error.code, "facts": dict(error.facts)}
    except MemoryError:
        return {"unreadable": "too-much-memory", "facts": {}}


def confine(*, seconds: int, megabytes: int, writes_megabytes: int) -> None:
    """Limit this process: memory, processor time, size of files, no children, no dumps."""
    _limit("RLIMIT_AS", megabytes * _MEGABYTE)
    _limit("RLIMIT_CPU", seconds)
    _limit("RLIMIT_FSIZE", writes_megabytes * _MEGABYTE)
    _limit("RLIMIT_NPROC", 0)
    _limit("RLIMIT_NOFILE", 64)
    _limit("RLIMIT_CORE", 0)


def _limit(name: str, most: int) -> None:
    kind = getattr(resource, name, None)
    if kind is None:
        return
    try:
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(kind, (most, most))
    except (ValueError, OSError):
        # macOS knows RLIMIT_AS and refuses it: there the wall clock alone holds.
        return


if __name__ == "__main__":
    main()
