"""Whether the figures of a report agree with each other and with what was asked. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sunshine.kit.errors import Reason

# Figures that can be no larger than another: answered questions than asked ones.
AT_MOST = (("answered", "questions"),)


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a report as it was typed."""

    key: str
    label: str
    value: Decimal
    unit: str
    part_of: str = ""


def plain(value: Decimal) -> str:
    """Return a figure as it is written: 74, 3.5."""
    return f"{value.normalize():f}"


def why_not_agree(figures: Iterable[Counted]) -> list[Reason]:
    """Return where the figures contradict each other: parts that do not sum up to their whole."""
    rows = list(figures)
    by_key = {one.key: one for one in rows}
    parts: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in rows:
        if one.part_of:
            parts[one.part_of].append(one)
    reasons = []
    for key, of in parts.items():
        total = sum((one.value for one in of), Decimal())
        whole = by_key.get(key)
        facts = {"label": of[0].label, "sum": plain(total)}
        if whole is None:
            reasons.append(Reason("figure-whole-lacking", field="figures", facts=facts))
        elif whole.value != total:
            facts |= {"label": whole.label, "whole": plain(whole.value)}
            reasons.append(Reason("figures-disagree", field="figures", facts=facts))
    for small, large in AT_MOST:
        less, more = by_key.get(small), by_key.get(large)
        if less is not None and more is not None and less.value > more.value:
            facts = {"small": less.label, "large": more.label}
            reasons.append(Reason("figure-larger", field="figures", facts=facts))
    return reasons


def why_not_as_asked(
    figures: Iterable[Counted], asks: Iterable[Mapping[str, object]]
) -> list[Reason]:
    """Return which figures that the campaign needs are lacking, or stand in another unit."""
    by_key = {one.key: one for one in figures}
    reasons = []
    for ask in asks:
        found, label = by_key.get(str(ask["key"])), {"label": ask["label"]}
        if found is None and ask.get("is_needed"):
            reasons.append(Reason("figure-lacking", field="figures", facts=label))
        elif found is not None and found.unit != ask["unit"]:
            facts = label | {"unit": ask["unit"]}
            reasons.append(Reason("figure-unit-unfit", field="figures", facts=facts))
    return reasons


def why_not_as_held(figures: Iterable[Counted], held: Mapping[str, int]) -> list[Reason]:
    """Return where a figure contradicts what the body itself recorded of its activities.

    ``held``: sums over the activities by key of a figure; keys never recorded are left out.
    """
    reasons = []
    for one in figures:
        if one.key in held and one.value < held[one.key]:
            facts = {"label": one.label, "said": plain(one.value), "recorded": held[one.key]}
            reasons.append(Reason("figure-below-recorded", field="figures", facts=facts))
    return reasons
