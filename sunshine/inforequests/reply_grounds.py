"""The grounds that a refusal chooses from: those of the rulebook, in the edition of the request.

What is chosen stands in ``Reply.facts["chosen"]``, keys joined by commas; the free text beside it
only supplements. Law: 条例 2007 arts. 8, 14; 2019 arts. 14–16.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.outcomes import outcomes
from sunshine.kit.errors import Reason
from sunshine.kit.wording import Wording
from sunshine.rulebook.grounds import AppliesTo, Ground, grounds

CHOSEN = "chosen"
PARTIAL = "partial"
# The edition of 2007 has no rows of the account; its two secrets of others are one kind of reply.
_OLDER = {
    "deny_state_secret": ("state_secret",),
    "deny_safety": ("safety",),
    "deny_third_party": ("trade_secret", "privacy"),
}


@dataclass(frozen=True, slots=True)
class GroundChoice:
    """A ground, or one of the kinds that its article names; ``article`` it rests on."""

    key: str
    wording: Wording
    article: str


def choices_for(kind: str, on: date) -> tuple[GroundChoice, ...]:
    """Return what a reply of ``kind`` chooses from for a request received on ``on``.

    Empty where the kind itself says it all, or rests on no ground of the rulebook.
    """
    fitting = _fitting(kind, on)
    if kind == PARTIAL:
        return tuple(GroundChoice(one.key, one.wording, one.article) for one in fitting)
    found = [
        GroundChoice(f"{one.key}.{name}", wording, one.article)
        for one in fitting
        for name, wording in one.instances.items()
    ]
    if not found and len(fitting) > 1:
        found = [GroundChoice(one.key, one.wording, one.article) for one in fitting]
    return tuple(found)


def day_of(request: InfoRequest) -> date:
    """Return the day whose edition of the grounds the request has."""
    return request.case.received_on or request.arrived_on


def chosen_in(facts: Mapping[str, str]) -> list[str]:
    """Return the keys of the grounds that were chosen."""
    return [key for key in facts.get(CHOSEN, "").split(",") if key]


def why_not_chosen(request: InfoRequest, kind: str, facts: Mapping[str, str]) -> list[Reason]:
    """Return why what was chosen cannot stand: no ground of this kind, or of another edition."""
    known = {one.key for one in choices_for(kind, day_of(request))}
    if set(chosen_in(facts)) <= known:
        return []
    return [Reason("request-choice", outcomes()[kind].law, CHOSEN)]


def why_not_grounded(request: InfoRequest, kind: str, facts: Mapping[str, str]) -> list[Reason]:
    """Return why the reply rests on no ground yet, where the law names some to choose from."""
    if chosen_in(facts) or not choices_for(kind, day_of(request)):
        return []
    return [Reason("reply-ground-needed", outcomes()[kind].law, CHOSEN)]


def grounds_text(kind: str, facts: Mapping[str, str], on: date) -> str:
    """Return the grounds as the letter tells them: what was chosen, then the supplement."""
    chosen = set(chosen_in(facts))
    found = [one for one in choices_for(kind, on) if one.key in chosen]
    parts = [f"{one.wording.zh}（{one.article}）" for one in found] if kind == PARTIAL else []
    if found and not parts:
        parts = ["、".join(one.wording.zh for one in found)]
    supplement = facts.get("grounds", "").strip().rstrip("。；")
    return "；".join([*parts, supplement] if supplement else parts)


def _fitting(kind: str, on: date) -> list[Ground]:
    known = grounds(on, AppliesTo.WITHHELD)
    if kind == PARTIAL:
        return known
    row = outcomes()[kind].row
    by_row = [one for one in known if one.report_row and one.report_row == row]
    return by_row or [one for one in known if one.key in _OLDER.get(kind, ())]
