"""The clean copy of a file (净本): asked for, put in the place of the original, which is sealed.

Law: 政府信息公开条例 2019 art. 37: what may be made public is made public without the rest.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.files.models import StoredFile
from sunshine.files.store import seal
from sunshine.gate import clean_making, deciding
from sunshine.gate.kinds import MASKED, is_hidden
from sunshine.gate.models import Cleaning, Finding
from sunshine.gate.parts import FILE
from sunshine.gate.queries import findings
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Person
from sunshine.publishing.actions.attachments import why_not_change_files
from sunshine.publishing.attaching import put_in_place
from sunshine.publishing.gate_parts import edition_of, subject_of
from sunshine.publishing.locking import hold_edition
from sunshine.publishing.models import Attachment, Edition, EditionAttachment, EditionState
from sunshine.scanning.clean_copies import Box


def why_not_clean_file(
    edition: Edition,
    attachment: Attachment,
    *,
    strip: Sequence[str] | None = None,
    masks: Collection[Finding] = (),
    boxes: Sequence[Box] = (),
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why ``by`` cannot have a clean copy of ``attachment`` made."""
    reasons = why_not_change_files(edition, by=by, on=on)
    if not edition.attached.filter(attachment=attachment).exists():
        reasons.append(Reason("file-not-there", facts={"name": attachment.name}))
    subject, part = subject_of(edition), f"{FILE}{attachment.code}"
    wanted = list(masks)
    return reasons + clean_making.why_not_ask(subject, part, strip=strip, masks=wanted, boxes=boxes)


@action
def clean_file(
    edition: Edition,
    attachment: Attachment,
    *,
    strip: Sequence[str] | None = None,
    masks: Collection[Finding] = (),
    boxes: Sequence[Box] = (),
    by: Person,
    at: datetime,
) -> Cleaning:
    """Ask for a clean copy of ``attachment``; the worker makes it and puts it in its place.

    ``strip``: what hidden data is to go, None for all of it; ``masks``: findings of the file
    whose values are masked; ``boxes``: what an officer drew over pages and pictures.
    """
    hold_edition(edition)
    on = beijing_day(at)
    part = f"{FILE}{attachment.code}"
    keys = [one.pk for one in masks]
    rows = [one for one in deciding.held(subject_of(edition), keys) if one.part == part]
    maskable = [one for one in rows if one.kind in MASKED and one.text]
    refuse_if(
        why_not_clean_file(
            edition, attachment, strip=strip, masks=maskable, boxes=boxes, by=by, on=on
        )
    )
    source = StoredFile.objects.get(sha256=attachment.digest)
    cleaning = clean_making.ask(
        subject_of(edition), part, source, strip=strip, masks=maskable, boxes=boxes, by=by, at=at
    )
    _tell("cleaning_asked", edition, by, at, file=attachment.code, masks=len(maskable))
    return cleaning


@action
def use_clean_copy(cleaning: Cleaning, *, at: datetime) -> Attachment:
    """Put the copy that was made in the place of the original, which is sealed.

    Done by the worker in the name of who asked. Raises Refused if the edition is no draft
    any more or the file is not with it.
    """
    edition = edition_of(cleaning.subject)
    if edition is None or cleaning.result is None:
        raise Refused("file-not-there", name=cleaning.part)
    hold_edition(edition)
    by = cleaning.asked_by
    refuse_if(why_not_change_files(edition, by=by, on=beijing_day(at)))
    code = cleaning.part.removeprefix(FILE)
    standing = edition.attached.filter(attachment__code=code).select_related("attachment").first()
    if standing is None:
        raise Refused("file-not-there", name=code)
    former = standing.attachment
    new = Attachment.objects.create(
        item=edition.item,
        code=opaque_code(),
        name=former.name,
        digest=cleaning.result.sha256,
        size=cleaning.result.size,
        media_type=cleaning.result.media_type,
        added_by=by,
        added_at=at,
    )
    put_in_place(standing, new)
    _note_cleaned(edition, cleaning, at)
    Cleaning.objects.filter(pk=cleaning.pk).update(state=Cleaning.State.USED, done_at=at)
    _seal_unless_used(cleaning.source)
    _tell("file_cleaned", edition, by, at, file=new.code, former=former.code, digest=new.digest)
    return new


def _note_cleaned(edition: Edition, cleaning: Cleaning, at: datetime) -> None:
    """Let every finding that the copy no longer holds say what became of it."""
    rows = [
        row
        for row in findings(subject_of(edition)).open().filter(part=cleaning.part)
        if is_hidden(row.kind) and (cleaning.strip is None or row.kind in cleaning.strip)
    ]
    deciding.done(rows, Finding.Decision.CLEANED, by=cleaning.asked_by, at=at)


def _seal_unless_used(original: StoredFile) -> None:
    """Seal the original where no edition shows it any more."""
    alive = EditionAttachment.objects.exclude(edition__state=EditionState.DISCARDED)
    if not alive.filter(attachment__digest=original.sha256).exists():
        seal(original)


def _tell(kind: str, edition: Edition, by: Person, at: datetime, **data: object) -> None:
    append(
        f"publishing.{kind}",
        subject=f"item:{edition.item.code}",
        by=by,
        at=at,
        body=edition.item.body.slug,
        data={"edition": edition.number, **data},
    )
