"""Writing one row: registered, begun, attached and settled in one transaction, or not at all."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import PurePosixPath

from django.db import DatabaseError, transaction
from django.db.models import F

from sunshine.imports import pages
from sunshine.imports.actions import settle_row
from sunshine.imports.converting.kinds import Unconvertible, extension_of
from sunshine.imports.known import DAYS, Known
from sunshine.imports.models import BatchKind, Origin, Row, RowState
from sunshine.imports.reasons import reason_of
from sunshine.imports.sources import Member, Source
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused
from sunshine.orgs.models import Body
from sunshine.publishing import placing, plausible
from sunshine.publishing.actions.attachments import MOST_FILES, attach, detach
from sunshine.publishing.actions.editing import begin_edition, begin_item, save_draft
from sunshine.publishing.actions.papers import change_paper, register_paper
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.models import (
    Attribute,
    Audience,
    Edition,
    EditionKind,
    Item,
    Paper,
    Validity,
)

log = logging.getLogger(__name__)

_PLANNED = frozenset({"in_force_on", "repealed_on"})


def write_row(row: Row, source: Source, *, at: datetime) -> None:
    """Make of ``row`` what it is to be, whoever else writes rows at the same time.

    A row that was written meanwhile is left alone. What is refused is undone and told.
    """
    try:
        with transaction.atomic():
            if _claimed(row):
                _write(row, source, at)
            return
    except Refused as refused:
        reasons = refused.reasons
    except Unconvertible as why:
        reasons = (reason_of(why.code, why.facts),)
    except DatabaseError:
        raise
    except Exception:
        log.exception("row %s of the import %s failed", row.ordinal, row.batch.code)
        reasons = (Reason("import-fault"),)
    fresh = Row.objects.select_related("batch__body", "batch__begun_by").get(pk=row.pk)
    settle_row(fresh, state=RowState.FAILED, reasons=reasons, at=at)


def foreseen(row: Row) -> Reason:
    """Return what will become of a row that was read, as things stand; up to three queries."""
    origin = Origin.objects.filter(body=row.batch.body, digest=row.digest).first()
    if origin is not None:
        return Reason("import-same", facts={"title": _title_of(origin.item)})
    if row.follows is not None:
        return Reason("import-will-follow", facts={"title": row.follows.title})
    try:
        former = _former(row)
    except Refused as refused:
        return refused.reasons[0]
    if former is not None:
        return Reason("import-will-follow", facts={"title": _title_of(former)})
    return Reason("import-will-begin")


def _claimed(row: Row) -> bool:
    """Hold the row for this transaction; return whether it still waits to be written."""
    waiting = Row.objects.select_for_update().filter(
        pk=row.pk, state__in=[RowState.READ, RowState.QUEUED]
    )
    if waiting.update(settled_at=None) != 1:
        return False
    row.refresh_from_db()
    return True


def _write(row: Row, source: Source, at: datetime) -> None:
    body = row.batch.body
    origin = Origin.objects.filter(body=body, digest=row.digest).select_related("item").first()
    if origin is not None:
        same = Reason("import-same", facts={"title": _title_of(origin.item)})
        settle_row(
            row,
            state=RowState.SAME,
            item=origin.item,
            edition=origin.edition,
            reasons=(same,),
            at=at,
        )
        return
    if _waits_already(row):
        settle_row(row, state=RowState.SAME, reasons=(Reason("import-waits-already"),), at=at)
        return
    former = _former(row)
    if former is not None and (open_one := placing.open_edition(former)) is not None:
        queued = Reason("import-queued", facts={"title": open_one.title})
        settle_row(row, state=RowState.QUEUED, item=former, reasons=(queued,), at=at)
        return
    edition = _begun(row, at) if former is None else _next(row, former, at)
    _attach_files(row, edition, source, at)
    settle_row(row, state=RowState.DONE, item=edition.item, edition=edition.number, at=at)


def _waits_already(row: Row) -> bool:
    """Return whether another import of the same content waits for its turn."""
    same = Row.objects.filter(batch__body=row.batch.body, digest=row.digest, state=RowState.QUEUED)
    return same.exclude(pk=row.pk).exists()


def _former(row: Row) -> Item | None:
    """Return the item of which ``row`` is the next state, None if it is one of its own.

    Raises Refused where a later version is there already.
    """
    known = Origin.objects.filter(body=row.batch.body).select_related("item")
    if row.law and row.version_on is not None:
        dated = known.filter(law=row.law, version_on__isnull=False)
        later = dated.filter(version_on__gt=row.version_on).order_by("version_on").first()
        if later is not None and later.version_on is not None:
            raise Refused("import-older-version", day=later.version_on.isoformat())
        if (earlier := dated.filter(version_on__lt=row.version_on).last()) is not None:
            return earlier.item
    if row.address and (same := known.filter(address=row.address).last()) is not None:
        return same.item
    return None


def _begun(row: Row, at: datetime) -> Edition:
    batch, known = row.batch, Known.from_data(row.known)
    fields = _fields(row, known, item=None, on=beijing_day(at))
    paper = _paper(row, known, fields, at) if is_own(known, batch.body) else None
    item = begin_item(
        batch.body,
        row.section or batch.section,
        paper=paper,
        audience=Audience.PUBLIC,
        source_index_number=known.index_number,
        published_first=_sound(row, known, "published_on", beijing_day(at)),
        by=batch.begun_by,
        at=at,
        **fields,
    )
    return item.editions.get()


def _next(row: Row, item: Item, at: datetime) -> Edition:
    by, known = row.batch.begun_by, Known.from_data(row.known)
    on = beijing_day(at)
    edition = begin_edition(item, kind=EditionKind.MAJOR, by=by, at=at)
    for standing in edition.attached.select_related("attachment"):
        # The files of the former version are not those of this one.
        detach(edition, standing.attachment, by=by, at=at)
    fields = _fields(row, known, item=item, on=on)
    day = row.version_on.isoformat() if row.version_on else ""
    fields["change_note"] = f"{day}版本" if day else "来源网页内容更新"
    made = fields.get("made_on")
    if item.paper is not None and made is not None and made > item.paper.made_on:
        change_paper(item.paper, changed_on=made, by=by, at=at)
    return save_draft(edition, revision=edition.revision, changes=fields, by=by, at=at)


def is_own(known: Known, body: Body) -> bool:
    """Return whether ``body`` made the document: no other organ is named as its maker."""
    return not known.issuers or bool({body.name, body.short_name} & set(known.issuers))


def _paper(row: Row, known: Known, fields: DraftFields, at: datetime) -> Paper | None:
    """Register the paper of a document of the body's own; none without the day it was made."""
    made = fields.get("made_on")
    if made is None:
        return None
    return register_paper(
        row.batch.body,
        title=known.title,
        document_number=fields.get("document_number", ""),
        made_on=made,
        attribute=Attribute.PROACTIVE,
        section_slug=(row.section or row.batch.section).slug,
        by=row.batch.begun_by,
        at=at,
    )


