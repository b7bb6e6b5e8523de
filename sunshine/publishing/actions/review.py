"""Sending an edition on, and the reviews that let it out (三审 and 保密审查).

Law: 政府信息公开条例 2019 art. 17 and 保守国家秘密法 2024 art. 35: first reviewed, then
published (先审查、后公开). An approval holds for the digest of what the reviewer saw.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import BEIJING, beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.completeness import lacking
from sunshine.publishing.digests import binding_digest, digest_of
from sunshine.publishing.duties import EDITING, why_not_duty, why_not_existing
from sunshine.publishing.gate_parts import why_not_through_gate
from sunshine.publishing.locking import hold_edition
from sunshine.publishing.models import Edition, EditionState, Review, Step
from sunshine.publishing.review_turns import EDITORIAL, steps_lacking, steps_open
from sunshine.publishing.reviewing import (
    capacity_of,
    duty_of,
    is_reviewable,
    other_steps_of,
    standing_approvals,
    writers_of,
)
from sunshine.publishing.states import EDITION_STEPS, after, may_step
from sunshine.rulebook.checklists import return_reasons, secrecy_questions

SECRECY_LAW = "保守国家秘密法 第三十五条"
LEAST_AHEAD = timedelta(minutes=5)


class Release(Enum):
    """When an edition goes out once every review is done."""

    BY_HAND = "by_hand"
    ON_APPROVAL = "on_approval"


def why_not_submit(
    edition: Edition,
    *,
    by: Person,
    at: datetime,
    emergency: bool = False,
    emergency_reason: str = "",
    release: Release | datetime = Release.BY_HAND,
) -> list[Reason]:
    """Return every reason why ``by`` cannot send ``edition`` on to review."""
    on = beijing_day(at)
    reasons = why_not_duty(by, edition.item.body, on, EDITING)
    if not may_step(EDITION_STEPS, "submit", edition.state):
        reasons.append(_in_state("edition-not-draft", edition))
    reasons += lacking(edition, on=on)
    reasons += why_not_through_gate(edition)
    if emergency and not emergency_reason.strip():
        reasons.append(Reason("emergency-without-reason", field="emergency_reason"))
    if isinstance(release, datetime) and release < at + LEAST_AHEAD:
        reasons.append(Reason("publish-time-too-early", field="publish_at"))
    return reasons


@action
def submit(
    edition: Edition,
    *,
    by: Person,
    at: datetime,
    emergency: bool = False,
    emergency_reason: str = "",
    release: Release | datetime = Release.BY_HAND,
) -> None:
    """Send ``edition`` on to review. Approvals of exactly this content, if any, still hold.

    ``release``: by hand, by the clock as soon as the last review is done, or by the
    clock at a moment at least five minutes ahead. An ``emergency`` leaves second and
    final review for after publication, never the secrecy review.
    """
    hold_edition(edition)
    refuse_if(
        why_not_submit(
            edition,
            by=by,
            at=at,
            emergency=emergency,
            emergency_reason=emergency_reason,
            release=release,
        )
    )
    edition.digest = digest_of(edition)
    edition.submitted_at, edition.submitted_by = at, by
    edition.emergency = emergency
    edition.emergency_reason = emergency_reason.strip() if emergency else ""
    edition.publish_at = _moment_of(release, at)
    edition.state = after(EDITION_STEPS, "submit")
    _settle(edition)
    edition.save()
    _append("edition_submitted", edition, by, at, emergency=emergency, state=edition.state)


def why_not_recall(edition: Edition, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot take ``edition`` back from review."""
    reasons = why_not_duty(by, edition.item.body, beijing_day(at), EDITING)
    if not may_step(EDITION_STEPS, "recall", edition.state):
        reasons.append(_in_state("edition-not-recallable", edition))
    return reasons


@action
def recall(edition: Edition, *, by: Person, at: datetime) -> None:
    """Take ``edition`` back to draft, from review or from the queue of publication."""
    hold_edition(edition)
    refuse_if(why_not_recall(edition, by=by, at=at))
    _back_to_draft(edition, "recall")
    _append("edition_recalled", edition, by, at)


