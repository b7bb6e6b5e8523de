"""Whose turn it is in the review of an edition (三审 and 保密审查). Pure.

First, second and final review follow one another; the secrecy review runs beside
them from the start and does not lengthen any period (国税发〔2008〕35号). An emergency
may leave second and final review for after publication, the secrecy review never
(保守国家秘密法 2024 art. 35).
"""

from collections.abc import Collection

from sunshine.publishing.models.editions import Step

EDITORIAL = (Step.FIRST, Step.SECOND, Step.FINAL)


def steps_open(approved: Collection[str]) -> tuple[Step, ...]:
    """Return the steps whose turn it is now: the next editorial one, and secrecy."""
    editorial = next((step for step in EDITORIAL if step not in approved), None)
    turns = () if editorial is None else (editorial,)
    return turns if Step.SECRECY in approved else (*turns, Step.SECRECY)


def steps_lacking(approved: Collection[str], *, emergency: bool) -> tuple[Step, ...]:
    """Return the steps still lacking before the edition may go out."""
    needed = (Step.FIRST, Step.SECRECY) if emergency else (*EDITORIAL, Step.SECRECY)
    return tuple(step for step in needed if step not in approved)
