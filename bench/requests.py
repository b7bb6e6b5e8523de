"""Requests for disclosure with 200,000 closed and 20,000 open ones in the sample province.

The worklist is the desk's own page, asked through the application without a network, as the head of
the province, who sees all bodies. Re-dating is the worker's sweep after a calendar that none of the
open requests was dated by. The account counts tables 2 and 3 of every body at once. Filing is the
act behind the form, beside the same inserts in one transaction without our rules. Beside what a
clock says stands the time of the processor: on a machine that others use, the clock says more.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.houses import furnish
from bench.measuring import Figure
from tests.house import ROOT, House

CLOSED = 200_000
WORKLIST_SECONDS, REDATING_SECONDS, ACCOUNT_SECONDS, FILING_SHARE = 0.15, 60.0, 3.0, 0.6


def run(home: Path) -> list[Figure]:
    """Furnish the province, add the requests, and measure."""
    house = furnish(home)
    # The head of the province signs in without a second factor, as on a sample site.
    house.extra["SUNSHINE_SAMPLE"] = "1"
    _run(house, "sunshine", "sample")
    _run(house, "sunshine", "generate-cases", str(CLOSED))
    found = _asked(house, "bench.inside_requests:measured")
    rates = f"{found['filed_ours']:.0f}/s and {found['filed_plain']:.0f}/s"
    moved = f"{found['looked_at']} looked at, {found['moved']} moved with an event each, "
    moved += f"processor {found['redating_busy']:.0f} s"
    cases = f"{found['cases']} cases, processor {found['worklist_busy']:.3f} s"
    counted = f"processor {found['account_busy']:.2f} s"
    return [
        _figure("worklist, 95th percentile", found["worklist"], WORKLIST_SECONDS, cases),
        _figure("re-dating after a new calendar", found["redating"], REDATING_SECONDS, moved),
        _figure("tables 2 and 3 of the province", found["account"], ACCOUNT_SECONDS, counted),
        Figure("filing beside the bare inserts", found["filing"], "", FILING_SHARE, True, rates),
        Figure("requests lost or doubled", found["wrong"], "", 0, False, "every tenth sent twice"),
    ]


def _figure(name: str, seconds: float, most: float, note: str = "") -> Figure:
    return Figure(name, seconds, "s", most, at_least=False, note=note)


def _run(house: House, *words: str) -> None:
    # Longer than a house waits for a command by itself.
    subprocess.run(
        [sys.executable, "-m", *words],
        env=house.environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=7200,
    )


def _asked(house: House, function: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.inside", function, "{}"],
        env=house.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=7200,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer
