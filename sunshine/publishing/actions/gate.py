"""Deciding what the gate found in a draft: masked, kept with a reason, or opened again.

Whoever decides has a hand in the text and reviews it no more. Only a draft is decided on:
approvals hold for the decisions too (``publishing.digests``).

Law: 个人信息保护法 arts. 25, 28, 51; 政府信息公开条例 2019 arts. 15, 17.
"""

from collections.abc import Sequence
from datetime import date, datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.gate import deciding
from sunshine.gate.models import Finding
from sunshine.gate.queries import findings
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing import drafts, masking_draft
from sunshine.publishing.actions.editing import why_not_save_draft
from sunshine.publishing.gate_parts import subject_of
from sunshine.publishing.locking import hold_edition
from sunshine.publishing.models import Edition


def why_not_keep_finding(
    edition: Edition, finding: Finding, *, reason: str | None = None, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot let ``finding`` stay; a button asks without ``reason``."""
    reasons = why_not_save_draft(edition, by=by, on=on) + _why_not_of(edition, finding)
    return reasons + deciding.why_not_keep(finding, reason)


@action
def keep_finding(
    edition: Edition, finding: Finding, *, reason: str, by: Person, at: datetime
) -> None:
    """Let ``finding`` stay in the draft, for a reason that every reviewer reads."""
    hold_edition(edition)
    rows = deciding.held(subject_of(edition), [finding.pk])
    refuse_if(_why_not_there(rows))
    on = beijing_day(at)
    refuse_if(why_not_keep_finding(edition, rows[0], reason=reason, by=by, on=on))
    deciding.keep(rows, reason=reason, by=by, at=at)
    _tell("finding_kept", edition, by, at, rows)


@action
def keep_findings(
    edition: Edition, kind: str, *, part: str = "", reason: str, by: Person, at: datetime
) -> int:
    """Let every open finding of ``kind`` stay, of one part if given; return how many."""
    hold_edition(edition)
    on = beijing_day(at)
    rows = _open_of(edition, kind, part)
    refuse_if(_why_not_there(rows))
    for row in rows:
        refuse_if(why_not_keep_finding(edition, row, reason=reason, by=by, on=on))
    deciding.keep(rows, reason=reason, by=by, at=at)
    _tell("finding_kept", edition, by, at, rows)
    return len(rows)


def why_not_mask_finding(
    edition: Edition, finding: Finding, *, instead: str | None = None, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot mask ``finding`` in the text; ``instead``: what he typed."""
    reasons = why_not_save_draft(edition, by=by, on=on) + _why_not_of(edition, finding)
    reasons += deciding.why_not_decide(finding)
    if edition.elements and finding.part in drafts.MADE:
        # Masked in the text only, it would stand in the element behind it and come back.
        reasons.append(Reason("text-made-of-elements"))
    elif not masking_draft.is_maskable(finding):
        reasons.append(Reason("finding-not-maskable"))
    elif instead is not None and not masking_draft.hides(finding, instead):
        reasons.append(Reason("finding-mask-empty", field="instead"))
    return reasons


@action
def mask_finding(
    edition: Edition, finding: Finding, *, instead: str | None = None, by: Person, at: datetime
) -> Edition:
    """Write the suggestion, or ``instead``, in the place of ``finding``; return the draft."""
    hold_edition(edition)
    rows = deciding.held(subject_of(edition), [finding.pk])
    refuse_if(_why_not_there(rows))
    typed = rows[0].suggestion if instead is None else instead.strip()
    on = beijing_day(at)
    refuse_if(why_not_mask_finding(edition, rows[0], instead=typed, by=by, on=on))
    _mask(edition, rows, [typed], by=by, at=at)
    return edition


@action
def mask_findings(edition: Edition, kind: str, *, part: str = "", by: Person, at: datetime) -> int:
    """Write the suggestions in the place of all findings of ``kind`` in the text; return how many.

    What stands in files is cleaned, not masked, and left as it is.
    """
    hold_edition(edition)
    rows = [row for row in _open_of(edition, kind, part) if masking_draft.is_maskable(row)]
    refuse_if(_why_not_there(rows))
    on = beijing_day(at)
    for row in rows:
        instead = row.suggestion
        refuse_if(why_not_mask_finding(edition, row, instead=instead, by=by, on=on))
    _mask(edition, rows, [row.suggestion for row in rows], by=by, at=at)
    return len(rows)


def why_not_reopen_finding(
    edition: Edition, finding: Finding, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot take the decision of ``finding`` back."""
    reasons = why_not_save_draft(edition, by=by, on=on) + _why_not_of(edition, finding)
    return reasons + deciding.why_not_reopen(finding)


@action
def reopen_finding(edition: Edition, finding: Finding, *, by: Person, at: datetime) -> None:
    """Take the decision of ``finding`` back, while the edition is a draft."""
    hold_edition(edition)
    rows = deciding.held(subject_of(edition), [finding.pk])
    refuse_if(_why_not_there(rows))
    refuse_if(why_not_reopen_finding(edition, rows[0], by=by, on=beijing_day(at)))
    deciding.reopen(rows)
    _tell("finding_reopened", edition, by, at, rows)


def _mask(
    edition: Edition, rows: Sequence[Finding], instead: Sequence[str], *, by: Person, at: datetime
) -> None:
    changes = masking_draft.masked(edition, rows, instead)
    if changes is None:
        raise Refused("finding-not-there")
    for name, value in changes.items():
        setattr(edition, name, value)
    edition.revision += 1
    edition.saved_by, edition.saved_at = by, at
    edition.save(update_fields=[*changes, "revision", "saved_by", "saved_at"])
    deciding.done(rows, Finding.Decision.MASKED, by=by, at=at)
    _tell("finding_masked", edition, by, at, rows)


def _open_of(edition: Edition, kind: str, part: str) -> list[Finding]:
    wanted = findings(subject_of(edition)).filter(kind=kind, decision="")
    if part:
        wanted = wanted.filter(part=part)
    return deciding.held(subject_of(edition), list(wanted.values_list("pk", flat=True)))


def _why_not_there(rows: Sequence[Finding]) -> list[Reason]:
    return [] if rows else [Reason("finding-not-there")]


def _why_not_of(edition: Edition, finding: Finding) -> list[Reason]:
    if finding.examination.subject == subject_of(edition):
        return []
    return [Reason("finding-not-there")]


def _tell(kind: str, edition: Edition, by: Person, at: datetime, rows: Sequence[Finding]) -> None:
    """Tell that something was decided: kind and place, never what stood there."""
    append(
        f"publishing.{kind}",
        subject=f"item:{edition.item.code}",
        by=by,
        at=at,
        body=edition.item.body.slug,
        data={
            "edition": edition.number,
            "revision": edition.revision,
            "findings": [[row.part, row.kind] for row in rows],
        },
    )
