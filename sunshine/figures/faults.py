"""What is wrong with an account before it is handed in: faults, and what has to be explained."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import sunshine.figures.reasons  # noqa: F401 - registers the sentences
from sunshine.figures.checking import check
from sunshine.figures.computing import report_of
from sunshine.figures.contents import snapshot_document
from sunshine.figures.counts import Counts
from sunshine.figures.editions import APPLICATIONS
from sunshine.figures.forms import form_of, groups_of
from sunshine.figures.models import Account, Entry, Snapshot
from sunshine.figures.narrative import is_empty, sections_of
from sunshine.figures.reports import Failure, Report, Unchecked
from sunshine.figures.sentences import place_words, sentence
from sunshine.kit.errors import Reason

FORMAT_LAW = "国办公开办函〔2021〕30号"
# Between the years there can be good reasons: they are to be told, not hidden.
EXPLAINABLE = frozenset({"I5", "I6"})


@dataclass(frozen=True, slots=True)
class Faults:
    """What was found: ``reasons`` keep the account back, ``differing`` wants an explanation."""

    reasons: tuple[Reason, ...]
    differing: tuple[Failure, ...]
    unchecked: tuple[Unchecked, ...]
    compared: int

    @property
    def number(self) -> int:
        """Return how many there are, those to be explained included."""
        return len(self.reasons) + len(self.differing)


def faults_of(account: Account, report: Report, counts: Counts) -> Faults:
    """Return everything wrong with ``account`` as it stands now, beside the year before."""
    before = report_before(account, report, counts)
    return found_in(account, report, before, Entry.objects.filter(account=account))


def found_in(
    account: Account, report: Report, before: Report | None, entries: Iterable[Entry]
) -> Faults:
    """Return what is wrong with ``report``, whose claims are those of its text; no query."""
    outcome = check([before, report] if before else [report])
    own = [failure for failure in outcome.failures if failure.report is report]
    broken = [
        Reason(
            "account-fault",
            facts={"place": place_words(failure.place), "what": sentence(failure)},
        )
        for failure in own
        if failure.identity not in EXPLAINABLE
    ]
    return Faults(
        (*_lacking(account, entries), *_empty(account, report), *broken),
        tuple(failure for failure in own if failure.identity in EXPLAINABLE),
        tuple(one for one in outcome.unchecked if one.report is report),
        outcome.compared,
    )


def report_before(account: Account, report: Report, counts: Counts) -> Report | None:
    """Return the account of the year before: as signed, else as the cases give it now.

    None where the forms have no cases, and before there were any.
    """
    last = latest_snapshot(account.body_id, account.year - 1, account.kind)
    if last is not None:
        return replace(snapshot_document(last).report, agency=report.agency)
    if APPLICATIONS not in report.edition.tables:
        return None
    before = report_of(account.body, account.year - 1, account.kind, counts)
    if APPLICATIONS not in before.edition.tables:
        return None
    return replace(before, agency=report.agency)


def latest_snapshot(body: int, year: int, kind: str) -> Snapshot | None:
    """Return the newest snapshot of a body, year and kind, or None; one query."""
    made = Snapshot.objects.filter(account__body=body, account__year=year, account__kind=kind)
    return made.order_by("-number").first()


def _lacking(account: Account, entries: Iterable[Entry]) -> list[Reason]:
    by_group = {entry.group: entry for entry in entries}
    reasons = []
    for group in groups_of(form_of(account.kind, account.year)):
        entry = by_group.get(group.key)
        facts = {"group": group.name}
        if entry is None:
            reasons.append(Reason("account-group-lacking", facts=facts))
        elif entry.signed_at is None:
            reasons.append(Reason("account-group-unsigned", facts=facts))
    return reasons


def _empty(account: Account, report: Report) -> list[Reason]:
    return [
        Reason("account-section-empty", law=FORMAT_LAW, facts={"section": section.title})
        for section in sections_of(report.edition)
        if (section.text or section.words_needed) and is_empty(account.texts.get(section.key, ""))
    ]
