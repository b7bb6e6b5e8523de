"""Going on with a batch: surveyed, read row by row, then written row by row, from wherever it is.

Every row is a step of its own. Killed at any moment, the batch goes on from the rows as they are.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from sunshine.imports import found, pages, survey, versions
from sunshine.imports.actions import end_reading, fail_batch, finish_batch, survey_batch
from sunshine.imports.converting.kinds import Unconvertible
from sunshine.imports.keeping import place_of
from sunshine.imports.models import Batch, BatchKind, BatchState, Row, RowState
from sunshine.imports.reading import Reader
from sunshine.imports.sources import Source, opened
from sunshine.imports.writing import foreseen, write_row
from sunshine.kit.days import beijing_day
from sunshine.publishing.actions.editing import save_draft
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.models import EditionState

Clock = Callable[[], datetime]
_SETTLED_HERE = (RowState.WAITING, RowState.READ)


def source_path(batch: Batch) -> Path:
    """Return where the source of ``batch`` lies."""
    return Path(batch.path) if batch.path else place_of(batch.code)


def steps(batch: Batch, reader: Reader, clock: Clock) -> Iterator[Row | None]:
    """Go on with ``batch``, step by step; each row that was read or written is yielded.

    Ends when the batch waits for a person, is stopped or done. Another process may stop it.
    """
    try:
        with opened(source_path(batch), batch.name) as source:
            yield from _survey(batch, source, reader, clock)
            yield from _read(batch, source, reader, clock)
            yield from _write(batch, source, clock)
    except Unconvertible as why:
        facts = {"name": batch.name, **why.facts}
        fail_batch(batch, code=why.code, facts=facts, at=clock())


def read_all(batch: Batch, reader: Reader, clock: Clock) -> Iterator[Row]:
    """Read everything of an unsaved ``batch`` and yield its rows with what would become of them.

    Writes nothing at all.
    """
    on = beijing_day(clock())
    with opened(source_path(batch), batch.name) as source:
        beside = survey.table_beside(source_path(batch))
        rows = survey.rows_of(batch, source, reader, beside)
        reading = found.Reading(batch, source, reader, on)
        for row in rows:
            if row.state == RowState.WAITING:
                reading.read(row)
    place(rows)
    yield from rows


def place(rows: list[Row]) -> None:
    """Tell twins and versions among ``rows`` apart, and what will become of each; not saved."""
    by_ordinal = {row.ordinal: row for row in rows}
    read = [row for row in rows if row.state == RowState.READ]
    places = versions.placed(map(_brief, read))
    for row in read:
        where = places[row.ordinal]
        if where.doubled:
            row.remarks = [*row.remarks, ["import-doubled", {}]]
        row.follows = by_ordinal[where.follows] if where.follows is not None else None
        if where.twin_of is not None:
            twin = by_ordinal[where.twin_of]
            row.state, row.reason = RowState.TWIN, "import-twin"
            row.reason_facts = {"row": twin.ordinal, "name": twin.name}
            continue
        reason = foreseen(row)
        row.reason, row.reason_facts = reason.code, dict(reason.facts)


def _survey(batch: Batch, source: Source, reader: Reader, clock: Clock) -> Iterator[None]:
    if batch.is_surveyed:
        return
    beside = survey.table_beside(Path(batch.path)) if batch.path else None
    survey_batch(batch, survey.rows_of(batch, source, reader, beside), at=clock())
    yield None


def _read(batch: Batch, source: Source, reader: Reader, clock: Clock) -> Iterator[Row]:
    if not _goes_on(batch, BatchState.READING):
        return
    reading = found.Reading(batch, source, reader, beijing_day(clock()))
    for row in batch.rows.filter(state=RowState.WAITING).order_by("ordinal").iterator(50):
        if not _goes_on(batch, BatchState.READING):
            return
        row.batch = batch
        reading.read(row)
        row.save(update_fields=found.FIELDS)
        yield row
    rows = list(batch.rows.defer("content").order_by("ordinal"))
    for row in rows:
        row.batch = batch
    place(rows)
    changed = [row for row in rows if row.state in {RowState.READ, RowState.TWIN}]
    end_reading(batch, changed, at=clock())


def _write(batch: Batch, source: Source, clock: Clock) -> Iterator[Row]:
    if not _goes_on(batch, BatchState.WRITING):
        return
    waiting = batch.rows.filter(state=RowState.READ)
    briefs = [_brief(row) for row in waiting.defer("content")]
    for ordinal in versions.in_order(briefs):
        if not _goes_on(batch, BatchState.WRITING):
            return
        row = batch.rows.get(ordinal=ordinal)
        row.batch = batch
        write_row(row, source, at=clock())
        yield row
    if batch.kind == BatchKind.SITE:
        relink(batch, clock)
    finish_batch(batch, at=clock())


def relink(batch: Batch, clock: Clock) -> None:
    """Let links between the pages of an old site lead to their items; twice is the same as once."""
    codes = {
        row.name: f"/i/{row.item.code}/"
        for row in batch.rows.filter(item__isnull=False).select_related("item").defer("content")
        if row.item is not None
    }
    for row in batch.rows.filter(state=RowState.DONE).select_related("item"):
        leading = {link: codes.get(name, "") for kind, name, link in row.links if kind == "page"}
        if row.item is None or row.edition is None or not leading:
            continue
        edition = row.item.editions.get(number=row.edition)
        if edition.state != EditionState.DRAFT:
            continue
        content = pages.rewritten(edition.content, leading)
        if content != edition.content:
            with transaction.atomic():
                save_draft(
                    edition,
                    revision=edition.revision,
                    changes=DraftFields(content=content),
                    by=batch.begun_by,
                    at=clock(),
                )


def _goes_on(batch: Batch, state: str) -> bool:
    batch.state = Batch.objects.values_list("state", flat=True).get(pk=batch.pk)
    return batch.state == state


def _brief(row: Row) -> versions.Brief:
    return versions.Brief(row.ordinal, row.digest, row.law, row.version_on)
