"""Comparing two texts clause by clause, and the changed ones word by word (逐条对照).

Pure. Used for versions of rules and for editions of every published item, so
it has to cope with laws whose numbers moved and with texts that have none.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from sunshine.rulebook.clauses import ClauseText, split

# Clauses less alike than this are two clauses, not one that changed; those that
# bear the same number may differ more.
LEAST_LIKENESS = 0.4
LEAST_LIKENESS_OF_NUMBER = 0.15
# Beyond these sizes a finer comparison would keep a reader waiting.
MOST_PAIRS = 250_000
MOST_WORD_PAIRS = 1_000_000

_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[.,][0-9]+)*|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+$")


class Change(StrEnum):
    """What became of a clause, or of some words of it."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that stayed, came or went."""

    kind: Change
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of one clause.

    ``label`` is its number in the new text, or in the old one if it was removed;
    ``old_label`` the number it bore before. ``old`` and ``new`` are its texts,
    None where it was not there. ``words`` joins them run by run.
    """

    label: str
    kind: Change
    old: str | None
    new: str | None
    words: tuple[Words, ...]
    old_label: str = ""
    heading: str = ""
    is_heading: bool = False

    @property
    def is_renumbered(self) -> bool:
        """Whether the clause bears another number than before."""
        return self.old is not None and self.new is not None and self.label != self.old_label


def compare(old: str, new: str) -> list[ClauseChange]:
    """Return what became of every clause, in the order of the new text.

    Removed clauses stand where they were. A clause that only got another
    number is SAME and says so by ``is_renumbered``.
    """
    return compare_clauses(split(old), split(new))


def compare_clauses(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> list[ClauseChange]:
    """Return the same as ``compare`` for texts that are already divided."""
    changes: list[ClauseChange] = []
    matcher = difflib.SequenceMatcher(
        None, [one.text for one in old], [one.text for one in new], autojunk=False
    )
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(old[i:i_end], new[j:j_end], strict=True)
            changes += [_change(before, after) for before, after in pairs]
        else:
            changes += _align(old[i:i_end], new[j:j_end])
    return changes


def has_changes(changes: Iterable[ClauseChange]) -> bool:
    """Return whether any clause came, went, changed its text or its number."""
    return any(one.kind is not Change.SAME or one.is_renumbered for one in changes)


def compare_words(old: str, new: str) -> tuple[Words, ...]:
    """Return the runs of words that turn ``old`` into ``new``.

    Chinese is compared character by character, numbers and Latin words whole.
    The runs but ADDED give ``old``, the runs but REMOVED give ``new``.
    """
    return tuple(_tidy(_runs(_TOKEN.findall(old), _TOKEN.findall(new))))


def _align(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> list[ClauseChange]:
    """Pair the clauses of a stretch that changed so that the likeness of all pairs is greatest."""
    pairs = (
        _best_pairs(old, new) if len(old) * len(new) <= MOST_PAIRS else _pairs_by_label(old, new)
    )
    changes: list[ClauseChange] = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(old), len(new))]:
        changes += [_change(one, None) for one in old[i:next_i]]
        changes += [_change(None, one) for one in new[j:next_j]]
        if next_i < len(old) and next_j < len(new):
            changes.append(_change(old[next_i], new[next_j]))
        i, j = next_i + 1, next_j + 1
    return changes


def _best_pairs(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> list[tuple[int, int]]:
    old_grams = [_bigrams(one.text) for one in old]
    new_grams = [_bigrams(one.text) for one in new]
    # best[i][j]: the greatest likeness of old[i:] with new[j:].
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    score = [[0.0] * len(new) for _row in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            score[i][j] = _score(old[i], new[j], old_grams[i], new_grams[j])
            paired = score[i][j] + best[i + 1][j + 1] if score[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if score[i][j] and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _pairs_by_label(old: Sequence[ClauseText], new: Sequence[ClauseText]) -> list[tuple[int, int]]:
    """Pair by number alone, as far as the order of both texts allows."""
    places = {one.label: j for j, one in enumerate(new) if one.label}
    pairs: list[tuple[int, int]] = []
    for i, one in enumerate(old):
        j = places.get(one.label, -1) if one.label else -1
        if j > (pairs[-1][1] if pairs else -1):
            pairs.append((i, j))
    return pairs


def _score(one: ClauseText, other: ClauseText, grams: set[str], others: set[str]) -> float:
    """Return how good a pair the two clauses make; 0 if they make none."""
    if one.is_heading != other.is_heading:
        return 0.0
    total = len(grams) + len(others)
    likeness = 2 * len(grams & others) / total if total else 1.0
    numbered_alike = bool(one.label) and one.label == other.label
    if likeness < (LEAST_LIKENESS_OF_NUMBER if numbered_alike else LEAST_LIKENESS):
        return 0.0
    return likeness + (0.1 if numbered_alike else 0.0)


def _bigrams(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(max(1, len(text) - 1))}


def _change(before: ClauseText | None, after: ClauseText | None) -> ClauseChange:
    shown = after or before
    if shown is None:
        raise ValueError("a change needs a clause")
    words: tuple[Words, ...]
    if before is None:
        kind, words = Change.ADDED, (Words(Change.ADDED, shown.text),)
    elif after is None:
        kind, words = Change.REMOVED, (Words(Change.REMOVED, shown.text),)
    elif before.text == after.text:
        kind, words = Change.SAME, (Words(Change.SAME, shown.text),)
    else:
        kind, words = Change.CHANGED, compare_words(before.text, after.text)
    return ClauseChange(
        label=shown.label,
        kind=kind,
        old=before.text if before else None,
        new=after.text if after else None,
        words=words,
        old_label=before.label if before else "",
        heading=shown.heading,
        is_heading=shown.is_heading,
    )


def _runs(old: Sequence[str], new: Sequence[str]) -> list[Words]:
    """Return the runs between two lists of tokens, by sentences first where they are long."""
    if len(old) * len(new) > MOST_WORD_PAIRS:
        return _runs_by_sentence("".join(old), "".join(new))
    runs: list[Words] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Words(Change.SAME, "".join(old[i:i_end])))
        else:
            runs.append(Words(Change.REMOVED, "".join(old[i:i_end])))
            runs.append(Words(Change.ADDED, "".join(new[j:j_end])))
    return runs


def _runs_by_sentence(old: str, new: str) -> list[Words]:
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    runs: list[Words] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        gone, come = "".join(before[i:i_end]), "".join(after[j:j_end])
        if tag == "equal":
            runs.append(Words(Change.SAME, gone))
        elif len(gone) * len(come) <= MOST_WORD_PAIRS:
            runs += _runs(_TOKEN.findall(gone), _TOKEN.findall(come))
        else:
            runs += [Words(Change.REMOVED, gone), Words(Change.ADDED, come)]
    return runs


def _tidy(runs: Iterable[Words]) -> list[Words]:
    """Join what belongs together: a single character that stayed between changes is no help."""
    tidy: list[Words] = []
    gone = come = ""
    kept = [run for run in runs if run.text]
    for place, run in enumerate(kept):
        last = place + 1 == len(kept)
        if run.kind is Change.REMOVED:
            gone += run.text
        elif run.kind is Change.ADDED:
            come += run.text
        elif gone and come and len(run.text) == 1 and not last and run.text.isalnum():
            gone, come = gone + run.text, come + run.text
        else:
            tidy += [Words(Change.REMOVED, gone), Words(Change.ADDED, come), run]
            gone = come = ""
    tidy += [Words(Change.REMOVED, gone), Words(Change.ADDED, come)]
    return _joined(run for run in tidy if run.text)


def _joined(runs: Iterable[Words]) -> list[Words]:
    return [
        Words(kind, "".join(run.text for run in group))
        for kind, group in groupby(runs, key=lambda run: run.kind)
    ]
