"""The life of items and editions, as data: which step leads from which state to which.

Pure. Who may take a step, and what else must hold, is asked by the actions.
"""

from collections.abc import Mapping

from sunshine.publishing.models.editions import EditionState as E
from sunshine.publishing.models.items import ItemState as I

EDITION_STEPS: Mapping[str, tuple[frozenset[str], str]] = {
    "save": (frozenset({E.DRAFT}), E.DRAFT),
    "submit": (frozenset({E.DRAFT}), E.IN_REVIEW),
    "recall": (frozenset({E.IN_REVIEW, E.APPROVED, E.SCHEDULED}), E.DRAFT),
    "return": (frozenset({E.IN_REVIEW, E.APPROVED, E.SCHEDULED}), E.DRAFT),
    "approve": (frozenset({E.IN_REVIEW}), E.IN_REVIEW),
    "approve_last": (frozenset({E.IN_REVIEW}), E.APPROVED),
    "schedule": (frozenset({E.APPROVED}), E.SCHEDULED),
    "unschedule": (frozenset({E.SCHEDULED}), E.APPROVED),
    "publish": (frozenset({E.APPROVED, E.SCHEDULED}), E.PUBLISHED),
    "supersede": (frozenset({E.PUBLISHED}), E.SUPERSEDED),
    "discard": (frozenset({E.DRAFT}), E.DISCARDED),
    "pull": (frozenset({E.SUPERSEDED}), E.PULLED),
    "drop": (frozenset({E.DRAFT, E.IN_REVIEW, E.APPROVED, E.SCHEDULED}), E.DISCARDED),
    "hand_over": (frozenset({E.DRAFT, E.IN_REVIEW, E.APPROVED, E.SCHEDULED}), E.DRAFT),
}

ITEM_STEPS: Mapping[str, tuple[frozenset[str], str]] = {
    "publish": (frozenset({I.PREPARED, I.PUBLISHED, I.WITHDRAWN}), I.PUBLISHED),
    "withdraw": (frozenset({I.PUBLISHED}), I.WITHDRAWN),
    "move": (frozenset({I.PUBLISHED, I.WITHDRAWN}), I.MOVED),
    "remove": (frozenset({I.PUBLISHED, I.WITHDRAWN, I.MOVED}), I.GONE),
    "pull": (frozenset({I.PUBLISHED, I.WITHDRAWN, I.MOVED}), I.PULLED),
}


def may_step(steps: Mapping[str, tuple[frozenset[str], str]], step: str, state: str) -> bool:
    """Return whether ``step`` leads out of ``state``; raise KeyError for an unknown step."""
    return state in steps[step][0]


def after(steps: Mapping[str, tuple[frozenset[str], str]], step: str) -> str:
    """Return the state that ``step`` leads to."""
    return steps[step][1]
