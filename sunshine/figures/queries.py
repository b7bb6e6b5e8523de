"""Accounts of many bodies at once: what the province sees, and the sum of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from sunshine.figures.computing import reports_of, sum_of
from sunshine.figures.contents import draft_document, snapshot_document, sum_document
from sunshine.figures.counts import Counts
from sunshine.figures.documents import Document
from sunshine.figures.faults import latest_snapshot
from sunshine.figures.forms import due_of, form_of, groups_of
from sunshine.figures.models import Account, Entry, Snapshot, State
from sunshine.figures.narrative import first_texts
from sunshine.figures.reports import Report
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, BodyLevel
from sunshine.publishing.models import EditionState

OUT = frozenset({EditionState.PUBLISHED, EditionState.SUPERSEDED})
# 条例 2019 art. 49: departments at county level and above; 分局 and 所 account with their bureau.
ACCOUNTING = (BodyLevel.PROVINCE, BodyLevel.CITY, BodyLevel.DISTRICT)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a body has come with its account of a year."""

    body: Body
    account: Account | None
    snapshot: Snapshot | None
    groups_lacking: int
    due: date
    published: datetime | None

    @property
    def is_out(self) -> bool:
        """Return whether the newest snapshot is in the record for all to read."""
        return self.published is not None

    def is_late(self, on: date) -> bool:
        """Return whether the account was not out by the day it was due."""
        day = beijing_day(self.published) if self.published else on
        return day > self.due


def accounting_bodies(bodies: Sequence[Body], year: int) -> list[Body]:
    """Return those of ``bodies`` that account for ``year``: of county level, there at its end."""
    last = date(year, 12, 31)
    return [body for body in bodies if body.level in ACCOUNTING and body.exists_on(last)]


def standings(bodies: Sequence[Body], year: int, kind: str) -> list[Standing]:
    """Return how far each body is, in the order given; three queries."""
    accounts = {
        account.body_id: account
        for account in Account.objects.filter(body__in=bodies, year=year, kind=kind)
    }
    newest = newest_snapshots(bodies, year, kind)
    signed = _signed_groups(accounts.values())
    wanted = len(groups_of(form_of(kind, year)))
    due, _edition = due_of(kind, year)
    found = []
    for body in bodies:
        account, snapshot = accounts.get(body.pk), newest.get(body.pk)
        lacking = wanted - signed.get(account.pk, 0) if account else wanted
        found.append(Standing(body, account, snapshot, lacking, due, _published_at(snapshot)))
    return found


def newest_snapshots(bodies: Sequence[Body], year: int, kind: str) -> dict[int, Snapshot]:
    """Return the snapshot signed last, by body; one query."""
    made = Snapshot.objects.filter(
        account__body__in=bodies, account__year=year, account__kind=kind
    ).select_related("account", "edition")
    # In the order of their numbers: a later one takes the place of the one before.
    return {one.account.body_id: one for one in made.order_by("number")}


def province_reports(
    bodies: Sequence[Body], year: int, kind: str, counts: Counts
) -> dict[int, Report]:
    """Return every body's account: as signed, else as it stands now; as many queries as for one."""
    live = reports_of(bodies, year, kind, counts)
    for body, snapshot in newest_snapshots(bodies, year, kind).items():
        if snapshot.account.state == State.SIGNED:
            live[body] = snapshot_document(snapshot).report
    return live


def sum_for(body: Body, year: int, kind: str, counts: Counts) -> Document:
    """Return the sum of ``body`` and every body below it, marked as internal."""
    bodies = accounting_bodies(list(Body.objects.under(body).in_tree_order()), year) or [body]
    reports = province_reports(bodies, year, kind, counts)
    total = sum_of(reports.values(), agency=body.name)
    return sum_document(total, kind)


def document_for(body: Body, year: int, kind: str, counts: Counts) -> Document:
    """Return what was signed last; else the draft as it stands, begun or not."""
    account = Account.objects.filter(body=body, year=year, kind=kind).first()
    snapshot = latest_snapshot(body.pk, year, kind)
    if snapshot is not None:
        return snapshot_document(snapshot)
    if account is None:
        texts = first_texts(form_of(kind, year))
        account = Account(body=body, year=year, kind=kind, texts=texts)
    return draft_document(account, counts)


def _signed_groups(accounts: Iterable[Account]) -> Mapping[int, int]:
    signed = Entry.objects.signed().filter(account__in=list(accounts))
    return dict(signed.values_list("account").annotate(number=Count("pk")).order_by())


def _published_at(snapshot: Snapshot | None) -> datetime | None:
    if snapshot is None or snapshot.edition is None or snapshot.edition.state not in OUT:
        return None
    return snapshot.edition.published_at
