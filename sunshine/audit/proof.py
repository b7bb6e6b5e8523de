"""The proof that nobody changed the event log: every link of the chain, computed again (row L2)."""

from collections.abc import Callable
from dataclasses import dataclass

from sunshine.audit.log import GENESIS, digest_of
from sunshine.audit.models import Event

_STEP = 2000


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first event at which the chain does not hold, and what is wrong with it."""

    event: int
    fault: str


def verify(progress: Callable[[int], None] = lambda _count: None) -> BrokenLink | None:
    """Return the first broken link of the log, or None when the whole chain holds.

    Reads the log in pieces, so that its length costs no memory; ``progress`` is told
    the number of events checked so far. A log cut at its end still holds: compare the
    last digest with one kept elsewhere.
    """
    previous, last, count = GENESIS, 0, 0
    while piece := list(Event.objects.filter(id__gt=last).order_by("id")[:_STEP]):
        for event in piece:
            if event.previous != previous:
                return BrokenLink(event.id, "does not follow from the event before it")
            if event.digest != digest_of(event):
                return BrokenLink(event.id, "its content does not match its digest")
            previous, last = event.digest, event.id
        count += len(piece)
        progress(count)
    return None
