"""The bulletin of a campaign of 115 bureaus and 3,000 activities.

Every bureau has reported eight measures, two highlights and six figures; every activity was held,
with three questions asked on the spot. Compiled: the editor's act, every paragraph stored with its
sources. The other figures are the whole command, start of the process and all.
In brackets the seconds of processor that it took.
"""

import resource
import time
from pathlib import Path

from bench.measuring import Figure
from tests.house import House

BUREAUS, ACTIVITIES, SECONDS = 115, 3_000, 10.0
CODE = "synthetic-open-day"


def run(home: Path) -> list[Figure]:
    """Lay the campaign down in a house of its own, compile it, and print it in every form."""
    house = House(home)
    house.run("migrate", "--no-input", "--verbosity", "0")
    house.call("bench.inside_bulletin:lay", code=CODE, bureaus=BUREAUS, activities=ACTIVITIES)
    told = house.call("bench.inside_bulletin:compiled", code=CODE)
    note = (
        f"{told['bodies']} bureaus, {told['activities']:,} activities, {told['rows']:,} paragraphs"
    )
    figures = [_figure("compiled and stored", told["seconds"], note)]
    for form in ("html", "json", "docx", "pdf"):
        target = home / f"bulletin.{form}"
        start, used = time.perf_counter(), _processor()
        house.run("bulletin", "campaign", CODE, "--format", form, "--out", str(target))
        taken = time.perf_counter() - start
        size = f"{target.stat().st_size / 1024:,.0f} KiB ({_processor() - used:.1f} s)"
        figures.append(_figure(f"`sunshine bulletin --format {form}`", taken, size))
    house.close()
    return figures


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _figure(name: str, seconds: float, note: str) -> Figure:
    return Figure(name, seconds, "s", SECONDS, at_least=False, note=note)
