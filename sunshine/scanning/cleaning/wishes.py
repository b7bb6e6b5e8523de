"""What is to go from a file, and what has been done about it so far."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sunshine.scanning.clean_copies import Box, CleanReport, Mask, Uncleanable
from sunshine.scanning.findings import HIDDEN
from sunshine.scanning.hidden import HIDDEN as KINDS

# Nothing can be stripped from these: they say that the machine sees nothing.
NOT_STRIPPED = frozenset({"no_text", "unreadable"})
_JOINERS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


@dataclass(slots=True)
class Wish:
    """What is to go: kinds of hidden data, values, rectangles."""

    strip: frozenset[str]
    masks: tuple[Mask, ...] = ()
    boxes: tuple[Box, ...] = ()
    masked: int = 0
    painted: int = 0
    pictured: set[int] = field(default_factory=set)
    notes: dict[str, None] = field(default_factory=dict)

    @classmethod
    def from_job(cls, job: Mapping[str, Any]) -> "Wish":
        """Return the wish of a job; raise Uncleanable for a mask that would change nothing."""
        strip = wanted_kinds(job["strip"])
        masks = tuple(Mask(**mask) for mask in job["masks"])
        idle = sum(not folded(mask.text) or keeps_value(mask) for mask in masks)
        if idle:
            raise Uncleanable("mask-changes-nothing", count=idle)
        return cls(strip, _longest_first(masks), tuple(Box(**box) for box in job["boxes"]))

    def wants(self, *kinds: str) -> bool:
        """Return whether any of these kinds of hidden data is to go."""
        return any(kind in self.strip for kind in kinds)

    def note(self, code: str) -> None:
        """Remember something that an officer should know."""
        self.notes.setdefault(code)

    def report(self, before: Collection[str], after: Collection[str]) -> dict[str, Any]:
        """Return the report as data; ``before`` and ``after`` are the kinds found hidden."""
        gone = sorted((set(before) - set(after)) - NOT_STRIPPED)
        return asdict(
            CleanReport(
                stripped=tuple(gone),
                masked=self.masked,
                painted=self.painted,
                pictured=tuple(sorted(self.pictured)),
                notes=tuple(self.notes),
            )
        )


def wanted_kinds(strip: Collection[str] | None) -> frozenset[str]:
    """Return kinds of hidden data without their prefix; None means all of them."""
    if strip is None:
        return frozenset(KINDS) - NOT_STRIPPED
    return frozenset(kind.removeprefix(HIDDEN) for kind in strip) - NOT_STRIPPED


def folded(text: str) -> str:
    """Return ``text`` without any space or invisible joiner, full width made half."""
    return "".join(map(fold, text))


def fold(char: str) -> str:
    """Return one character as it is compared: "" for spaces and joiners."""
    if char.isspace() or char in _JOINERS:
        return ""
    half = unicodedata.normalize("NFKC", char)
    return half if len(half) == 1 and not half.isspace() else char


def keeps_value(mask: Mask) -> bool:
    """Return whether the value could still be read after masking."""
    return folded(mask.text) in folded(mask.suggestion)


def _longest_first(masks: tuple[Mask, ...]) -> tuple[Mask, ...]:
    seen = {folded(mask.text): mask for mask in reversed(masks)}
    return tuple(sorted(seen.values(), key=lambda mask: (-len(folded(mask.text)), mask.text)))
