"""Keeping what an owner's act decides of findings; called in it, after it asked the rights."""

from collections.abc import Collection, Iterable
from datetime import datetime

import sunshine.gate.reasons  # noqa: F401 - registers the sentences
from sunshine.gate import kinds
from sunshine.gate.models import Finding
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Person


def why_not_decide(finding: Finding) -> list[Reason]:
    """Return why nothing can be decided of ``finding`` any more."""
    if finding.decision:
        decided = finding.decided_by.name if finding.decided_by else ""
        facts = {"person": decided, "decision": finding.get_decision_display()}
        return [Reason("finding-decided", facts=facts)]
    return [] if finding.is_current else [Reason("finding-not-there")]


def why_not_keep(finding: Finding, reason: str | None = None) -> list[Reason]:
    """Return why ``finding`` cannot stay for ``reason``; a button asks without one."""
    reasons = why_not_decide(finding)
    if finding.kind in kinds.NEVER_KEPT:
        reasons.append(Reason("finding-never-kept"))
    if reason is not None and not reason.strip():
        reasons.append(Reason("finding-needs-reason", field="reason"))
    return reasons


def why_not_reopen(finding: Finding) -> list[Reason]:
    """Return why the decision of ``finding`` cannot be taken back."""
    if finding.decision == Finding.Decision.OPEN:
        return [Reason("finding-open")]
    if finding.decision != Finding.Decision.KEPT:
        return [Reason("finding-not-undone")]
    return []


def held(examined: str, keys: Collection[int]) -> list[Finding]:
    """Lock findings of the subject ``examined`` and return them as they are now."""
    rows = Finding.objects.select_for_update(of=("self",)).select_related("decided_by")
    return list(rows.filter(examination__subject=examined, pk__in=keys).order_by("pk"))


def keep(rows: Iterable[Finding], *, reason: str, by: Person, at: datetime) -> None:
    """Let the findings stay, for a reason that reviewers will read."""
    for row in rows:
        row.decision, row.reason = Finding.Decision.KEPT, reason.strip()
        row.decided_by, row.decided_at = by, at
        row.save(update_fields=["decision", "reason", "decided_by", "decided_at"])


def done(rows: Iterable[Finding], decision: str, *, by: Person, at: datetime) -> None:
    """Note that the findings are out of the text or the file; what they said is forgotten."""
    for row in rows:
        row.decision, row.decided_by, row.decided_at = decision, by, at
        row.is_current = False
        row.text = row.excerpt = ""
        row.save()


def reopen(rows: Iterable[Finding]) -> None:
    """Take decisions back: somebody has to decide again."""
    for row in rows:
        row.decision, row.reason = Finding.Decision.OPEN, ""
        row.decided_by, row.decided_at = None, None
        row.save(update_fields=["decision", "reason", "decided_by", "decided_at"])


def forget(examined: str) -> None:
    """Blank what the findings of the subject ``examined`` say; decisions and kinds stay."""
    rows = Finding.objects.filter(examination__subject=examined)
    rows.update(text="", excerpt="", suggestion="")
