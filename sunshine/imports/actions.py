"""What is done to a batch and to its rows; what it makes of them, publishing's acts do."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count

import sunshine.imports.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.imports.keeping import forget
from sunshine.imports.models import (
    RUNNING,
    Batch,
    BatchKind,
    BatchState,
    Origin,
    Row,
    RowState,
)
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person
from sunshine.publishing import placing
from sunshine.publishing.duties import EDITING, why_not_duty, why_not_existing
from sunshine.publishing.models import Item, Section

_AT_ONCE = 500


def why_not_begin_batch(body: Body, section: Section, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot import into ``section`` of ``body``."""
    return [
        *why_not_duty(by, body, on, EDITING),
        *why_not_existing(body, on),
        *placing.why_not_section(body, section),
    ]


@action
def begin_batch(
    body: Body,
    section: Section,
    *,
    code: str,
    kind: str = BatchKind.DOCUMENTS,
    name: str,
    path: str = "",
    digest: str = "",
    options: dict[str, Any] | None = None,
    is_confirmed: bool = False,
    by: Person,
    at: datetime,
) -> Batch:
    """Begin an import and return its batch; the worker, or the command, goes on with it.

    ``code``: opaque, under which an upload was kept. ``path``: a folder or file of the server
    that the command reads; empty for an upload.
    """
    refuse_if(why_not_begin_batch(body, section, by=by, on=beijing_day(at)))
    batch = Batch.objects.create(
        code=code,
        kind=kind,
        body=body,
        section=section,
        name=name[:200],
        path=path,
        digest=digest,
        options=options or {},
        is_confirmed=is_confirmed,
        begun_by=by,
        begun_at=at,
    )
    _tell("batch_begun", batch, by, at, import_kind=kind, section=section.slug)
    return batch


@action
def survey_batch(batch: Batch, rows: list[Row], *, at: datetime) -> None:
    """Keep the rows of ``batch`` as they were found; from now on they are known, all of them."""
    if Batch.objects.select_for_update().get(pk=batch.pk).is_surveyed:
        raise RuntimeError("a batch is surveyed once")
    Row.objects.bulk_create(rows, batch_size=_AT_ONCE)
    batch.is_surveyed = True
    batch.save(update_fields=["is_surveyed"])
    _tell("batch_surveyed", batch, None, at, rows=len(rows))


@action
def end_reading(batch: Batch, rows: list[Row], *, at: datetime) -> None:
    """Keep the places of ``rows`` among each other; the batch goes on, or waits for a person."""
    _hold(batch)
    for row in rows:
        row.save(update_fields=["state", "reason", "reason_facts", "remarks", "follows"])
    if batch.state == BatchState.READING:
        batch.state = BatchState.WRITING if batch.is_confirmed else BatchState.PREVIEW
        batch.save(update_fields=["state"])
    _tell("batch_read", batch, None, at, rows=_counts(batch))


