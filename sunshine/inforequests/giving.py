"""Which documents go out with a reply, how the gate knows them, and why one must not go out."""

from sunshine.gate.models import Cleaning, Finding
from sunshine.gate.parts import FILE, Part, digest_of
from sunshine.gate.queries import LAW, findings, why_not_through
from sunshine.gate.serving import why_not_serve
from sunshine.inforequests.models import Enclosure, InfoRequest, Purpose
from sunshine.kit.errors import Reason

SUBJECTS = "inforequest:"
_FOR_PEOPLE = "gate-findings-open"


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


def parts_of(request: InfoRequest) -> list[Part]:
    """Return what the gate is to look through: the documents that go out with the reply."""
    return [
        Part(part_of(one), sha256=one.file.sha256, label=one.name)
        for one in given(request)
        if one.file is not None
    ]


def open_findings(request: InfoRequest) -> list[Finding]:
    """Return what the gate found in the documents and nobody has decided about yet."""
    return list(findings(subject_of(request)).open())


def why_not_give(request: InfoRequest) -> list[Reason]:
    """Return why the documents must not go out: a virus, not looked through, a copy being made.

    What a person may let stay is decided by the secrecy review (``why_not_pass``).
    """
    parts, reasons = parts_of(request), []
    states = [Cleaning.State.WAITING, Cleaning.State.MADE]
    if Cleaning.objects.filter(subject=subject_of(request), state__in=states).exists():
        reasons.append(Reason("cleaning-under-way"))
    for part in parts:
        reasons += why_not_serve(part.sha256, part.label)
    if not parts:
        return reasons
    found = why_not_through(subject_of(request), digest_of(parts))
    return reasons + [one for one in found if one.code != _FOR_PEOPLE]


def why_not_pass(request: InfoRequest, note: str) -> list[Reason]:
    """Return why the secrecy review cannot let the documents pass without a word.

    Personal data and the like may go out only for a reason, which is kept with each finding.
    """
    if note.strip() or not parts_of(request):
        return []
    count = len(open_findings(request))
    return [Reason(_FOR_PEOPLE, LAW, "note", {"count": count})] if count else []
