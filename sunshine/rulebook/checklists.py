"""What reviewers are asked and may answer: the secrecy checklist and the standard return reasons.

Law: 保守国家秘密法 (2024) art. 35 and 实施条例 (2024) art. 42: every item, one by one,
reviewed first and published then (先审查、后公开).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from sunshine.kit.wording import Wording
from sunshine.rulebook import editions
from sunshine.rulebook.periods import Status


class IfYes(StrEnum):
    """What a "yes" to a question of the secrecy review leads to."""

    STOP = "stop"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the secrecy review; "no" to all of them lets an item pass.

    ``ground`` is the key of the legal ground that a "yes" points to, or empty.
    """

    key: str
    text: Wording
    if_yes: IfYes
    ground: str
    law: str
    source: str
    status: Status
    in_force: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ReturnReason:
    """One standard reason for sending an item back, and the reviews that offer it."""

    key: str
    text: Wording
    reviews: frozenset[str]
    law: str


def secrecy_questions(on: date) -> list[Question]:
    """Return the questions of the secrecy review on ``on``, in the order they are asked."""
    return [one for one in _questions() if editions.holding((one,), on)]


def return_reasons(review: str = "") -> list[ReturnReason]:
    """Return the standard reasons, only those of ``review`` (first, second, final, secrecy)."""
    return [one for one in _reasons() if not review or review in one.reviews]


def return_reason(key: str) -> ReturnReason:
    """Return the standard reason ``key``; raise KeyError if there is none."""
    return {one.key: one for one in _reasons()}[key]


@lru_cache(maxsize=1)
def _questions() -> tuple[Question, ...]:
    return tuple(
        Question(
            key=entry["key"],
            text=Wording.read(entry["text"]),
            if_yes=IfYes(entry["if_yes"]),
            ground=entry["ground"],
            law=entry["law"],
            source=entry["source"],
            status=Status(entry["status"]),
            in_force=entry.get("in_force"),
            until=entry.get("until"),
        )
        for entry in editions.read("secrecy_checklist.toml")["question"]
    )


@lru_cache(maxsize=1)
def _reasons() -> tuple[ReturnReason, ...]:
    return tuple(
        ReturnReason(
            key=entry["key"],
            text=Wording.read(entry["text"]),
            reviews=frozenset(entry["reviews"]),
            law=entry.get("law", ""),
        )
        for entry in editions.read("return_reasons.toml")["reason"]
    )
