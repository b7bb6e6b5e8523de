"""Why something cannot be done, as data that every face renders in its own way.

A domain asks ``why_not(...)`` before it acts; the same list disables the button
and refuses the act. Sentences are official Chinese and say what to do next.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Self

from django.utils.functional import Promise

Sentence = str | Promise

_sentences: dict[str, Sentence] = {}


def register_sentences(sentences: Mapping[str, Sentence]) -> None:
    """Add the sentences of a domain; raise ValueError if a code has another one already."""
    for code, sentence in sentences.items():
        if _sentences.setdefault(code, sentence) is not sentence:
            raise ValueError(f"the refusal code {code!r} has two sentences")


def registered_codes() -> frozenset[str]:
    """Return every refusal code that has a sentence."""
    return frozenset(_sentences)


@dataclasses.dataclass(frozen=True, slots=True)
class Reason:
    """One reason why not: a stable code, the law it rests on, the facts of the case.

    ``field`` names the form field at which the sentence is to stand; empty for
    a reason that belongs to the whole.
    """

    code: str
    law: str = ""
    field: str = ""
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """Return the sentence in the language of the reader."""
        return str(_sentences[self.code]) % self.facts


class Refused(Exception):
    """An act that the rules do not allow; carries every reason at once."""

    reasons: tuple[Reason, ...]

    def __init__(self, code: str, *, law: str = "", field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.reasons = (Reason(code, law, field, facts),)

    @classmethod
    def because(cls, reasons: Iterable[Reason]) -> Self:
        """Return the refusal for several reasons; raise ValueError if there is none."""
        reasons = tuple(reasons)
        if not reasons:
            raise ValueError("a refusal needs a reason")
        refusal = cls(reasons[0].code)
        refusal.reasons = reasons
        return refusal

    def __str__(self) -> str:
        return " ".join(str(reason) for reason in self.reasons)


def refuse_if(reasons: Iterable[Reason]) -> None:
    """Raise Refused with all the reasons given, or return if there are none."""
    reasons = tuple(reasons)
    if reasons:
        raise Refused.because(reasons)
