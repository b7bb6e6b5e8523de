"""The yearly account of a province with 200,000 closed and 20,000 open requests.

Reckoned from the rows each time, for all bodies together: the internal sum, and the overview with
the faults of every draft. One body is beside it.
"""

from pathlib import Path

from bench.measuring import Figure
from tests.house import House

CLOSED, OPEN, PORTION, SECONDS, ONE = 200_000, 20_000, 55_000, 3.0, 1.0


def run(home: Path) -> list[Figure]:
    """Lay the requests down in a house of its own and reckon the account of 2025."""
    house = House(home)
    house.run("migrate", "--no-input", "--verbosity", "0")
    bodies = house.call("bench.yearly_cases:prepare")
    for start in range(0, CLOSED + OPEN, PORTION):
        stop = min(start + PORTION, CLOSED + OPEN)
        house.call("bench.yearly_cases:lay", start=start, stop=stop, closed=CLOSED)
    taken = house.call("bench.yearly_cases:measure")
    house.close()
    note = f"{bodies} bodies, {CLOSED + OPEN:,} requests"
    return [
        Figure("account of the province", taken["sum"], "s", SECONDS, at_least=False, note=note),
        Figure("overview with faults", taken["overview"], "s", SECONDS, at_least=False),
        Figure("account of one body", taken["one"], "s", ONE, at_least=False),
    ]
