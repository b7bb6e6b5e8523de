"""Legal review, secrecy review, sign-off: never one's own draft, nobody twice."""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.gate import deciding
from sunshine.inforequests.giving import open_findings, why_not_give, why_not_pass
from sunshine.inforequests.joint import move_all
from sunshine.inforequests.letter_facts import send_letter
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import InfoRequest, Reply, ReplyReview
from sunshine.inforequests.outcomes import outcomes
from sunshine.inforequests.replying import (
    answer_papers,
    reply_facts,
    why_not_ready,
    why_not_twice,
)
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.letters.writing import void_letter
from sunshine.orgs.models import Person

LONGEST_NOTE = 500
# Of a finding that stays.
LONGEST_REASON = 300


def why_not_review_legal(
    request: InfoRequest, *, passed: bool, note: str = "", by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot decide on the lawfulness of the draft."""
    reasons = why_not_step("review_legal", request, by=by, on=on)
    return reasons + _why_not_reviewed(request, passed, note, by)


@action
def review_legal(
    request: InfoRequest, *, passed: bool, by: Person, at: datetime, note: str = ""
) -> Reply:
    """Pass the draft on to the secrecy review, or return it with a note; return it."""
    hold_request(request)
    refuse_if(why_not_review_legal(request, passed=passed, note=note, by=by, on=beijing_day(at)))
    reply = _reviewed(request, ReplyReview.Stage.LEGAL, passed=passed, note=note, by=by, at=at)
    append(**event_of("reviewed_legal", request, by=by, at=at, passed=passed))
    return reply


def why_not_review_secrecy(
    request: InfoRequest, *, passed: bool, note: str = "", by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot decide whether the draft holds a secret."""
    reasons = why_not_step("review_secrecy", request, by=by, on=on)
    if passed:
        reasons += why_not_give(request) + why_not_pass(request, note)
    return reasons + _why_not_reviewed(request, passed, note, by)


@action
def review_secrecy(
    request: InfoRequest, *, passed: bool, by: Person, at: datetime, note: str = ""
) -> Reply:
    """Pass the draft on to be signed off, or return it with a note; return it.

    What the gate found in the documents that go out stays for the reason in ``note``.
    """
    hold_request(request)
    refuse_if(why_not_review_secrecy(request, passed=passed, note=note, by=by, on=beijing_day(at)))
    reply = _reviewed(request, ReplyReview.Stage.SECRECY, passed=passed, note=note, by=by, at=at)
    kept = open_findings(request) if passed else []
    deciding.keep(kept, reason=note.strip()[:LONGEST_REASON], by=by, at=at)
    said = {"passed": passed, "kept": len(kept)}
    append(**event_of("reviewed_secrecy", request, by=by, at=at, **said))
    return reply


def why_not_sign_off(request: InfoRequest, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot sign the reply off."""
    reasons = why_not_step("sign_off", request, by=by, on=on)
    reply = request.reply
    if reply is None:
        return reasons
    return reasons + why_not_twice(reply, by) + why_not_ready(reply) + why_not_give(request)


@action
def sign_off(request: InfoRequest, *, by: Person, at: datetime) -> Reply:
    """Sign the reply off: its letter is numbered and frozen. Return it with the letter.

    The clock goes on until it is served. Raises Refused.
    """
    hold_request(request)
    refuse_if(why_not_sign_off(request, by=by, on=beijing_day(at)))
    reply, answered = move_all(request, "sign_off")
    _note(reply, ReplyReview.Stage.SIGNING, passed=True, note="", by=by, at=at)
    reply.letter = send_letter(
        outcomes()[reply.kind].letter,
        request,
        reply_facts(reply),
        by=by,
        at=at,
        others=answered[1:],
        attachments=tuple(answer_papers(request)),
    )
    reply.signed_by, reply.signed_at = by, at
    reply.save(update_fields=["letter", "signed_by", "signed_at"])
    append(**event_of("signed_off", request, by=by, at=at, letter=reply.letter.number))
    return reply


def why_not_return_draft(request: InfoRequest, *, note: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot send the draft back instead of signing it."""
    return why_not_step("return_draft", request, by=by, on=on) + _why_not_note(False, note)


@action
def return_draft(request: InfoRequest, *, note: str, by: Person, at: datetime) -> Reply:
    """Send the draft back to be written anew, with a note; return it."""
    hold_request(request)
    refuse_if(why_not_return_draft(request, note=note, by=by, on=beijing_day(at)))
    reply, _answered = move_all(request, "return_draft")
    _note(reply, ReplyReview.Stage.SIGNING, passed=False, note=note, by=by, at=at)
    append(**event_of("draft_returned", request, by=by, at=at))
    return reply


def why_not_undo_sign_off(request: InfoRequest, *, why: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot take the signature back; after service nobody can."""
    reasons = why_not_step("undo_sign_off", request, by=by, on=on)
    if not why.strip():
        reasons.append(Reason("letter-void-reason-needed", field="why"))
    return reasons


@action
def undo_sign_off(request: InfoRequest, *, why: str, by: Person, at: datetime) -> Reply:
    """Take the signature back before the reply is served; its letter is void, its number stays.

    Returns the reply, which waits to be signed again or returned. Raises Refused.
    """
    hold_request(request)
    refuse_if(why_not_undo_sign_off(request, why=why, by=by, on=beijing_day(at)))
    reply, _answered = move_all(request, "undo_sign_off")
    if reply.letter is None:
        raise RuntimeError("a reply that was signed off has its letter")
    void_letter(reply.letter, reason=why, at=at)
    number = reply.letter.number
    reply.letter, reply.signed_by, reply.signed_at = None, None, None
    reply.save(update_fields=["letter", "signed_by", "signed_at"])
    signed = reply.reviews.filter(stage=ReplyReview.Stage.SIGNING, undone_at=None)
    signed.update(undone_at=at)
    append(**event_of("sign_off_undone", request, by=by, at=at, letter=number))
    return reply


def _why_not_reviewed(request: InfoRequest, passed: bool, note: str, by: Person) -> list[Reason]:
    reply = request.reply
    twice = [] if reply is None else why_not_twice(reply, by)
    return twice + _why_not_note(passed, note)


def _why_not_note(passed: bool, note: str) -> list[Reason]:
    if len(note.strip()) > LONGEST_NOTE:
        return [Reason("request-too-long", field="note", facts={"most": LONGEST_NOTE})]
    return [] if passed or note.strip() else [Reason("review-note-needed", field="note")]


def _reviewed(
    request: InfoRequest, stage: str, *, passed: bool, note: str, by: Person, at: datetime
) -> Reply:
    step = f"review_{stage}" if passed else "recall"
    reply, _answered = move_all(request, step)
    _note(reply, stage, passed=passed, note=note, by=by, at=at)
    return reply


def _note(reply: Reply, stage: str, *, passed: bool, note: str, by: Person, at: datetime) -> None:
    if not passed:
        # Whoever passed it before must look again at what comes back.
        reply.reviews.filter(undone_at=None).update(undone_at=at)
    ReplyReview.objects.create(
        reply=reply,
        stage=stage,
        revision=reply.revision,
        passed=passed,
        note=note.strip(),
        by=by,
        at=at,
    )
