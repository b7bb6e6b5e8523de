"""Registering finished papers, and deciding their attribute (公开属性)."""

from datetime import date, datetime
from typing import Unpack

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person
from sunshine.publishing.due import review_again_from
from sunshine.publishing.duties import DISCLOSURE, EDITING, why_not_duty, why_not_existing
from sunshine.publishing.models import Attribute, Paper
from sunshine.publishing.registering import (
    DEFINED_AT_DRAFTING,
    LOOKED_AT_AGAIN,
    Decision,
    PaperFacts,
    Registration,
    keep_paper,
    save_paper,
    set_decision,
    set_facts,
    why_not_decision,
    why_not_facts,
)
from sunshine.workdays.loader import official_calendar


def why_not_register(body: Body, facts: Registration, *, by: Person, on: date) -> list[Reason]:
    """Return why the paper cannot be registered for ``body``."""
    return [
        *why_not_duty(by, body, on, EDITING),
        *why_not_existing(body, on),
        *why_not_facts(body, facts, on, of=None),
        *why_not_decision(facts, on),
    ]


@action
def register_paper(body: Body, *, by: Person, at: datetime, **facts: Unpack[Registration]) -> Paper:
    """Register a finished paper of ``body`` and return it, with its last day to be published.

    A paper that is withheld or open on request is to be looked at again; without
    ``review_again_on`` the period of the rulebook gives the day.
    """
    on = beijing_day(at)
    refuse_if(why_not_register(body, facts, by=by, on=on))
    paper = keep_paper(body, facts, by=by, at=at)
    _tell("paper_registered", paper, by, at, {"made_on": paper.made_on.isoformat()})
    return paper


def why_not_change_paper(paper: Paper, facts: PaperFacts, *, by: Person, on: date) -> list[Reason]:
    """Return why the register cannot say this of ``paper``."""
    return [
        *why_not_duty(by, paper.body, on, EDITING),
        *why_not_facts(paper.body, facts, on, of=paper),
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
    set_facts(paper, facts)
    if paper.published_at and changed_on and changed_on > beijing_day(paper.published_at):
        paper.published_at = None
    save_paper(paper)
    changed = {name: [_plain(old), _plain(getattr(paper, name))] for name, old in before.items()}
    _tell("paper_changed", paper, by, at, {"changed": changed})


def why_not_change_attribute(
    paper: Paper, decision: Decision, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``paper`` cannot get this attribute."""
    reasons = why_not_duty(by, paper.body, on, DISCLOSURE) + why_not_decision(decision, on)
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
    set_decision(paper, decision, by, on)
    save_paper(paper)
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
    return reasons + why_not_decision(decision, on)


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
    save_paper(paper)
    _tell("attribute_confirmed", paper, by, at, {})


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
