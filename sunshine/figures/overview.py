"""The accounts of all bodies with what is wrong with each: as many queries as for one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sunshine.figures.computing import reports_of
from sunshine.figures.contents import snapshot_document
from sunshine.figures.counts import Counted, Counts, Remembered
from sunshine.figures.editions import APPLICATIONS
from sunshine.figures.faults import found_in
from sunshine.figures.forms import form_of
from sunshine.figures.models import Account, Entry, State
from sunshine.figures.narrative import Frame, claims_in
from sunshine.figures.queries import Standing, newest_snapshots, standings
from sunshine.figures.record_counts import published_counts
from sunshine.figures.reports import Report
from sunshine.orgs.models import Body


@dataclass(frozen=True, slots=True)
class Line:
    """One body in the overview: how far it is, its numbers, how many faults a draft has."""

    standing: Standing
    report: Report
    faults: int | None


def overview(bodies: Sequence[Body], year: int, kind: str, counts: Counts) -> list[Line]:
    """Return one line for each body, in the order given; some twenty queries for any number."""
    counts = Remembered(counts)
    live = reports_of(bodies, year, kind, counts)
    before = _years_before(bodies, year, kind, counts)
    frames = _frames(bodies, year, live, counts)
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(
        account__body__in=bodies, account__year=year, account__kind=kind
    ).select_related("account"):
        entries[entry.account.body_id].append(entry)
    lines = []
    for standing in standings(bodies, year, kind):
        key, account = standing.body.pk, standing.account
        report, faults = live[key], None
        if account is not None and account.state == State.SIGNED and standing.snapshot:
            report = snapshot_document(standing.snapshot).report
        elif account is not None:
            report = _with_claims(account, report, frames[key])
            faults = found_in(account, report, before.get(key), entries[key]).number
        lines.append(Line(standing, report, faults))
    return lines


def _years_before(
    bodies: Sequence[Body], year: int, kind: str, counts: Counts
) -> dict[int, Report]:
    found: dict[int, Report] = {}
    if APPLICATIONS in form_of(kind, year).tables and (
        APPLICATIONS in form_of(kind, year - 1).tables
    ):
        found = reports_of(bodies, year - 1, kind, counts)
    for body, snapshot in newest_snapshots(bodies, year - 1, kind).items():
        found[body] = snapshot_document(snapshot).report
    return {body: replace(report, agency="") for body, report in found.items()}


def _frames(
    bodies: Sequence[Body], year: int, reports: Mapping[int, Report], counts: Counts
) -> dict[int, Frame]:
    published = published_counts(bodies, year)
    counted = counts.counted(bodies, year)
    return {
        body.pk: Frame(
            body.name,
            year,
            published.get(body.pk, 0),
            None if reports[body.pk].fees is None else counted.get(body.pk, Counted()).fees,
        )
        for body in bodies
    }


def _with_claims(account: Account, report: Report, frame: Frame) -> Report:
    return replace(report, claims=claims_in(account.texts, report, frame))
