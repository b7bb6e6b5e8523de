"""Asking the recognisers: one reading, one set of rules."""

from functools import lru_cache

from sunshine.gate.rules import Rules
from sunshine.scanning.findings import Sighting
from sunshine.scanning.readings import Reading
from sunshine.scanning.whole import scan
from sunshine.scanning.wording import CompiledRules, WordRule, compile_rules


def see(reading: Reading, rules: Rules) -> list[Sighting]:
    """Return what is suspicious in ``reading``, in the order of the text."""
    return scan(reading, compiled_rules=_compiled(rules), own=rules.own)


@lru_cache(maxsize=32)
def _compiled(rules: Rules) -> CompiledRules:
    return compile_rules(
        [
            WordRule(wrong=wrong, right=right, why=why, source=source, pattern=pattern)
            for wrong, right, why, source, pattern in rules.wording
        ]
    )
