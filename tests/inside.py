"""Runs a function of the tests inside a house: ``python -m tests.inside module:function JSON``.

A list instead of one set of facts is as many processes at once: they are forked after all is
imported, so that eight cost little more than one and really meet.
"""

import importlib
import inspect
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

import django

# What eight need to open the database and read their rows before they begin together.
_READY_SECONDS = 1.5


def main() -> None:
    """Call the function with the facts given and print its result, or the results, as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "sunshine.config.settings"
    django.setup()
    module, name = sys.argv[1].split(":")
    function = getattr(importlib.import_module(module), name)
    facts = json.loads(sys.argv[2])
    result = at_once(function, facts) if isinstance(facts, list) else function(**facts)
    print(json.dumps(result, default=str))


def at_once(function: Callable[..., Any], calls: list[dict[str, Any]]) -> list[Any]:
    """Return the results of a process for each of ``calls``; exit with 1 if one of them failed.

    A function that takes ``start`` is told the moment (seconds since the epoch) to begin at.
    """
    start = time.time() + _READY_SECONDS
    common = {"start": start} if "start" in inspect.signature(function).parameters else {}
    fork = multiprocessing.get_context("fork")
    running = []
    for facts in calls:
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=_tell, args=(theirs, function, common | facts))
        process.start()
        theirs.close()
        running.append((process, ours))
    results = []
    for _process, ours in running:
        with suppress(EOFError):
            results.append(ours.recv())
    for process, _ours in running:
        process.join()
    if any(process.exitcode for process, _ours in running):
        sys.exit(1)
    return results


def _tell(told: Connection, function: Callable[..., Any], facts: dict[str, Any]) -> None:
    told.send(function(**facts))


if __name__ == "__main__":
    main()
