"""Asking the recognisers: one reading, one set of rules."""

from dataclasses import replace
from functools import lru_cache

from sunshine.gate.rules import Line, Rules
from sunshine.scanning.findings import PERSONAL_KINDS, Sighting
from sunshine.scanning.masks import masked
from sunshine.scanning.readings import Reading
from sunshine.scanning.whole import scan
from sunshine.scanning.wording import CompiledRules, WordRule, compile_rules


def see(reading: Reading, rules: Rules) -> list[Sighting]:
    """Return what is suspicious in ``reading``, in the order of the text.

    What the profile of the publication orders to stand whole is not reported.
    """
    seen = scan(reading, compiled_rules=_compiled(rules.wording), own=rules.own)
    return [
        replace(one, suggestion=mask) if one.kind in PERSONAL_KINDS else one
        for one in seen
        if (mask := masked(one.kind, one.text, rules.profile)) != one.text
        or one.kind not in PERSONAL_KINDS
    ]


@lru_cache(maxsize=32)
def _compiled(wording: tuple[Line, ...]) -> CompiledRules:
    return compile_rules(
        [
            WordRule(wrong=wrong, right=right, why=why, source=source, pattern=pattern)
            for wrong, right, why, source, pattern in wording
        ]
    )
