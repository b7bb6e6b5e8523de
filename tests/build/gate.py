"""The gate in tests: an edition looked through, and what was found decided on."""

from datetime import UTC, datetime

from sunshine.gate.models import Finding
from sunshine.gate.queries import findings
from sunshine.orgs.models import Person
from sunshine.publishing.actions.gate import keep_finding
from sunshine.publishing.examination import examine_now
from sunshine.publishing.gate_parts import subject_of
from sunshine.publishing.models import Edition, EditionState

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def looked(edition: Edition, *, at: datetime = AT) -> Edition:
    """Return ``edition`` after the machine has looked at it as it is now."""
    examine_now(edition, at)
    return edition


def found(edition: Edition, *kinds: str) -> list[Finding]:
    """Return what stands against ``edition``, of these kinds if any are given."""
    rows = findings(subject_of(edition))
    return list(rows.filter(kind__in=kinds) if kinds else rows)


def through(edition: Edition, *, by: Person | None = None, at: datetime = AT) -> Edition:
    """Return ``edition`` looked through, everything kept with a reason by its writer."""
    looked(edition, at=at)
    edition.refresh_from_db()
    if edition.state == EditionState.DRAFT:
        for row in found(edition):
            if row.is_open:
                keep_finding(
                    edition, row, reason="依法应当公开。", by=by or edition.saved_by, at=at
                )
    return edition
