"""Precision and recall of the recognisers of personal data, kind by kind.

On sentences written by hand before the recognisers and on generated ones of a seed that was
never looked at while tuning. The frames of both seeds are the same and of our own making: this
measures the spellings and traps we thought of, not how often real papers hold others.
"""

from pathlib import Path

from bench.measuring import Figure
from sunshine.scanning.findings import PERSONAL_KINDS
from tests.scanning.generated import HELD_OUT_SEED, cases
from tests.scanning.labels import by_hand, score

LEAST = 0.98


def run(home: Path) -> list[Figure]:  # noqa: ARG001 - every figure gets one
    """Score every kind; ``home`` is not needed."""
    result = score([*by_hand(), *cases(HELD_OUT_SEED)])
    figures = []
    for kind in sorted(PERSONAL_KINDS):
        wanted = result.hits[kind] + result.misses[kind]
        note = f"{result.hits[kind]} of {wanted}, {result.alarms[kind]} false; {result.traps} traps"
        figures += [
            Figure(f"{kind}, recall", result.recall(kind), "", LEAST, at_least=True, note=note),
            Figure(f"{kind}, precision", result.precision(kind), "", LEAST, at_least=True),
        ]
    return figures
