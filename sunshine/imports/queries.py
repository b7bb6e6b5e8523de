"""What pages ask of imports: how far a batch is, and which of its items wait for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Count, F

from sunshine.imports.models import Batch, Row, RowState
from sunshine.orgs.models import Person
from sunshine.publishing.actions.review import why_not_approve
from sunshine.publishing.models import Edition, EditionState


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: rows by state, rows that are through, steps of all in percent."""

    counts: dict[str, int]
    total: int
    through: int
    percent: int


def progress_of(batch: Batch) -> Progress:
    """Return how far ``batch`` is; each row is read and written; one query."""
    counted = batch.rows.order_by().values_list("state").annotate(count=Count("pk"))
    counts = dict(counted)
    total = sum(counts.values())
    waiting, read = counts.get(RowState.WAITING, 0), counts.get(RowState.READ, 0)
    steps = 2 * total - 2 * waiting - read
    percent = 0 if not total else 100 * steps // (2 * total)
    ordered = {state: counts[state] for state in RowState.values if state in counts}
    return Progress(ordered, total, total - waiting - read, percent)


def editions_of(batch: Batch, *states: str) -> list[Edition]:
    """Return the editions that ``batch`` began and that stand in one of ``states``; one query."""
    made = Edition.objects.filter(
        item__import_rows__batch=batch,
        item__import_rows__state=RowState.DONE,
        item__import_rows__edition=F("number"),
        state__in=states,
    )
    related = ("item__body", "item__section", "item__paper", "author", "submitted_by")
    return list(made.select_related(*related).order_by("item__import_rows__ordinal"))


def reviewable_by(batch: Batch, step: str, *, by: Person, at: datetime, most: int) -> list[Edition]:
    """Return the first ``most`` editions whose ``step`` is open to ``by``; a dozen queries each."""
    if by.pk == batch.begun_by_id:
        # He wrote them all.
        return []
    waiting = (
        edition
        for edition in editions_of(batch, EditionState.IN_REVIEW)
        if not why_not_approve(edition, step, by=by, at=at)
    )
    return list(islice(waiting, most))


def rows_by_edition(batch: Batch, editions: Iterable[Edition]) -> dict[int, Row]:
    """Return the row of each edition, by the edition's key; one query."""
    wanted = {(edition.item_id, edition.number): edition.pk for edition in editions}
    rows = batch.rows.filter(item__in={item for item, _number in wanted}).defer("content")
    return {
        wanted[row.item_id, row.edition]: row
        for row in rows
        if row.item_id is not None
        and row.edition is not None
        and (row.item_id, row.edition) in wanted
    }
