"""What a kind of case adds to the page of its cases: plain values, made by the kind's own views."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

from sunshine.kit.errors import Reason
from sunshine.ui.parts import Fact

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done now, or not yet, and why; ``leads`` is the usual next step.

    ``at_once``: it needs no form, and is done by the button itself.
    """

    label: Text
    url: str
    reasons: Sequence[Reason] = ()
    leads: bool = False
    at_once: bool = False
    group: Text = ""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A last day that can be unfolded: its days, its law, whether the calendar is provisional."""

    label: Text
    due: date
    lines: Sequence[Any]
    law: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What the page of a case says beyond its header."""

    state: Text
    tone: str = "info"
    next: Text = ""
    reckoned: Reckoned | None = None
    facts: Sequence[Fact] = ()
    acts: Sequence[Act] = ()
    template: str = ""  # shown between what can be done and the messages
    more: Mapping[str, object] = field(default_factory=dict)
