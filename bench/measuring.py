"""What a figure is, and how rates and times are taken."""

import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured figure beside what it must be.

    ``value`` and ``bound`` share a unit; ``bound`` is the least if ``at_least``, else the most.
    ``note`` names the absolute values from the same run that a ratio comes from.
    """

    name: str
    value: float
    unit: str
    bound: float
    at_least: bool
    note: str = ""

    @property
    def met(self) -> bool:
        """Return whether the figure is what it must be."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    @property
    def row(self) -> str:
        """Return the figure as a row of the table."""
        sign = "≥" if self.at_least else "≤"
        met = "yes" if self.met else "**no**"
        measured, must = f"{self.value:.3g} {self.unit}", f"{sign} {self.bound:g} {self.unit}"
        return f"| {self.name} | {measured.strip()} | {must.strip()} | {met} | {self.note} |"


def requests_per_second(
    url: str, *, connections: int = 16, seconds: int = 5, headers: Sequence[str] = ()
) -> float:
    """Return how many answers a second ``wrk`` gets from ``url``.

    Raises RuntimeError if wrk is not installed, or if an answer was not a success.
    """
    tool = shutil.which("wrk")
    if tool is None:
        raise RuntimeError("wrk is not installed: apt-get install wrk")
    words = [word for header in headers for word in ("-H", header)]
    done = subprocess.run(
        [tool, "-t1", f"-c{connections}", f"-d{seconds}s", *words, url],
        capture_output=True,
        text=True,
        check=True,
    )
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if found is None or "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise RuntimeError(f"{url} did not answer well:\n{done.stdout}")
    return float(found.group(1))


def seconds_of(act: Callable[[], object], *, times: int = 1) -> list[float]:
    """Return how long each of ``times`` runs of ``act`` took, in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return taken


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` (0 … 1) of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def resident_megabytes(pid: int) -> float:
    """Return the resident memory of a process in megabytes (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    if found is None:
        raise RuntimeError(f"process {pid} has no resident memory")
    return int(found.group(1)) / 1024
