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
    words = [word for header in headers for word in ("-H", header)]
    return _rate(_wrk([f"-c{connections}", f"-d{seconds}s", *words, url]))


@dataclass(frozen=True)
class Load:
    """How a server answered several connections that ask again at once: rate, and p50, p99."""

    per_second: float
    middle_ms: float
    slowest_ms: float


def load(
    base: str, paths: Sequence[str], scratch: Path, *, connections: int = 8, seconds: int = 10
) -> Load:
    """Return how ``base`` answers ``paths``, asked one after another over all connections.

    Raises RuntimeError if wrk is not installed, or if an answer was not a success.
    """
    script = scratch / "paths.lua"
    lines = ",\n".join(f'"{path}"' for path in paths)
    script.write_text(_IN_TURN.format(lines=lines), encoding="ascii")
    words = [f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script), base]
    told = _wrk(words)
    parts = {share: _milliseconds(told, share) for share in ("50%", "99%")}
    return Load(_rate(told), parts["50%"], parts["99%"])


_IN_TURN = """local paths = {{
{lines}
}}
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
"""
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


def _wrk(words: Sequence[str]) -> str:
    tool = shutil.which("wrk")
    if tool is None:
        raise RuntimeError("wrk is not installed: apt-get install wrk")
    done = subprocess.run([tool, "-t1", *words], capture_output=True, text=True, check=True)
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise RuntimeError(f"{words[-1]} did not answer well:\n{done.stdout}")
    return done.stdout


def _rate(told: str) -> float:
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if found is None:
        raise RuntimeError(f"no rate was told:\n{told}")
    return float(found.group(1))


def _milliseconds(told: str, share: str) -> float:
    found = re.search(rf"^\s+{share}\s+([\d.]+)(us|ms|s)$", told, re.MULTILINE)
    if found is None:
        raise RuntimeError(f"no {share} was told:\n{told}")
    return float(found.group(1)) * _UNITS[found.group(2)]


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


def resident_megabytes(pid: int, kind: str = "VmRSS") -> float:
    """Return the resident memory of a process in megabytes (Linux).

    ``kind``: all of it, or ``RssAnon``: its own, without files that are mapped into it.
    """
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(rf"{kind}:\s+(\d+) kB", status)
    if found is None:
        raise RuntimeError(f"process {pid} has no resident memory")
    return int(found.group(1)) / 1024
