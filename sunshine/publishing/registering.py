"""Keeping a finished paper in the register, inside an action: what it must be, what is set."""

from datetime import date, datetime, timedelta
from typing import TypedDict

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused
from sunshine.orgs.models import Body, Person
from sunshine.publishing import plausible
from sunshine.publishing.due import PERIODS, USUAL, due_of, review_again_from
from sunshine.publishing.models import Attribute, Paper, Section
from sunshine.rulebook import grounds
from sunshine.workdays.loader import official_calendar

LONGEST_TITLE = 300
LONGEST_REASON = 2000
LONGEST_UNREVIEWED = timedelta(days=5 * 366)
DEFINED_AT_DRAFTING = "政府信息公开条例（2019年修订）第十三条"
LOOKED_AT_AGAIN = "政府信息公开条例（2019年修订）第十八条"


class PaperFacts(TypedDict, total=False):
    """What is registered of a paper; title and day made are never left out."""

    title: str
    document_number: str
    made_on: date
    changed_on: date | None
    section_slug: str
    period_key: str


class Decision(TypedDict, total=False):
    """An attribute, and what a paper needs that is not published of our own accord."""

    attribute: str
    ground: str
    reason: str
    review_again_on: date | None


class Registration(PaperFacts, Decision, total=False):
    """A paper's facts and its attribute, fixed at drafting."""


def keep_paper(body: Body, facts: Registration, *, by: Person, at: datetime) -> Paper:
    """Register a finished paper of ``body`` inside another action, whose event tells of it.

    The caller has asked ``why_not_register``. Raises Refused for a number used meanwhile.
    """
    paper = Paper(body=body, attribute_by=by, registered_by=by, registered_at=at)
    set_facts(paper, facts)
    set_decision(paper, facts, by, beijing_day(at))
    save_paper(paper)
    return paper


def why_not_facts(
    body: Body, facts: PaperFacts | Registration, on: date, *, of: Paper | None
) -> list[Reason]:
    """Return what is wrong with the facts of a paper, each at its field."""
    reasons = []
    title = facts.get("title", of.title if of else "").strip()
    if not title:
        reasons.append(Reason("title-needed", field="title"))
    elif len(title) > LONGEST_TITLE:
        facts_ = {"longest": LONGEST_TITLE, "length": len(title)}
        reasons.append(Reason("title-too-long", field="title", facts=facts_))
    made_on = facts.get("made_on", of.made_on if of else None)
    if made_on is None:
        reasons.append(Reason("day-made-needed", field="made_on"))
    changed_on = facts.get("changed_on", of.changed_on if of else None)
    reasons += plausible.why_not_past(made_on, field="made_on", on=on)
    reasons += plausible.why_not_past(changed_on, field="changed_on", on=on)
    if made_on and changed_on and changed_on < made_on:
        reasons.append(Reason("changed-before-made", field="changed_on"))
    if facts.get("period_key", USUAL) not in PERIODS:
        reasons.append(Reason("period-unknown", field="period_key"))
    slug = facts.get("section_slug", "")
    if slug and not Section.objects.filter(set__slug=body.section_set, slug=slug).exists():
        reasons.append(Reason("section-of-another-set", field="section_slug"))
    return reasons + why_not_number(body, facts.get("document_number", ""), of=of)


def why_not_number(body: Body, typed: str, *, of: Paper | None) -> list[Reason]:
    """Return why the document number cannot be: too long, or used by another paper."""
    number = plausible.document_number(typed)
    if not number:
        return []
    line = {"document_number": number}
    if too_long := plausible.why_not_lines(Paper, line, {"document_number": _("发文字号")}):
        return too_long
    used = Paper.objects.of(body).filter(document_number=number)
    if of is not None and of.pk is not None:
        used = used.exclude(pk=of.pk)
    other = used.first()
    if other is None:
        return []
    facts = {"number": number, "paper": other.title, "day": other.made_on.isoformat()}
    return [Reason("document-number-used", field="document_number", facts=facts)]


def why_not_decision(decision: Decision | Registration, on: date) -> list[Reason]:
    """Return what is wrong with an attribute and its ground, each at its field."""
    attribute = decision.get("attribute", "")
    if attribute not in Attribute.values:
        return [Reason("attribute-needed", law=DEFINED_AT_DRAFTING, field="attribute")]
    if attribute == Attribute.PROACTIVE:
        return []
    reasons = []
    key = decision.get("ground", "")
    fitting = {ground.key for ground in grounds.grounds(on, attribute)}
    if attribute == Attribute.WITHHELD and not key:
        reasons.append(Reason("ground-needed", law=DEFINED_AT_DRAFTING, field="ground"))
    elif key and key not in fitting:
        reasons.append(Reason("ground-unfit", field="ground", facts={"day": on.isoformat()}))
    words = decision.get("reason", "").strip()
    if attribute == Attribute.WITHHELD and not words:
        reasons.append(Reason("reason-needed", law=DEFINED_AT_DRAFTING, field="reason"))
    if len(words) > LONGEST_REASON:
        length = {"label": _("理由"), "length": len(words), "longest": LONGEST_REASON}
        reasons.append(Reason("text-too-long", field="reason", facts=length))
    again = decision.get("review_again_on")
    if again is not None and not on < again <= on + LONGEST_UNREVIEWED:
        reasons.append(Reason("review-day-unfit", law=LOOKED_AT_AGAIN, field="review_again_on"))
    return reasons


def set_facts(paper: Paper, facts: PaperFacts | Registration) -> None:
    """Set on ``paper`` what is registered of it, without saving."""
    if "title" in facts:
        paper.title = facts["title"].strip()
    if "document_number" in facts:
        paper.document_number = plausible.document_number(facts["document_number"])
    if "made_on" in facts:
        paper.made_on = facts["made_on"]
    if "changed_on" in facts:
        paper.changed_on = facts["changed_on"]
    if "section_slug" in facts:
        paper.section_slug = facts["section_slug"]
    if "period_key" in facts:
        paper.period_key = facts["period_key"]


def set_decision(paper: Paper, decision: Decision | Registration, by: Person, on: date) -> None:
    """Set the attribute of ``paper`` with ground, reason and the day to look again."""
    paper.attribute = decision["attribute"]
    paper.attribute_by = by
    closed = paper.attribute != Attribute.PROACTIVE
    paper.ground = decision.get("ground", "") if closed else ""
    paper.reason = decision.get("reason", "").strip() if closed else ""
    chosen = decision.get("review_again_on") if closed else None
    paper.review_again_on = chosen or review_again_from(on, paper.attribute, official_calendar())


def save_paper(paper: Paper) -> None:
    """Save ``paper`` with its last day; raise Refused if its number was used meanwhile."""
    due = due_of(paper, official_calendar(body=paper.body.slug))
    paper.due_on = None if due is None else due.day
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError:
        # Somebody registered the same number a moment ago.
        reasons = why_not_number(paper.body, paper.document_number, of=paper)
        if not reasons:
            raise
        raise Refused.because(reasons) from None
