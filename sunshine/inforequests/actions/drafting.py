"""Drafting a reply, sending it to review, calling it back."""

from collections.abc import Mapping
from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.giving import why_not_give
from sunshine.inforequests.joint import move_all
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import InfoRequest, Reply
from sunshine.inforequests.reply_grounds import why_not_chosen
from sunshine.inforequests.replying import why_not_facts as why_not_grounds
from sunshine.inforequests.replying import why_not_kind, why_not_ready
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person


def why_not_draft_reply(
    request: InfoRequest,
    *,
    kind: str,
    facts: Mapping[str, str],
    repeats: InfoRequest | None = None,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why ``by`` cannot draft a reply of ``kind``; what it lacks yet is said later."""
    reasons = why_not_step("draft_reply", request, by=by, on=on) + why_not_kind(request, kind)
    if repeats is not None and repeats.applicant.digest != request.applicant.digest:
        reasons.append(Reason("reply-earlier-of-another", field="repeats"))
    if reasons and reasons[-1].code == "reply-kind-unknown":
        return reasons
    reasons += why_not_chosen(request, kind, facts)
    missing = {"letter-fact-missing"}
    return reasons + [one for one in why_not_grounds(kind, facts) if one.code not in missing]


@action
def draft_reply(
    request: InfoRequest,
    *,
    kind: str,
    facts: Mapping[str, str],
    by: Person,
    at: datetime,
    repeats: InfoRequest | None = None,
) -> Reply:
    """Save the draft of the reply and return it; a further save is a new revision.

    ``kind``: a key of outcomes.toml; ``facts``: its grounds as ``Outcome.grounds`` names them,
    and under ``chosen`` the keys of ``reply_grounds.choices_for``;
    ``repeats``: the answered request that this one repeats. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_draft_reply(request, kind=kind, facts=facts, repeats=repeats, by=by, on=on))
    reply = request.reply
    given = {name: text.strip() for name, text in facts.items()}
    if reply is None or reply.request_id != request.pk:
        reply = Reply(request=request, revision=0)
    reply.kind, reply.facts, reply.drafted_by, reply.drafted_at = kind, given, by, at
    reply.revision += 1
    reply.save()
    request.reply = reply
    if repeats is not None:
        request.repeats = repeats
    request.save(update_fields=["reply", "repeats"])
    append(**event_of("reply_drafted", request, by=by, at=at, kind=kind, revision=reply.revision))
    return reply


def why_not_join_reply(request: InfoRequest, reply: Reply, *, by: Person, on: date) -> list[Reason]:
    """Return why ``request`` cannot be answered by the draft of another request."""
    reasons = why_not_step("join_reply", request, by=by, on=on)
    reasons += why_not_step("join_reply", reply.request, by=by, on=on)
    same = reply.request.applicant.digest == request.applicant.digest
    if not same or reply.request.body_id != request.body_id or reply.request_id == request.pk:
        reasons.append(Reason("reply-joins-another", field="reply"))
    return reasons


@action
def join_reply(request: InfoRequest, reply: Reply, *, by: Person, at: datetime) -> Reply:
    """Answer ``request`` by the draft of another one of the same applicant, and return it.

    Each stays a request of its own in every list and account. Raises Refused.
    """
    hold_request(reply.request)
    hold_request(request)
    refuse_if(why_not_join_reply(request, reply, by=by, on=beijing_day(at)))
    request.reply = reply
    request.save(update_fields=["reply"])
    append(**event_of("reply_joined", request, by=by, at=at, to=reply.request.case.number))
    return reply


def why_not_submit_draft(request: InfoRequest, *, by: Person, on: date) -> list[Reason]:
    """Return why the draft cannot go to legal review, with everything it still lacks."""
    reasons = why_not_step("submit_draft", request, by=by, on=on)
    reply = request.reply
    if reply is None:
        return [*reasons, Reason("reply-not-drafted")]
    if reply.request_id != request.pk:
        facts = {"number": reply.request.case.number}
        return [*reasons, Reason("reply-led-by-another", facts=facts)]
    for other in reply.answers.exclude(pk=request.pk):
        reasons += why_not_step("submit_draft", other, by=by, on=on)
    return reasons + why_not_ready(reply) + why_not_give(request)


@action
def submit_draft(request: InfoRequest, *, by: Person, at: datetime) -> Reply:
    """Send the draft to legal review with all requests that it answers, and return it."""
    hold_request(request)
    refuse_if(why_not_submit_draft(request, by=by, on=beijing_day(at)))
    reply, _answered = move_all(request, "submit_draft")
    append(**event_of("draft_submitted", request, by=by, at=at, revision=reply.revision))
    return reply


def why_not_recall(request: InfoRequest, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot call the draft back from review."""
    return why_not_step("recall", request, by=by, on=on)


@action
def recall(request: InfoRequest, *, by: Person, at: datetime) -> Reply:
    """Call the draft back from review and return it; what was reviewed must be so again."""
    hold_request(request)
    refuse_if(why_not_recall(request, by=by, on=beijing_day(at)))
    reply, _answered = move_all(request, "recall")
    reply.reviews.filter(revision=reply.revision, undone_at=None).update(undone_at=at)
    append(**event_of("draft_recalled", request, by=by, at=at, revision=reply.revision))
    return reply
