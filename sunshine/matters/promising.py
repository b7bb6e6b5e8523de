"""Whether a promise can be made as it is written. Pure but for the rows it is given."""

from dataclasses import dataclass
from datetime import date

from sunshine.kit.errors import Reason
from sunshine.matters.models import TIMED, Matter, Measure, Unit
from sunshine.matters.promises import aspects
from sunshine.orgs.models import Body, Post
from sunshine.publishing.content import plain_text
from sunshine.publishing.models import Item, ItemState


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """What is promised, how it is measured, from when, by which post, and how it was proclaimed."""

    words: str
    aspect: str
    measure: str
    responsible_post: Post
    starts: date
    proclaimed_on: date
    proclaimed_at: str
    proclaimed_by: str
    ends: date | None = None
    limit: int | None = None
    unit: str = ""
    matter: Matter | None = None
    conduct: str = ""
    case_kind: str = ""


def why_not_promised(body: Body, item: Item, facts: PromiseFacts) -> list[Reason]:
    """Return why ``body`` cannot promise this by ``item``; no query where rows are at hand."""
    reasons = [*_why_not_words(body, item, facts), *_why_not_measure(facts)]
    if facts.matter is not None and not body.path.startswith(facts.matter.body.path):
        reasons.append(Reason("matter-of-another-body", field="matter"))
    if facts.responsible_post.body_id != body.pk:
        reasons.append(Reason("post-unfit", field="responsible_post", facts={"body": body.name}))
    if not (facts.proclaimed_at.strip() and facts.proclaimed_by.strip()):
        reasons.append(Reason("promise-proclaimed-needed", field="proclaimed_at"))
    if facts.ends is not None and facts.ends < facts.starts:
        reasons.append(Reason("promise-ends-too-soon", field="ends"))
    return reasons


def _why_not_words(body: Body, item: Item, facts: PromiseFacts) -> list[Reason]:
    if not facts.words.strip():
        return [Reason("promise-needs-words", field="words")]
    if item.body_id != body.pk or item.state != ItemState.PUBLISHED or item.current is None:
        return [Reason("promise-item-unfit", field="item")]
    said = "".join(plain_text(item.current.content).split())
    if "".join(facts.words.split()) not in said:
        return [Reason("promise-not-in-text", field="words")]
    return []


def _why_not_measure(facts: PromiseFacts) -> list[Reason]:
    if facts.measure not in Measure.values or facts.aspect not in aspects():
        return [Reason("measure-unknown", field="measure")]
    if facts.measure not in TIMED:
        reasons = [] if facts.conduct else [Reason("conduct-needed", field="conduct")]
        return reasons + ([Reason("limit-not-wanted", field="limit")] if facts.limit else [])
    fitting = {Unit.MINUTES} if facts.measure == Measure.WAITING else {Unit.WORKDAYS, Unit.DAYS}
    if not facts.limit or facts.limit < 1 or facts.unit not in fitting:
        return [Reason("limit-needed", field="limit")]
    if facts.measure != Measure.WAITING and not (facts.matter or facts.conduct):
        return [Reason("conduct-needed", field="matter")]
    return []