def _fields(row: Row, known: Known, *, item: Item | None, on: date) -> DraftFields:
    own = is_own(known, row.batch.body)
    return DraftFields(
        title=known.title,
        summary=known.summary,
        content=row.content,
        document_number=_number(row, known, item),
        source="" if own else "、".join(known.issuers)[:120],
        subject=known.subject,
        keywords=list(known.keywords),
        made_on=_sound(row, known, "made_on", on),
        in_force_on=_sound(row, known, "in_force_on", on),
        repealed_on=_sound(row, known, "repealed_on", on),
        validity=known.validity or Validity.UNKNOWN,
    )


def _sound(row: Row, known: Known, name: str, on: date) -> date | None:
    """Return a day of ``known`` if it can be one; what cannot is unknown, and remarked."""
    if name not in DAYS:
        raise KeyError(name)
    day: date | None = getattr(known, name)
    judge = plausible.why_not_planned if name in _PLANNED else plausible.why_not_past
    if day is None or not judge(day, field=name, on=on):
        return day
    row.remarks = [*row.remarks, ["import-day-implausible", {"day": day.isoformat()}]]
    return None


def _number(row: Row, known: Known, item: Item | None) -> str:
    """Return the document number unless another paper or item of the body bears it."""
    number = plausible.document_number(known.document_number)
    if not number:
        return ""
    body = row.batch.body
    papers = Paper.objects.of(body).filter(document_number=number)
    bearing = Edition.objects.filter(document_number=number, item__body=body)
    shown = bearing.filter(item__current=F("pk"))
    if item is not None:
        papers, shown = papers.exclude(item=item), shown.exclude(item=item)
    imported = bearing.filter(item__origins__isnull=False).exclude(item=item)
    if papers.exists() or shown.exists() or imported.exists():
        row.remarks = [*row.remarks, ["import-number-used", {"number": number}]]
        return ""
    return number


def _attach_files(row: Row, edition: Edition, source: Source, at: datetime) -> None:
    by, leading = row.batch.begun_by, dict[str, str]()
    for name, key, link in _files_of(row, source):
        filename = PurePosixPath(name).name
        try:
            content = source.content(Member(name, 0, "", key))
            with transaction.atomic():
                kept = attach(edition, stream=BytesIO(content), filename=filename, by=by, at=at)
            leading[link] = f"/f/{kept.code}/{kept.name}"
        except (Refused, Unconvertible) as why:
            if not edition.content:
                raise
            said = str(why) if isinstance(why, Refused) else str(reason_of(why.code, why.facts))
            facts = {"name": filename, "why": said}
            row.remarks = [*row.remarks, ["import-attachment-refused", facts]]
    _lead(edition, leading, row, at)


def _files_of(row: Row, source: Source) -> list[tuple[str, str, str]]:
    """Return name, key and link of what to attach: what a page links to, a PDF itself."""
    if row.batch.kind == BatchKind.SITE:
        keys = {member.name: member.key for member in source.members() if not member.unfit}
        found = [(n, keys[n], link) for kind, n, link in row.links if kind == "file" and n in keys]
        return found[:MOST_FILES]
    kept = {"pdf", *row.batch.options.get("attach", [])}
    fits = row.entry is None and extension_of(row.name) in kept
    return [(row.name, row.key, "")] if fits else []


def _lead(edition: Edition, leading: Mapping[str, str], row: Row, at: datetime) -> None:
    content = pages.rewritten(edition.content, leading)
    if content != edition.content:
        changes = DraftFields(content=content)
        by = row.batch.begun_by
        save_draft(edition, revision=edition.revision, changes=changes, by=by, at=at)


def _title_of(item: Item) -> str:
    newest = item.current or item.editions.order_by("-number").first()
    return newest.title if newest else item.code
