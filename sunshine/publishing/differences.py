"""What differs between two editions: facts, clauses of the text, files."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from sunshine.publishing.content import plain_text
from sunshine.publishing.drafts import LABELS
from sunshine.publishing.models import Edition
from sunshine.rulebook.comparing import Change, ClauseChange, compare


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that is not the same in both editions."""

    name: str
    label: str | Promise
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that came, went, or has another content under the same name."""

    name: str
    kind: Change


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two editions of an item."""

    facts: tuple[FactChange, ...]
    clauses: tuple[ClauseChange, ...]
    files: tuple[FileChange, ...]

    @property
    def has_any(self) -> bool:
        """Return whether anything differs."""
        changed = any(clause.kind != Change.SAME for clause in self.clauses)
        return bool(self.facts or self.files) or changed


def between(old: Edition, new: Edition) -> Differences:
    """Return what differs from ``old`` to ``new``; two queries.

    Clauses that stayed the same are among the clauses, so that a page can show them.
    """
    facts = tuple(
        FactChange(name, label, getattr(old, name), getattr(new, name))
        for name, label in LABELS.items()
        if name not in {"content", "change_note"} and getattr(old, name) != getattr(new, name)
    )
    clauses = tuple(compare(plain_text(old.content), plain_text(new.content)))
    return Differences(facts, clauses, _files(_files_of(old), _files_of(new)))


def _files_of(edition: Edition) -> Mapping[str, str]:
    standing = edition.attached.select_related("attachment").order_by("rank", "id")
    return {one.attachment.name: one.attachment.digest for one in standing}


def _files(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FileChange, ...]:
    kinds = {
        **dict.fromkeys(new.keys() - old.keys(), Change.ADDED),
        **dict.fromkeys(old.keys() - new.keys(), Change.REMOVED),
        **{name: Change.CHANGED for name in new.keys() & old.keys() if new[name] != old[name]},
    }
    return tuple(FileChange(name, kind) for name, kind in sorted(kinds.items()))
