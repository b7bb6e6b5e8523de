"""Which documents go out with a reply, how the gate knows them, and why one must not go out."""

from sunshine.gate.models import Cleaning
from sunshine.gate.parts import FILE
from sunshine.gate.serving import why_not_serve
from sunshine.inforequests.models import Enclosure, InfoRequest, Purpose
from sunshine.kit.errors import Reason

SUBJECTS = "inforequest:"


def subject_of(request: InfoRequest) -> str:
    """Return how the gate names the request."""
    return f"{SUBJECTS}{request.pk}"


def part_of(enclosure: Enclosure) -> str:
    """Return how the gate names a paper of it."""
    return f"{FILE}{enclosure.code}"


def given(request: InfoRequest) -> list[Enclosure]:
    """Return the documents that go out with the reply, in the order they were added."""
    going = request.enclosures.filter(purpose=Purpose.ANSWER, removed_at=None)
    return list(going.select_related("file"))


def why_not_give(request: InfoRequest) -> list[Reason]:
    """Return why the documents must not go out: a virus, not scanned yet, a copy being made."""
    reasons = []
    for one in given(request):
        if one.file is not None:
            reasons += why_not_serve(one.file.sha256, one.name)
    states = [Cleaning.State.WAITING, Cleaning.State.MADE]
    if Cleaning.objects.filter(subject=subject_of(request), state__in=states).exists():
        reasons.append(Reason("cleaning-under-way"))
    return reasons
