"""Keeping what a look came to beside what was decided before; called by an action or alone."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol

from sunshine.gate.models import Examination, Finding
from sunshine.orgs.models import Body

_PLACE = ("part", "label", "start", "end", "page", "excerpt", "suggestion", "text", "facts")


@dataclass(frozen=True, slots=True)
class Sight:
    """One place as it is kept: a sighting in a part, with its fingerprint."""

    part: str
    label: str
    kind: str
    start: int
    end: int
    page: int | None
    text: str
    excerpt: str
    suggestion: str
    why: str
    facts: Mapping[str, object]
    source: str
    fingerprint: str


class Looked(Protocol):
    """What a look came to (``looking.Look``)."""

    @property
    def subject(self) -> str: ...
    @property
    def body(self) -> Body: ...
    @property
    def digest(self) -> str: ...
    @property
    def stamp(self) -> str: ...
    @property
    def looked(self) -> dict[str, str]: ...
    @property
    def kept(self) -> Collection[str]: ...
    @property
    def sights(self) -> Sequence[Sight]: ...
    @property
    def is_waiting(self) -> bool: ...
    @property
    def at(self) -> datetime: ...


def would_change(look: Looked) -> bool:
    """Return whether ``look`` found something else than what stands; one query."""
    standing = Finding.objects.filter(examination__subject=look.subject, is_current=True)
    rows = list(standing.values_list("part", "fingerprint", "decision"))
    before = {fingerprint for part, fingerprint, _ in rows if part not in look.kept}
    written = {fingerprint for _, fingerprint, decision in rows if decision in _WRITTEN}
    seen = {sight.fingerprint for sight in look.sights}
    return before != seen or bool(written & seen)


def merge(look: Looked) -> Examination:
    """Keep ``look`` and return its examination; called in a transaction.

    Who comes second finds the rows of the first: one subject has one examination.
    """
    facts = {
        "body": look.body,
        "digest": look.digest,
        "stamp": look.stamp,
        "looked": look.looked,
        "is_waiting": look.is_waiting,
        "at": look.at,
        "forgotten_at": None,
    }
    Examination.objects.get_or_create(subject=look.subject, defaults=facts)
    examination = Examination.objects.select_for_update().get(subject=look.subject)
    for name, value in facts.items():
        setattr(examination, name, value)
    examination.save()
    rows = {row.fingerprint: row for row in examination.findings.all()}
    for sight in look.sights:
        _keep(examination, rows.pop(sight.fingerprint, None), sight)
    for row in rows.values():
        if row.part not in look.kept or row.part not in look.looked:
            _gone(row)
    return examination


def counted(sights: Sequence[Sight]) -> dict[str, int]:
    """Return how many findings of each kind there are: all that may be told of them."""
    return dict(sorted(Counter(sight.kind for sight in sights).items()))


_WRITTEN = (Finding.Decision.MASKED, Finding.Decision.CLEANED)


def _keep(examination: Examination, row: Finding | None, sight: Sight) -> None:
    if row is None:
        Finding.objects.create(examination=examination, **asdict(sight))
        return
    for name in _PLACE:
        setattr(row, name, getattr(sight, name))
    row.is_current = True
    if row.decision in _WRITTEN:
        # Somebody wrote it again: what was decided of it no longer holds.
        row.decision, row.decided_by, row.decided_at = Finding.Decision.OPEN, None, None
    row.save()


def _gone(row: Finding) -> None:
    if row.decision == Finding.Decision.OPEN:
        row.delete()
    elif row.is_current:
        row.is_current = False
        row.save(update_fields=["is_current"])
