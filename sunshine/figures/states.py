"""The life of an account: drafted, handed to the head of the body, signed and frozen. Pure."""

from sunshine.figures.models import State

# Step → (the states it may start from, the state it leads to).
STEPS: dict[str, tuple[frozenset[str], str]] = {
    "write": (frozenset({State.DRAFT}), State.DRAFT),
    "hand_in": (frozenset({State.DRAFT}), State.HANDED_IN),
    "give_back": (frozenset({State.HANDED_IN}), State.DRAFT),
    "sign": (frozenset({State.HANDED_IN}), State.SIGNED),
    "correct": (frozenset({State.SIGNED}), State.DRAFT),
}


def may_step(step: str, state: str) -> bool:
    """Return whether ``step`` may be taken from ``state``."""
    return state in STEPS[step][0]


def after(step: str) -> str:
    """Return the state that ``step`` leads to."""
    return STEPS[step][1]
