"""Baking everything anew on one core, in files a second; compressed forms count as files."""

import re
import time
from pathlib import Path

from bench.houses import furnish
from bench.measuring import Figure

ITEMS = 500


def run(home: Path) -> list[Figure]:
    """Rebuild a record of some hundred items into an empty directory."""
    house = furnish(home)
    house.call("bench.population:fill", items=ITEMS)
    began = time.perf_counter()
    said = house.run("record", "rebuild").stdout
    seconds = time.perf_counter() - began
    files = int(re.findall(r"(\d+) files ", said)[-2])
    note = f"{files} files in {seconds:.0f} s, start of the command included"
    return [Figure("full rebuild", files / seconds, "files/s", 250, at_least=True, note=note)]