def why_not_approve(
    edition: Edition,
    step: str,
    *,
    by: Person,
    at: datetime,
    digest: str | None = None,
    checklist: Mapping[str, bool] | None = None,
) -> list[Reason]:
    """Return every reason why ``by`` cannot approve ``step`` of ``edition``.

    A button asks without ``digest`` and ``checklist``: what was seen and answered is
    not known before the form is sent.
    """
    reasons = _why_not_decide(edition, step, by=by, at=at)
    approved = standing_approvals(edition)
    if step in approved:
        reasons.append(_approved_already(approved[step]))
    elif not is_reviewable(edition):
        reasons.append(_in_state("edition-not-in-review", edition))
    else:
        reasons += _why_not_turn(step, approved)
    if edition.state == EditionState.IN_REVIEW:
        reasons += why_not_through_gate(edition)
    if others := other_steps_of(by, step, edition):
        facts = {"step": "、".join(str(Step(one).label) for one in others)}
        reasons.append(Reason("other-step-decided", facts=facts))
    if digest is not None and digest != binding_digest(edition):
        reasons.append(Reason("changed-since-seen"))
    if step == Step.SECRECY and checklist is not None:
        reasons += _why_not_answered(checklist, beijing_day(at))
    return reasons


@action
def approve(
    edition: Edition,
    step: str,
    *,
    digest: str,
    by: Person,
    at: datetime,
    remarks: str = "",
    checklist: Mapping[str, bool] | None = None,
) -> Review:
    """Approve ``step`` for the content with ``digest``; return the review.

    ``checklist`` (secrecy review): key of every question → whether it is to be
    answered with yes, which forbids to approve. After the last step needed the
    edition waits for publication, by hand or by the clock.
    """
    hold_edition(edition)
    answers = dict(checklist or {})
    refuse_if(why_not_approve(edition, step, by=by, at=at, digest=digest, checklist=answers))
    review = _record(edition, step, Review.Decision.APPROVED, by=by, at=at, remarks=remarks)
    review.checklist = answers if step == Step.SECRECY else {}
    review.digest = digest
    review.save()
    _settle(edition)
    edition.save(update_fields=["state"])
    _append("step_approved", edition, by, at, step=step, state=edition.state)
    return review


def why_not_return(
    edition: Edition,
    step: str,
    *,
    by: Person,
    at: datetime,
    return_reason: str | None = None,
) -> list[Reason]:
    """Return every reason why ``by`` cannot return ``edition`` at ``step``.

    Whoever has approved a step may still return it until the edition is out.
    """
    reasons = _why_not_decide(edition, step, by=by, at=at)
    approved = standing_approvals(edition)
    if edition.state == EditionState.PUBLISHED and step in approved:
        reasons.append(_approved_already(approved[step]))
    elif is_reviewable(edition) or may_step(EDITION_STEPS, "return", edition.state):
        reasons += _why_not_turn(step, approved)
    else:
        reasons.append(_in_state("edition-not-in-review", edition))
    offered = {one.key for one in return_reasons(step)}
    if return_reason is not None and return_reason not in offered:
        reasons.append(Reason("return-reason-unknown", field="return_reason"))
    return reasons


@action
def return_(
    edition: Edition,
    step: str,
    *,
    return_reason: str,
    by: Person,
    at: datetime,
    remarks: str = "",
) -> Review:
    """Return ``edition`` to its authors for a standard reason; return the review.

    An emergency edition that is out already stays out, flagged, until it is approved,
    replaced by a new edition or taken down.
    """
    hold_edition(edition)
    refuse_if(why_not_return(edition, step, by=by, at=at, return_reason=return_reason))
    review = _record(edition, step, Review.Decision.RETURNED, by=by, at=at, remarks=remarks)
    review.return_reason = return_reason
    review.save()
    is_out = edition.state == EditionState.PUBLISHED
    if not is_out:
        _back_to_draft(edition, "return")
    _append("step_returned", edition, by, at, step=step, return_reason=return_reason, is_out=is_out)
    return review


