"""What a reply must have before it may go on: its facts, and what it must rest on."""

from collections.abc import Mapping
from datetime import date

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.dating import facts_of, pauses
from sunshine.inforequests.models import Consultation, InfoRequest, Purpose, Reply, ReplyReview
from sunshine.inforequests.outcomes import KNOWN, LAPSES, Outcome, outcomes
from sunshine.inforequests.reply_grounds import (
    CHOSEN,
    chosen_in,
    day_of,
    grounds_text,
    why_not_chosen,
    why_not_grounded,
)
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason
from sunshine.letters.filling import Fact, written
from sunshine.letters.kinds import fields
from sunshine.orgs.models import Person

LONGEST_FACT = 2000


def why_not_kind(request: InfoRequest, kind: str) -> list[Reason]:
    """Return why a reply of ``kind`` cannot be drafted: unknown, or another must be."""
    outcome = outcomes().get(kind)
    if outcome is None or not outcome.letter:
        return [Reason("reply-kind-unknown", field="kind")]
    if (kind in LAPSES) != (request.lapsed_on is not None):
        return [Reason("reply-lapse-only", outcome.law, "kind")]
    return []


def why_not_facts(kind: str, facts: Mapping[str, str]) -> list[Reason]:
    """Return which grounds are missing, unknown or too long, each at its field."""
    must, may = outcomes()[kind].grounds
    reasons = [
        Reason("letter-fact-missing", field=name, facts={"label": fields()[name].label})
        for name in sorted(must)
        if not facts.get(name, "").strip() and not (name == "grounds" and chosen_in(facts))
    ]
    unknown = sorted(set(facts) - must - may - KNOWN - {CHOSEN})
    reasons += [Reason("letter-fact-unknown", field=name, facts={"name": name}) for name in unknown]
    reasons += [
        Reason("request-too-long", field=name, facts={"most": LONGEST_FACT})
        for name, text in facts.items()
        if len(text) > LONGEST_FACT
    ]
    return reasons


def why_not_ready(reply: Reply) -> list[Reason]:
    """Return what a draft still lacks before it may go to review."""
    request, outcome = reply.request, outcomes()[reply.kind]
    reasons = why_not_facts(reply.kind, reply.facts)
    reasons += why_not_chosen(request, reply.kind, reply.facts)
    reasons += why_not_grounded(request, reply.kind, reply.facts)
    for need in sorted(outcome.needs):
        reasons += _why_not_rests(request, outcome, need)
    return reasons + why_not_answered(request)


def why_not_answered(request: InfoRequest) -> list[Reason]:
    """Return why a reply must still wait for who was asked."""
    if request.lapsed_on is not None:
        return []
    starts = facts_of(request).starts
    waiting = [one for one in request.consultations.all() if one.is_open and pauses(one, starts)]
    if not waiting:
        return []
    until = min(one.answer_by for one in waiting)
    return [Reason("reply-waits-for-answer", facts={"day": until.isoformat()})]


def known_facts(request: InfoRequest) -> dict[str, Fact]:
    """Return what the record itself knows for a reply: days asked, answered, and searches."""
    known: dict[str, Fact] = {}
    correction = getattr(request, "correction", None)
    if correction is not None:
        known |= {"asked": correction.asked_on, "correct_by": correction.correct_by}
        if correction.answered_on is not None:
            known["corrected"] = correction.answered_on
    explanation = getattr(request, "explanation", None)
    if explanation is not None:
        known["asked"] = explanation.asked_on
    fee = request.fees.exclude(lapsed_on=None).last()
    if fee is not None:
        known |= {"asked": fee.notified_on, "pay_by": fee.pay_by}
    earlier = request.repeats
    if earlier is not None and earlier.reply is not None and earlier.reply.letter is not None:
        letter = earlier.reply.letter
        known |= {"earlier_day": beijing_day(letter.issued_at), "earlier_number": letter.number}
    searches = list(request.searches.all())
    if searches:
        known["search"] = "；".join(
            f"{written(one.searched_on)}在{one.place}以“{one.words}”检索，{one.result}"
            for one in searches
        )
    return known


def reply_facts(reply: Reply) -> dict[str, Fact]:
    """Return everything that the letter of ``reply`` is told beside the standard facts."""
    return told_facts(reply.request, reply.kind, reply.facts)


def told_facts(request: InfoRequest, kind: str, facts: Mapping[str, str]) -> dict[str, Fact]:
    """Return what the letter of a reply of ``kind`` is told where ``facts`` were given."""
    given = {name: text for name, text in facts.items() if text.strip()}
    if text := grounds_text(kind, facts, day_of(request)):
        given["grounds"] = text
    must, may = outcomes()[kind].grounds
    wanted = must | may | KNOWN
    told = known_facts(request) | given
    return {name: fact for name, fact in told.items() if name in wanted}


def why_not_twice(reply: Reply, by: Person) -> list[Reason]:
    """Return why ``by`` may not review: he wrote this draft, or has reviewed it before."""
    if reply.drafted_by_id == by.pk:
        return [Reason("reply-own-draft", facts={"person": by.name})]
    before = reply.reviews.filter(revision=reply.revision, by=by, passed=True, undone_at=None)
    if before.exclude(stage=ReplyReview.Stage.SIGNING).exists():
        return [Reason("reply-reviewed-by-you", facts={"person": by.name})]
    return []


def _why_not_rests(request: InfoRequest, outcome: Outcome, need: str) -> list[Reason]:
    if need == "search" and not request.searches.exists():
        return [Reason("reply-needs-search", outcome.law)]
    if need == "correction" and request.corrected_on is None:
        return [Reason("reply-needs-correction", outcome.law)]
    if need == "earlier" and not _was_answered(request.repeats):
        return [Reason("reply-needs-earlier", outcome.law, "repeats")]
    if need == "asked" and not _reasons_settled(request):
        return [Reason("reply-needs-reasons", outcome.law)]
    if need == "refusal" and not _third_party_settled(request):
        return [Reason("reply-needs-refusal", outcome.law)]
    return []


def _was_answered(earlier: InfoRequest | None) -> bool:
    return earlier is not None and earlier.reply is not None and earlier.reply.letter is not None


def _reasons_settled(request: InfoRequest) -> bool:
    explanation = getattr(request, "explanation", None)
    return explanation is not None and bool(explanation.answered_on or explanation.silent_on)


def _third_party_settled(request: InfoRequest) -> bool:
    """A third party said no or nothing: then it is for the office to decide (条例 art. 32)."""
    return any(
        one.party == Consultation.Party.THIRD_PARTY
        and one.answer != Consultation.Answer.AGREES
        and not one.is_open
        and not one.override
        for one in request.consultations.all()
    )


def answer_papers(request: InfoRequest) -> list[str]:
    """Return the names of the documents that go out with the reply."""
    going = request.enclosures.filter(purpose=Purpose.ANSWER, removed_at=None)
    return list(going.values_list("name", flat=True))


def last_day_before(served_on: date, request: InfoRequest) -> bool:
    """Return whether serving on ``served_on`` is in time."""
    return request.case.due is None or served_on <= request.case.due
