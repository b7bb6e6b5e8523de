"""Papers of a request: added, taken off, cleaned for giving out; and looking at a request.

Law: 条例 2019 art. 37: what may be given is given without the rest.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.gate import clean_making
from sunshine.gate.models import Cleaning
from sunshine.gate.serving import ask_for_inspection
from sunshine.inforequests.filing import HandedIn, keep_enclosure
from sunshine.inforequests.giving import part_of, subject_of
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import Enclosure, InfoRequest, Purpose
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Person
from sunshine.scanning.clean_copies import Box

MOST_PAPERS = 60
# What an applicant without an account may hand in himself.
OWN_PURPOSES = frozenset({Purpose.IDENTITY, Purpose.MANDATE, Purpose.CORRECTION})


def why_not_attach(
    request: InfoRequest, purpose: str, *, by: Person | None, on: date
) -> list[Reason]:
    """Return why no paper of this purpose can be added."""
    is_own = by is None or by.pk == request.case.applicant_id
    reasons = why_not_step("attach_own" if is_own else "attach", request, by=by, on=on)
    if purpose not in Purpose.values or (is_own and purpose not in OWN_PURPOSES):
        reasons.append(Reason("request-choice", field="purpose"))
    if request.enclosures.filter(removed_at=None).count() >= MOST_PAPERS:
        reasons.append(Reason("enclosures-too-many", field="file", facts={"most": MOST_PAPERS}))
    if purpose == Purpose.ANSWER and request.state in {"signed", "served"}:
        reasons.append(Reason("enclosure-after-signature", field="purpose"))
    return reasons


@action
def attach(request: InfoRequest, paper: HandedIn, *, by: Person | None, at: datetime) -> Enclosure:
    """Keep a paper of the request and return it; a file is looked through by the worker.

    Raises Refused also for what ``sunshine.files`` does not keep.
    """
    hold_request(request)
    refuse_if(why_not_attach(request, paper.purpose, by=by, on=beijing_day(at)))
    enclosure = keep_enclosure(request, paper, by=by, at=at)
    told = {"enclosure": enclosure.code, "purpose": enclosure.purpose}
    append(**event_of("enclosed", request, by=by, at=at, **told))
    return enclosure


def why_not_detach(enclosure: Enclosure, *, by: Person, on: date) -> list[Reason]:
    """Return why the paper cannot be taken off."""
    reasons = why_not_step("detach", enclosure.request, by=by, on=on)
    if enclosure.removed_at is not None:
        reasons.append(Reason("enclosure-gone"))
    is_given = enclosure.purpose == Purpose.ANSWER and enclosure.request.finished_on
    if is_given or enclosure.request.state == "signed":
        reasons.append(Reason("enclosure-after-signature"))
    return reasons


@action
def detach(enclosure: Enclosure, *, by: Person, at: datetime) -> Enclosure:
    """Take a paper off the request and return it; that it was there stays known."""
    request = enclosure.request
    hold_request(request)
    enclosure.refresh_from_db()
    refuse_if(why_not_detach(enclosure, by=by, on=beijing_day(at)))
    enclosure.removed_at = at
    enclosure.save(update_fields=["removed_at"])
    append(**event_of("enclosure_removed", request, by=by, at=at, enclosure=enclosure.code))
    return enclosure


def why_not_clean(
    enclosure: Enclosure,
    *,
    strip: Sequence[str] | None = None,
    boxes: Sequence[Box] = (),
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why no redacted copy of the original can be made."""
    request = enclosure.request
    reasons = why_not_step("clean_enclosure", request, by=by, on=on)
    if enclosure.file is None or enclosure.purpose != Purpose.ORIGINAL or enclosure.removed_at:
        reasons.append(Reason("enclosure-no-original"))
        return reasons
    return reasons + clean_making.why_not_ask(
        subject_of(request), part_of(enclosure), strip=strip, masks=(), boxes=boxes
    )


@action
def clean(
    enclosure: Enclosure,
    *,
    by: Person,
    at: datetime,
    strip: Sequence[str] | None = None,
    boxes: Sequence[Box] = (),
) -> Cleaning:
    """Ask for a redacted copy of an original (区分处理) and return the order; the worker makes it.

    ``boxes``: what is blacked out; ``strip``: which hidden data goes, None for all of it. The
    copy becomes a paper that goes out with the reply; the original stays inside.
    """
    request = enclosure.request
    hold_request(request)
    refuse_if(why_not_clean(enclosure, strip=strip, boxes=boxes, by=by, on=beijing_day(at)))
    if enclosure.file is None:
        raise RuntimeError("an original is a stored file")
    cleaning = clean_making.ask(
        subject_of(request),
        part_of(enclosure),
        enclosure.file,
        strip=strip,
        masks=(),
        boxes=boxes,
        by=by,
        at=at,
    )
    append(**event_of("cleaning_asked", request, by=by, at=at, enclosure=enclosure.code))
    return cleaning


@action
def use_clean(cleaning: Cleaning, *, at: datetime) -> Enclosure:
    """Put the copy that was made among what goes out, and return it; done by the worker."""
    code = cleaning.part.partition(":")[2]
    original = Enclosure.objects.select_related("request__case").filter(code=code).first()
    if original is None or cleaning.result is None:
        raise Refused("enclosure-gone")
    request, by = original.request, cleaning.asked_by
    hold_request(request)
    refuse_if(why_not_step("clean_enclosure", request, by=by, on=beijing_day(at)))
    copy = Enclosure.objects.create(
        request=request,
        purpose=Purpose.ANSWER,
        name=original.name,
        media_type=cleaning.result.media_type,
        size=cleaning.result.size,
        file=cleaning.result,
        made_of=original,
        added_by=by,
        added_at=at,
    )
    Cleaning.objects.filter(pk=cleaning.pk).update(state=Cleaning.State.USED, done_at=at)
    ask_for_inspection(cleaning.result.sha256, at)
    append(**event_of("enclosure_cleaned", request, by=by, at=at, enclosure=copy.code))
    return copy


def why_not_look(request: InfoRequest, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not open the request; a face says "not found" for it."""
    return why_not_step("look", request, by=by, on=on)


@action
def look(request: InfoRequest, *, what: str, by: Person, at: datetime) -> None:
    """Record that ``by`` opened ``what``: "page", "identity", "bundle", "enclosure:CODE"."""
    refuse_if(why_not_look(request, by=by, on=beijing_day(at)))
    append(**event_of("looked", request, by=by, at=at, what=what))