def _why_not_decide(edition: Edition, step: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return what bars ``by`` from deciding ``step`` either way, whatever its turn."""
    on = beijing_day(at)
    body = edition.item.body
    reasons = [] if edition.state == EditionState.PUBLISHED else why_not_existing(body, on)
    if capacity_of(by, step, body, on) is None:
        present = duty_of(step, body, on).present
        facts = {"step": Step(step).label, "who": "、".join(one.name for one in present) or "—"}
        reasons.append(Reason("not-reviewer", facts=facts))
    if by.pk in writers_of(edition):
        reasons.append(Reason("own-edition"))
    return reasons


def _why_not_turn(step: str, approved: Mapping[str, Review]) -> list[Reason]:
    """Return why it is not the turn of ``step``: an editorial one before it is lacking."""
    if step in approved or step in steps_open(approved):
        return []
    before = next(one for one in EDITORIAL if one not in approved)
    facts = {"step": Step(step).label, "before": before.label}
    return [Reason("step-not-open", facts=facts)]


def _why_not_answered(checklist: Mapping[str, bool], on: date) -> list[Reason]:
    questions = {question.key for question in secrecy_questions(on)}
    reasons = []
    if open_ones := questions - checklist.keys():
        facts = {"count": len(open_ones)}
        reasons.append(Reason("checklist-unanswered", SECRECY_LAW, "checklist", facts))
    if any(checklist.get(key) for key in questions):
        reasons.append(Reason("checklist-concern", SECRECY_LAW, "checklist"))
    return reasons


def _in_state(code: str, edition: Edition) -> Reason:
    return Reason(code, facts={"state": EditionState(edition.state).label})


def _approved_already(review: Review) -> Reason:
    facts = {
        "step": Step(review.step).label,
        "who": review.reviewer.name,
        "when": review.at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"),
    }
    return Reason("step-already-approved", facts=facts)


def _record(
    edition: Edition, step: str, decision: str, *, by: Person, at: datetime, remarks: str
) -> Review:
    """Return the review, not yet saved, in the capacity in which ``by`` decides."""
    capacity = capacity_of(by, step, edition.item.body, beijing_day(at))
    if capacity is None:
        raise RuntimeError("whoever decides has a post")
    return Review(
        edition=edition,
        step=step,
        decision=decision,
        digest=binding_digest(edition),
        reviewer=by,
        post=capacity.post,
        deputy_for=capacity.deputy_for,
        at=at,
        remarks=remarks.strip(),
    )


def _settle(edition: Edition) -> None:
    """Let an edition in review wait for publication once no step needed before it lacks."""
    if edition.state != EditionState.IN_REVIEW:
        return
    if steps_lacking(standing_approvals(edition), emergency=edition.emergency):
        return
    edition.state = after(EDITION_STEPS, "approve_last")
    if edition.publish_at is not None:
        edition.state = after(EDITION_STEPS, "schedule")


def _back_to_draft(edition: Edition, step: str) -> None:
    edition.state = after(EDITION_STEPS, step)
    edition.publish_at = None
    if step == "return":
        # The digest holds the revision: what was returned is reviewed anew from the start.
        edition.revision += 1
    edition.save(update_fields=["state", "publish_at", "revision"])


def _moment_of(release: Release | datetime, at: datetime) -> datetime | None:
    if isinstance(release, datetime):
        return release
    # Past as soon as the last review is done: the clock publishes then.
    return at if release is Release.ON_APPROVAL else None


def _append(kind: str, edition: Edition, by: Person, at: datetime, **facts: object) -> None:
    append(
        f"publishing.{kind}",
        subject=f"item:{edition.item.code}",
        by=by,
        at=at,
        body=edition.item.body.slug,
        data={"edition": edition.number, **facts},
    )
