"""Promises are made and ended; nothing of them is ever changed, and fulfilment is reckoned."""

from datetime import date, datetime

from django.db.models import Max

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.matters import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.matters.models import Promise
from sunshine.matters.promising import PromiseFacts, why_not_promised
from sunshine.orgs.models import Body, Person
from sunshine.publishing.duties import DISCLOSURE, why_not_duty, why_not_existing
from sunshine.publishing.models import Item


def why_not_make_promise(
    body: Body, item: Item, facts: PromiseFacts, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot make this promise of ``body``, proclaimed by ``item``."""
    duty = why_not_duty(by, body, on, DISCLOSURE) + why_not_existing(body, on)
    return duty + why_not_promised(body, item, facts)


@action
def make_promise(
    body: Body, item: Item, facts: PromiseFacts, *, by: Person, at: datetime
) -> Promise:
    """Make a promise of ``body`` that the published ``item`` proclaims, and return it."""
    # One list, one number after the other: two at once wait for each other.
    list(Body.objects.select_for_update().filter(pk=body.pk).values_list("pk"))
    refuse_if(why_not_make_promise(body, item, facts, by=by, on=beijing_day(at)))
    last = Promise.objects.filter(body=body).aggregate(last=Max("number"))["last"] or 0
    given = {name: getattr(facts, name) for name in PromiseFacts.__dataclass_fields__}
    promise = Promise.objects.create(
        **{**given, "words": facts.words.strip()},
        body=body,
        item=item,
        number=last + 1,
        made_by=by,
        made_at=at,
    )
    told = {"number": promise.number, "measure": promise.measure, "limit": promise.limit}
    _append("promise_made", promise, by, at, **told)
    return promise


def why_not_end_promise(
    promise: Promise, *, ends: date, because: str, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot let ``promise`` end on ``ends``."""
    reasons = why_not_duty(by, promise.body, on, DISCLOSURE)
    if promise.ends is not None:
        day = promise.ends.isoformat()
        reasons.append(Reason("promise-ended-already", facts={"day": day}))
    if ends < promise.starts:
        reasons.append(Reason("promise-ends-too-soon", field="ends"))
    if not because.strip():
        reasons.append(Reason("takedown-without-reason", field="because"))
    return reasons


@action
def end_promise(promise: Promise, *, ends: date, because: str, by: Person, at: datetime) -> None:
    """Let ``promise`` hold to ``ends`` and no longer; what was kept until then stays shown."""
    Promise.objects.select_for_update().get(pk=promise.pk)
    promise.refresh_from_db()
    on = beijing_day(at)
    refuse_if(why_not_end_promise(promise, ends=ends, because=because, by=by, on=on))
    promise.ends, promise.ended_because = ends, because.strip()[:300]
    promise.save(update_fields=["ends", "ended_because"])
    _append("promise_ended", promise, by, at, number=promise.number, ends=ends.isoformat())


def _append(kind: str, promise: Promise, by: Person, at: datetime, **facts: object) -> None:
    # Readers of the log know guides by the codes of their items.
    facts["guides"] = [promise.matter.item.code] if promise.matter else []
    append(
        f"matters.{kind}",
        subject=f"promise:{promise.body.slug}/{promise.number}",
        by=by,
        at=at,
        body=promise.body.slug,
        data=facts,
    )
