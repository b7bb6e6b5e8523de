"""Asking the recognisers: one reading, one set of rules."""

from sunshine.gate.rules import Rules
from sunshine.scanning.findings import Sighting
from sunshine.scanning.readings import Reading


def see(reading: Reading, rules: Rules) -> list[Sighting]:
    """Return what is suspicious in ``reading``, in the order of the text."""
    own = {sighting for sighting in reading.hidden if sighting.text in rules.own}
    return sorted(set(reading.hidden) - own, key=lambda one: (one.start, one.end, one.kind))
