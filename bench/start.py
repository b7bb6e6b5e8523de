"""The second `make run` until its first answer, and what a web process then holds in memory.

Memory is the largest resident process below `make run`, after 200 pages were asked for.
"""

import os
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.houses import below
from bench.measuring import Figure, resident_megabytes
from tests.house import ROOT, free_port, stop

FIRST_START_SECONDS = 900
PATHS = ("/", "/en/", "/catalogue/", "/bodies/")


def run(home: Path) -> list[Figure]:
    """Start twice, the first time with all that a first start does."""
    first = _until_answer(home)[1]
    stop(first)
    seconds, second = _until_answer(home)
    try:
        for number in range(200):
            _ask(home, PATHS[number % len(PATHS)])
        memory = max(resident_megabytes(pid) for pid in below(second.pid))
    finally:
        stop(second)
    return [
        Figure("second `make run` to first answer", seconds, "s", 6, at_least=False),
        Figure("memory of a web process with the sample", memory, "MB", 200, at_least=False),
    ]


def _until_answer(home: Path) -> "tuple[float, subprocess.Popen[bytes]]":
    port = free_port()
    (home / "port").write_text(str(port), encoding="ascii")
    environment = os.environ | {"SUNSHINE_HOME": str(home), "SUNSHINE_PORT": str(port)}
    began = time.perf_counter()
    process = subprocess.Popen(["make", "run"], cwd=ROOT, env=environment, start_new_session=True)
    while time.perf_counter() - began < FIRST_START_SECONDS and process.poll() is None:
        if _ask(home, "/"):
            return time.perf_counter() - began, process
        time.sleep(0.02)
    stop(process)
    raise RuntimeError("make run did not come to an answer")


def _ask(home: Path, path: str) -> bool:
    """Return whether the site answered, whatever it answered."""
    port = (home / "port").read_text(encoding="ascii")
    try:
        urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=10).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
