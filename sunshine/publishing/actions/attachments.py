"""Files of a draft: attached, taken off, replaced, put in order."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.files.names import safe_name
from sunshine.files.store import Readable, store
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Person
from sunshine.publishing.attaching import put_in_place
from sunshine.publishing.duties import EDITING, why_not_duty
from sunshine.publishing.locking import hold_edition
from sunshine.publishing.models import Attachment, Edition, EditionAttachment
from sunshine.publishing.states import EDITION_STEPS, may_step

MOST_FILES = 40


def why_not_change_files(edition: Edition, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not change the files of ``edition``."""
    reasons = why_not_duty(by, edition.item.body, on, EDITING)
    if not may_step(EDITION_STEPS, "save", edition.state):
        state = edition.get_state_display()
        reasons.append(Reason("edition-no-draft", facts={"state": state}))
    return reasons


def why_not_attach(edition: Edition, *, by: Person, on: date) -> list[Reason]:
    """Return why nothing more can be attached to ``edition``."""
    reasons = why_not_change_files(edition, by=by, on=on)
    if edition.attached.count() >= MOST_FILES:
        reasons.append(Reason("files-too-many", field="file", facts={"most": MOST_FILES}))
    return reasons


@action
def attach(
    edition: Edition, *, stream: Readable, filename: str, by: Person, at: datetime
) -> Attachment:
    """Keep the content of ``stream`` and show it with the draft, after what is there.

    Raises Refused also for what ``sunshine.files`` does not keep.
    """
    hold_edition(edition)
    refuse_if(why_not_attach(edition, by=by, on=beijing_day(at)))
    attachment = _keep(edition, stream, filename, by, at)
    last = edition.attached.aggregate(last=Max("rank"))["last"]
    rank = 0 if last is None else last + 1
    EditionAttachment.objects.create(edition=edition, attachment=attachment, rank=rank)
    _tell("file_attached", edition, by, at, file=attachment.code, digest=attachment.digest)
    return attachment


@action
def detach(edition: Edition, attachment: Attachment, *, by: Person, at: datetime) -> None:
    """Take the file off the draft; editions before keep it."""
    hold_edition(edition)
    refuse_if(why_not_change_files(edition, by=by, on=beijing_day(at)))
    _standing(edition, attachment).delete()
    if not attachment.standing.exclude(edition__state="discarded").exists():
        # What it was to replace stands for itself again.
        Attachment.objects.filter(replaced_by=attachment).update(replaced_by=None)
    _tell("file_detached", edition, by, at, file=attachment.code)


@action
def replace(
    edition: Edition,
    attachment: Attachment,
    *,
    stream: Readable,
    filename: str,
    by: Person,
    at: datetime,
) -> Attachment:
    """Show another content in the place of ``attachment``, and return the new attachment.

    Its address leads on to the new one, for readers only once the draft is published;
    editions before keep the old file.
    """
    hold_edition(edition)
    refuse_if(why_not_change_files(edition, by=by, on=beijing_day(at)))
    standing = _standing(edition, attachment)
    new = _keep(edition, stream, filename, by, at)
    put_in_place(standing, new)
    _tell("file_replaced", edition, by, at, file=new.code, former=attachment.code)
    return new


def why_not_order_files(
    edition: Edition, codes: Sequence[str], *, by: Person, on: date
) -> list[Reason]:
    """Return why the files of ``edition`` cannot stand in the order of ``codes``."""
    reasons = why_not_change_files(edition, by=by, on=on)
    standing = edition.attached.values_list("attachment__code", flat=True)
    if sorted(codes) != sorted(standing):
        reasons.append(Reason("files-not-all-ordered", field="order"))
    return reasons


@action
def order_files(edition: Edition, codes: Sequence[str], *, by: Person, at: datetime) -> None:
    """Put the files of the draft into the order of ``codes``."""
    hold_edition(edition)
    refuse_if(why_not_order_files(edition, codes, by=by, on=beijing_day(at)))
    for rank, code in enumerate(codes):
        edition.attached.filter(attachment__code=code).update(rank=rank)
    _tell("files_ordered", edition, by, at, files=list(codes))


def _keep(
    edition: Edition, stream: Readable, filename: str, by: Person, at: datetime
) -> Attachment:
    kept = store(stream, filename=filename)
    same = edition.attached.filter(attachment__digest=kept.sha256).select_related("attachment")
    if (twin := same.first()) is not None:
        raise Refused("file-attached-already", field="file", name=twin.attachment.name)
    return Attachment.objects.create(
        item=edition.item,
        code=opaque_code(),
        name=safe_name(filename, kept.media_type),
        digest=kept.sha256,
        size=kept.size,
        media_type=kept.media_type,
        added_by=by,
        added_at=at,
    )


def _standing(edition: Edition, attachment: Attachment) -> EditionAttachment:
    standing = edition.attached.filter(attachment=attachment).first()
    if standing is None:
        raise Refused("file-not-there", field="file", name=attachment.name)
    return standing


def _tell(kind: str, edition: Edition, by: Person, at: datetime, **data: object) -> None:
    append(
        f"publishing.{kind}",
        subject=f"item:{edition.item.code}",
        by=by,
        at=at,
        body=edition.item.body.slug,
        data={"edition": edition.number, **data},
    )
