"""Figures summed over reports: only those of one key and one unit, and each once. Pure.

A report speaks of its own body alone, so a city's figure does not hold its districts'.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sunshine.campaigns.told import Told, ToldFigure, ToldReport


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with every report it is made of."""

    key: str
    label: str
    unit: str
    value: Decimal
    reports: tuple[ToldReport, ...]

    def of_city(self, city: str) -> Decimal:
        """Return what the reports of one city, its districts among them, come to."""
        return sum(
            (
                figure.value
                for report in self.reports
                if report.city == city
                for figure in report.figures
                if figure.key == self.key
            ),
            Decimal(),
        )


def totals_of(told: Told) -> list[Total]:
    """Return the sums of what the deployment asked everybody for; nothing else is comparable."""
    found: defaultdict[tuple[str, str], list[tuple[ToldReport, ToldFigure]]] = defaultdict(list)
    for report in told.reports:
        for figure in report.figures:
            if figure.key in told.asks and not figure.part_of:
                found[figure.key, figure.unit].append((report, figure))
    totals = [
        Total(
            key,
            rows[0][1].label,
            unit,
            sum((figure.value for _report, figure in rows), Decimal()),
            tuple(report for report, _figure in rows),
        )
        for (key, unit), rows in found.items()
    ]
    order = {key: place for place, key in enumerate(told.asks)}
    return sorted(totals, key=lambda one: (order[one.key], one.key))