def why_not_confirm_batch(batch: Batch, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot let ``batch`` be written."""
    reasons = why_not_begin_batch(batch.body, batch.section, by=by, on=on)
    if batch.state != BatchState.PREVIEW:
        reasons.append(Reason("import-not-confirmable"))
    return reasons


@action
def confirm_batch(batch: Batch, *, by: Person, at: datetime) -> None:
    """Let what was previewed be written."""
    _hold(batch)
    refuse_if(why_not_confirm_batch(batch, by=by, on=beijing_day(at)))
    batch.is_confirmed, batch.state = True, BatchState.WRITING
    batch.save(update_fields=["is_confirmed", "state"])
    _tell("batch_confirmed", batch, by, at)


def why_not_stop_batch(batch: Batch, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot stop ``batch``."""
    reasons = why_not_duty(by, batch.body, on, EDITING)
    if batch.state not in RUNNING:
        reasons.append(Reason("import-finished-already"))
    return reasons


@action
def stop_batch(batch: Batch, *, by: Person, at: datetime) -> None:
    """Stop after the row at hand; nothing done is undone."""
    _hold(batch)
    refuse_if(why_not_stop_batch(batch, by=by, on=beijing_day(at)))
    batch.state = BatchState.STOPPED
    batch.save(update_fields=["state"])
    _tell("batch_stopped", batch, by, at)


def why_not_resume_batch(batch: Batch, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot let ``batch`` go on."""
    reasons = why_not_begin_batch(batch.body, batch.section, by=by, on=on)
    if batch.state != BatchState.STOPPED:
        reasons.append(Reason("import-not-stopped"))
    return reasons


@action
def resume_batch(batch: Batch, *, by: Person, at: datetime) -> None:
    """Go on where it was stopped."""
    _hold(batch)
    refuse_if(why_not_resume_batch(batch, by=by, on=beijing_day(at)))
    unread = not batch.is_surveyed or batch.rows.filter(state=RowState.WAITING).exists()
    further = BatchState.WRITING if batch.is_confirmed else BatchState.PREVIEW
    batch.state = BatchState.READING if unread else further
    batch.save(update_fields=["state"])
    _tell("batch_resumed", batch, by, at, state=batch.state)


@action
def finish_batch(batch: Batch, *, at: datetime) -> None:
    """Close a batch all of whose rows are settled."""
    _hold(batch)
    batch.state, batch.finished_at = BatchState.FINISHED, at
    batch.save(update_fields=["state", "finished_at"])
    _tell("batch_finished", batch, None, at, rows=_counts(batch))


@action
def fail_batch(batch: Batch, *, code: str, facts: dict[str, Any], at: datetime) -> None:
    """Close a batch whose source cannot be read, with the reason."""
    _hold(batch)
    batch.state, batch.finished_at = BatchState.FAILED, at
    batch.trouble, batch.trouble_facts = code, facts
    batch.save(update_fields=["state", "finished_at", "trouble", "trouble_facts"])
    _tell("batch_failed", batch, None, at, why=code)


@action
def settle_row(
    row: Row,
    *,
    state: str,
    item: Item | None = None,
    edition: int | None = None,
    reasons: tuple[Reason, ...] = (),
    at: datetime,
) -> None:
    """Keep what became of ``row``; a row that is done has its origin kept, once for the body.

    Called in one transaction with the acts that made the item.
    """
    row.state, row.item, row.edition, row.settled_at = state, item, edition, at
    row.reason = reasons[0].code if reasons else ""
    row.reason_facts = _plain(reasons[0]) if reasons else {}
    row.remarks = [*row.remarks, *([one.code, _plain(one)] for one in reasons[1:])]
    if state != RowState.QUEUED:
        row.content = ""
    row.save()
    if state == RowState.DONE and item is not None and edition is not None:
        Origin.objects.create(
            body=row.batch.body,
            digest=row.digest,
            address=row.address,
            law=row.law,
            version_on=row.version_on,
            item=item,
            edition=edition,
            at=at,
        )
    facts = {"row": row.ordinal, "state": state, "item": item.code if item else None}
    _tell("row_settled", row.batch, row.batch.begun_by, at, **facts, edition=edition)


def _hold(batch: Batch) -> None:
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    batch.state, batch.is_confirmed = held.state, held.is_confirmed


@action
def forget_upload(batch: Batch, *, at: datetime) -> None:
    """Remove the upload of ``batch``: it holds what was pulled because of a leak.

    The original that is the evidence lies sealed with the incident. What still waited in the
    batch keeps its text and loses its files (保守国家秘密法实施条例 2024 art. 61).
    """
    forget(batch.code)
    codes = batch.rows.filter(item__incidents__isnull=False).values_list("item__code", flat=True)
    _tell("upload_removed", batch, None, at, items=sorted(set(codes)))


def _counts(batch: Batch) -> dict[str, int]:
    counted = batch.rows.order_by().values_list("state").annotate(count=Count("pk"))
    return dict(counted)


def _plain(reason: Reason) -> dict[str, object]:
    """Return the facts as JSON holds them; translated words as they read now."""
    return {
        name: value if isinstance(value, int | float) else str(value)
        for name, value in reason.facts.items()
    }


def _tell(kind: str, batch: Batch, by: Person | None, at: datetime, **data: object) -> None:
    append(
        f"imports.{kind}",
        subject=f"import:{batch.code}",
        by=by,
        at=at,
        body=batch.body.slug,
        data=data,
    )
