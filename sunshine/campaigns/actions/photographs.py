"""Photographs: kept, and published only with consent or with faces and plates boxed.

The web process never opens a picture: boxes are drawn by the worker behind the door of the gate.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime

import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import plausible
from sunshine.campaigns.models import Activity, Photograph
from sunshine.campaigns.models.activities import PHOTOGRAPHS
from sunshine.campaigns.standing import why_not_take_part
from sunshine.files.models import StoredFile
from sunshine.files.names import safe_name
from sunshine.files.store import Readable, seal, store
from sunshine.gate.clean_making import ask, why_not_ask
from sunshine.gate.models import Cleaning
from sunshine.gate.serving import ask_for_inspection
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Person
from sunshine.scanning.clean_copies import Box

MOST = 200
_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
_PART = "picture"


def why_not_add(activity: Activity, *, by: Person, on: date) -> list[Reason]:
    """Return why no more photographs can be added to ``activity``."""
    reasons = why_not_take_part(activity.part, by, on)
    if activity.photographs.count() >= MOST:
        reasons.append(Reason("photographs-too-many", field="file", facts={"most": MOST}))
    return reasons


@action
def add_photograph(
    activity: Activity,
    *,
    stream: Readable,
    filename: str,
    caption: str = "",
    by: Person,
    at: datetime,
) -> Photograph:
    """Keep a picture, not to be published as yet, and return it; the same one only once."""
    refuse_if(why_not_add(activity, by=by, on=beijing_day(at)))
    kept = store(stream, filename=filename)
    if kept.media_type not in _PICTURES:
        raise Refused("photograph-kind", field="file", name=filename)
    if activity.photographs.filter(file=kept).exists():
        raise Refused("photograph-twice", field="file", name=filename)
    ask_for_inspection(kept.sha256, at)
    photograph = Photograph.objects.create(
        activity=activity,
        file=kept,
        name=safe_name(filename, kept.media_type),
        caption=caption.strip()[:120],
        added_by=by,
        added_at=at,
    )
    _tell("photograph_added", photograph, by, at)
    return photograph


def why_not_decide(photograph: Photograph, *, by: Person, on: date) -> list[Reason]:
    """Return why nothing can be decided of ``photograph`` now."""
    reasons = why_not_take_part(photograph.activity.part, by, on)
    if photograph.state == Photograph.State.BOXING:
        reasons.append(Reason("photograph-boxing"))
    return reasons


@action
def record_consent(photograph: Photograph, *, consent: str, by: Person, at: datetime) -> None:
    """Record that those who can be recognised agree, and where that is kept; it may be shown."""
    _hold(photograph)
    reasons = why_not_decide(photograph, by=by, on=beijing_day(at))
    refuse_if([*reasons, *plausible.why_not_lines({"consent": consent}, 200)])
    photograph.consent, photograph.state = consent.strip(), Photograph.State.CLEARED
    photograph.trouble = ""
    photograph.save(update_fields=["consent", "state", "trouble"])
    _tell("photograph_consented", photograph, by, at)


@action
def keep_internal(photograph: Photograph, *, by: Person, at: datetime) -> None:
    """Keep the photograph out of everything that is published, also if it was cleared."""
    _hold(photograph)
    refuse_if(why_not_decide(photograph, by=by, on=beijing_day(at)))
    photograph.state, photograph.consent = Photograph.State.INTERNAL, ""
    photograph.shown = None
    photograph.save(update_fields=["state", "consent", "shown"])
    _tell("photograph_kept_internal", photograph, by, at)


def why_not_box(
    photograph: Photograph, boxes: Sequence[Box], *, by: Person, on: date
) -> list[Reason]:
    """Return why ``boxes`` cannot be painted over ``photograph``."""
    reasons = why_not_decide(photograph, by=by, on=on)
    subject = photograph.gate_subject
    return (
        reasons
        + why_not_ask(subject, _PART, strip=None, masks=(), boxes=boxes)
        + ([] if boxes else [Reason("photograph-no-box")])
    )


@action
def box(photograph: Photograph, boxes: Sequence[Box], *, by: Person, at: datetime) -> None:
    """Ask the worker for a copy with ``boxes`` over faces and plates; that copy may be shown."""
    _hold(photograph)
    refuse_if(why_not_box(photograph, boxes, by=by, on=beijing_day(at)))
    ask(
        photograph.gate_subject,
        _PART,
        photograph.file,
        strip=None,
        masks=(),
        boxes=boxes,
        by=by,
        at=at,
    )
    photograph.state, photograph.trouble = Photograph.State.BOXING, ""
    photograph.shown = None
    photograph.save(update_fields=["state", "trouble", "shown"])
    _tell("photograph_boxes_drawn", photograph, by, at, boxes=len(boxes))


@action
def use_boxed(cleaning: Cleaning, *, at: datetime) -> Photograph:
    """Put what the worker made in the place of the picture, or note why it could not.

    The original is sealed where nothing else shows it. Raises Refused if it is gone.
    """
    code = cleaning.subject.removeprefix(PHOTOGRAPHS)
    photograph = Photograph.objects.select_related("activity__part__body", "file").get(code=code)
    if cleaning.state == Cleaning.State.MADE and cleaning.result is not None:
        original = photograph.file
        photograph.file, photograph.was_boxed = cleaning.result, True
        photograph.state = Photograph.State.CLEARED
        photograph.save(update_fields=["file", "was_boxed", "state"])
        cleaning.state, cleaning.done_at = Cleaning.State.USED, at
        cleaning.save(update_fields=["state", "done_at"])
        _seal_unless_used(original)
        ask_for_inspection(cleaning.result.sha256, at)
    else:
        photograph.state = Photograph.State.UNDECIDED
        photograph.trouble = cleaning.code[:40]
        photograph.save(update_fields=["state", "trouble"])
    _tell("photograph_boxed", photograph, None, at, state=photograph.state)
    return photograph


@action
def use_shown(
    photograph: Photograph, jpeg: bytes | None, *, trouble: str = "", at: datetime
) -> None:
    """Keep the small copy that the worker made to be published, or note why there is none.

    Nothing is kept for a picture of which something else was decided meanwhile.
    """
    source = photograph.file_id
    _hold(photograph)
    if photograph.state != Photograph.State.CLEARED or photograph.file_id != source:
        return
    if jpeg is not None:
        photograph.shown = store(io.BytesIO(jpeg), filename="picture.jpg")
    else:
        photograph.state, photograph.trouble = Photograph.State.UNDECIDED, trouble[:40]
    photograph.save(update_fields=["shown", "state", "trouble"])
    _tell("photograph_prepared", photograph, None, at, state=photograph.state)


def _seal_unless_used(original: StoredFile) -> None:
    if not Photograph.objects.filter(file=original).exists():
        seal(original)


def _hold(photograph: Photograph) -> None:
    list(Photograph.objects.select_for_update().filter(pk=photograph.pk).values_list("pk"))
    photograph.refresh_from_db()


def _tell(
    kind: str, photograph: Photograph, by: Person | None, at: datetime, **data: object
) -> None:
    append(
        f"campaigns.{kind}",
        subject=f"{PHOTOGRAPHS}{photograph.code}",
        by=by,
        at=at,
        body=photograph.activity.part.body.slug,
        data=data,
    )
