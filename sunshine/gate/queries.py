"""What owners and desks read: the findings of a subject, and why it may not go out."""

from collections.abc import Collection, Sequence

from django.db.models import QuerySet

import sunshine.gate.reasons  # noqa: F401 - registers the sentences
from sunshine.gate import kinds
from sunshine.gate.explaining import file_sentence
from sunshine.gate.models import Examination, FileInspection, Finding, FindingQuerySet, Suspicion
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body

_OF_THE_MACHINE = frozenset({"gate-not-looked-yet", "gate-scanner-away"})
LAW = "个人信息保护法 第二十五条"


def findings(subject: str, *, current: bool = True) -> FindingQuerySet:
    """Return the findings of ``subject`` in the order of its parts; one query.

    Without ``current`` also those that are no longer there, with what was done of them.
    """
    found = Finding.objects.filter(examination__subject=subject).select_related("decided_by")
    return found.current() if current else found


def decided(subject: str) -> list[list[str]]:
    """Return what was decided to stay, as plain data for the owner's digest; one query."""
    kept = Finding.objects.filter(
        examination__subject=subject, decision=Finding.Decision.KEPT
    ).order_by("fingerprint")
    return [[row.fingerprint, row.decision, row.reason] for row in kept]


def why_not_through(subject: str, digest: str) -> list[Reason]:
    """Return every reason why ``subject`` with ``digest`` may not leave; up to three queries."""
    examination = Examination.objects.filter(subject=subject).first()
    if examination is None or examination.digest != digest:
        return [Reason("gate-not-looked-yet", LAW)]
    reasons = [_waiting()] if examination.is_waiting else []
    open_ones = list(examination.findings.open())
    barred = [row for row in open_ones if row.kind in kinds.NEVER_KEPT]
    reasons += [_barred(row) for row in barred]
    if count := len(open_ones) - len(barred):
        reasons.append(Reason("gate-findings-open", LAW, facts={"count": count}))
    return reasons


def is_waiting(reasons: Collection[Reason]) -> bool:
    """Return whether nothing but the machine's own work is awaited."""
    return bool(reasons) and all(reason.code in _OF_THE_MACHINE for reason in reasons)


def awaits_machine(reasons: Collection[Reason]) -> bool:
    """Return whether the machine's own work is awaited, whatever people have still to do."""
    return any(reason.code in _OF_THE_MACHINE for reason in reasons)


def waiting_subjects(prefix: str) -> list[str]:
    """Return the subjects whose files have been inspected since they were looked at."""
    waiting = Examination.objects.filter(is_waiting=True, subject__startswith=prefix)
    if not waiting.exists():
        return []
    return list(waiting.order_by("pk").values_list("subject", flat=True))


def open_suspicions(bodies: Sequence[Body]) -> QuerySet[Suspicion]:
    """Return what is public and suspicious in ``bodies``, the oldest first; one query."""
    return Suspicion.objects.filter(body__in=bodies, settled_at=None).select_related("body")


def inspections_waiting() -> int:
    """Return how many files wait to be inspected; one query."""
    return FileInspection.objects.filter(state=FileInspection.State.WAITING).count()


def scanner_is_away() -> bool:
    """Return whether files wait because clamd gave no answer; one query."""
    waiting = FileInspection.objects.filter(state=FileInspection.State.WAITING)
    return waiting.filter(code=FileInspection.SCANNER_AWAY).exists()


def _waiting() -> Reason:
    code = "gate-scanner-away" if scanner_is_away() else "gate-not-looked-yet"
    return Reason(code, LAW)


def _barred(row: Finding) -> Reason:
    if row.kind == kinds.INFECTED:
        return Reason("gate-infected", field="file", facts={"file": row.label})
    facts = {"file": row.label, "why": file_sentence(row.why, row.facts)}
    return Reason("gate-unreadable", field="file", facts=facts)
