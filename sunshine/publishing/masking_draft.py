"""Which fields of a draft a mask changes, and how. Pure."""

from collections.abc import Sequence
from typing import cast

from sunshine.gate.kinds import MASKED
from sunshine.gate.models import Finding
from sunshine.publishing import content as contents
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.gate_parts import CLAUSES, CONTENT, KEYWORDS, LINES
from sunshine.publishing.masking import mask_html, mask_line
from sunshine.publishing.models import Edition

_WRITTEN = frozenset({*LINES, CONTENT, KEYWORDS, CLAUSES})


def is_maskable(finding: Finding) -> bool:
    """Return whether another text can stand in the place of ``finding``."""
    return finding.part in _WRITTEN and finding.kind in MASKED and bool(finding.text)


def hides(finding: Finding, instead: str) -> bool:
    """Return whether ``instead`` is something, and not the value over again."""
    return bool(instead.strip()) and finding.text not in instead


def masked(edition: Edition, rows: Sequence[Finding], instead: Sequence[str]) -> DraftFields | None:
    """Return the changed fields with every finding of ``rows`` written over.

    None if one of them is not there any more: somebody has written meanwhile.
    """
    pairs = sorted(zip(rows, instead, strict=True), key=lambda pair: pair[0].start, reverse=True)
    fields: dict[str, object] = {}
    # From the end of each text to its beginning, so that places before stay where they are.
    for row, typed in pairs:
        before = fields.get(row.part, getattr(edition, row.part))
        after = _over(row.part, before, row, typed)
        if after is None:
            return None
        fields[row.part] = after
    if CONTENT in fields:
        fields[CONTENT] = contents.clean(str(fields[CONTENT]))
    return cast("DraftFields", fields)


def _over(part: str, before: object, row: Finding, typed: str) -> object:
    if part == CONTENT:
        return mask_html(str(before), row.text, row.start, typed)
    if part == KEYWORDS:
        words = mask_line("\n".join(cast("list[str]", before)), row.text, row.start, typed)
        return None if words is None else words.split("\n")
    if part == CLAUSES:
        return _over_notes(cast("list[dict[str, object]]", before), row, typed)
    return mask_line(str(before), row.text, row.start, typed)


def _over_notes(
    clauses: list[dict[str, object]], row: Finding, typed: str
) -> list[dict[str, object]] | None:
    start = row.start
    changed = [dict(clause) for clause in clauses]
    for clause in changed:
        note = str(clause.get("note") or "")
        if not note:
            continue
        if start <= len(note) and (after := mask_line(note, row.text, start, typed)) is not None:
            clause["note"] = after
            return changed
        start = max(0, start - len(note) - 1)
    return None
