"""Registering finished papers, and deciding their attribute (公开属性)."""

from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Body, Person
from sunshine.publishing import plausible
from sunshine.publishing.due import PERIODS, USUAL, due_of, review_again_from
from sunshine.publishing.duties import DISCLOSURE, EDITING, why_not_duty, why_not_existing
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


def why_not_register(body: Body, facts: Registration, *, by: Person, on: date) -> list[Reason]:
    """Return why the paper cannot be registered for ``body``."""
    return [
        *why_not_duty(by, body, on, EDITING),
        *why_not_existing(body, on),
        *_why_not_facts(body, facts, on, of=None),
        *_why_not_decision(facts, on),
    ]


@action
def register_paper(body: Body, *, by: Person, at: datetime, **facts: Unpack[Registration]) -> Paper:
    """Register a finished paper of ``body`` and return it, with its last day to be published.

    A paper that is withheld or open on request is to be looked at again; without
    ``review_again_on`` the period of the rulebook gives the day.
    """
    on = beijing_day(at)
    refuse_if(why_not_register(body, facts, by=by, on=on))
    paper = Paper(body=body, attribute_by=by, registered_by=by, registered_at=at)
    _set_facts(paper, facts)
    _set_decision(paper, facts, by, on)
    _save(paper)
    _tell("paper_registered", paper, by, at, {"made_on": paper.made_on.isoformat()})
    return paper


def why_not_change_paper(paper: Paper, facts: PaperFacts, *, by: Person, on: date) -> list[Reason]:
    """Return why the register cannot say this of ``paper``."""
    return [
        *why_not_duty(by, paper.body, on, EDITING),
        *_why_not_facts(paper.body, facts, on, of=paper),
    ]


@action
def change_paper(paper: Paper, *, by: Person, at: datetime, **facts: Unpack[PaperFacts]) -> None:
    """Correct what is registered, or record that the paper was changed (``changed_on``).

    A changed paper is due anew, also if it was published before (条例 art. 26).
    """
    _hold(paper)
    refuse_if(why_not_change_paper(paper, facts, by=by, on=beijing_day(at)))
    before = {name: getattr(paper, name) for name in facts}
    changed_on = facts.get("changed_on")
    _set_facts(paper, facts)
    if paper.published_at and changed_on and changed_on > beijing_day(paper.published_at):
        paper.published_at = None
    _save(paper)
    changed = {name: [_plain(old), _plain(getattr(paper, name))] for name, old in before.items()}
    _tell("paper_changed", paper, by, at, {"changed": changed})


def why_not_change_attribute(
    paper: Paper, decision: Decision, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``paper`` cannot get this attribute."""
    reasons = why_not_duty(by, paper.body, on, DISCLOSURE) + _why_not_decision(decision, on)
    if decision.get("attribute") == paper.attribute:
        reasons.append(Reason("attribute-unchanged", field="attribute"))
    elif paper.published_at is not None:
        reasons.append(Reason("paper-published", law=DEFINED_AT_DRAFTING, field="attribute"))
    asked_already = decision.get("attribute") == Attribute.WITHHELD
    if not asked_already and not decision.get("reason", "").strip():
        reasons.append(Reason("reason-needed", law=LOOKED_AT_AGAIN, field="reason"))
    return reasons


@action
def change_attribute(
    paper: Paper, *, by: Person, at: datetime, **decision: Unpack[Decision]
) -> None:
    """Give ``paper`` another attribute, with the reason why; by the disclosure office.

    What becomes proactive is due from the day of this decision.
    """
    _hold(paper)
    on = beijing_day(at)
    refuse_if(why_not_change_attribute(paper, decision, by=by, on=on))
    before = paper.attribute
    paper.opened_on = on if decision["attribute"] == Attribute.PROACTIVE else None
    _set_decision(paper, decision, by, on)
    _save(paper)
    reason = decision.get("reason", "").strip()
    _tell("attribute_changed", paper, by, at, {"before": before, "reason": reason})


def why_not_confirm_attribute(
    paper: Paper, review_again_on: date | None, *, by: Person, on: date
) -> list[Reason]:
    """Return why the attribute of ``paper`` cannot be confirmed until ``review_again_on``."""
    reasons = why_not_duty(by, paper.body, on, DISCLOSURE)
    if paper.attribute == Attribute.PROACTIVE:
        return [*reasons, Reason("nothing-to-confirm", law=LOOKED_AT_AGAIN)]
    decision = Decision(
        attribute=paper.attribute,
        ground=paper.ground,
        reason=paper.reason,
        review_again_on=review_again_on,
    )
    return reasons + _why_not_decision(decision, on)


@action
def confirm_attribute(
    paper: Paper, *, review_again_on: date | None = None, by: Person, at: datetime
) -> None:
    """Record that ``paper`` was looked at again and stays closed, until the next time."""
    _hold(paper)
    on = beijing_day(at)
    refuse_if(why_not_confirm_attribute(paper, review_again_on, by=by, on=on))
    paper.review_again_on = review_again_on or review_again_from(
        on, paper.attribute, official_calendar()
    )
    paper.attribute_by = by
    _save(paper)
    _tell("attribute_confirmed", paper, by, at, {})


def _why_not_facts(
    body: Body, facts: PaperFacts | Registration, on: date, *, of: Paper | None
) -> list[Reason]:
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
    return reasons + _why_not_number(body, facts.get("document_number", ""), of=of)


def _why_not_number(body: Body, typed: str, *, of: Paper | None) -> list[Reason]:
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


def _why_not_decision(decision: Decision | Registration, on: date) -> list[Reason]:
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


def _set_facts(paper: Paper, facts: PaperFacts | Registration) -> None:
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


def _set_decision(paper: Paper, decision: Decision | Registration, by: Person, on: date) -> None:
    paper.attribute = decision["attribute"]
    paper.attribute_by = by
    closed = paper.attribute != Attribute.PROACTIVE
    paper.ground = decision.get("ground", "") if closed else ""
    paper.reason = decision.get("reason", "").strip() if closed else ""
    chosen = decision.get("review_again_on") if closed else None
    paper.review_again_on = chosen or review_again_from(on, paper.attribute, official_calendar())


def _save(paper: Paper) -> None:
    due = due_of(paper, official_calendar(body=paper.body.slug))
    paper.due_on = None if due is None else due.day
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError:
        # Somebody registered the same number a moment ago.
        reasons = _why_not_number(paper.body, paper.document_number, of=paper)
        if not reasons:
            raise
        raise Refused.because(reasons) from None


def _hold(paper: Paper) -> None:
    list(Paper.objects.select_for_update().filter(pk=paper.pk).values_list("pk"))
    paper.refresh_from_db()


def _tell(kind: str, paper: Paper, by: Person, at: datetime, data: dict[str, object]) -> None:
    append(
        f"publishing.{kind}",
        subject=f"paper:{paper.pk}",
        by=by,
        at=at,
        body=paper.body.slug,
        data={
            "attribute": paper.attribute,
            "ground": paper.ground,
            "due_on": _plain(paper.due_on),
            "review_again_on": _plain(paper.review_again_on),
            **data,
        },
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
