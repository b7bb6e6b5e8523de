"""Answering anew what a reconsideration, a court or the office above has ordered to be answered.

The old reply stays as it was served, and counts where it counted. The new answer is a request of
its own beside it, with a new period, that no year counts again (docs/law.md).
Law: 行政复议法（2023年修订）arts. 64, 66; 行政诉讼法 arts. 70, 72; 条例 2019 arts. 33, 47.
"""

from datetime import date, datetime, timedelta

from sunshine.audit.log import action, append
from sunshine.inforequests.dating import apply_dates
from sunshine.inforequests.filing import Arrival, Filing, asking_of, keep_request
from sunshine.inforequests.letter_facts import identity_of
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.orders import Order, orders
from sunshine.inforequests.plausible import why_not_past
from sunshine.inforequests.receipt import Channel
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person

# Until when a decision may have us answer; beyond that a day was mistyped.
LONGEST_ORDER_DAYS = 366


def why_not_answer_anew(
    request: InfoRequest,
    *,
    order: Order | None,
    ordered_on: date,
    answer_by: date | None = None,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why the request cannot be answered anew: nothing ordered it, or it has begun."""
    reasons = why_not_step("answer_anew", request, by=by, on=on)
    is_of_it = order is not None and order.request_id == request.pk and orders(order)
    if order is None or not is_of_it:
        reasons.append(Reason("renewal-without-order", field="order"))
    elif order.renewed_as_id is not None:
        reasons.append(Reason("renewal-begun", field="order"))
    since = order.decided_on if order is not None else None
    reasons += why_not_past(ordered_on, "ordered_on", on=on, since=since)
    last = ordered_on + timedelta(days=LONGEST_ORDER_DAYS)
    if answer_by is not None and not ordered_on < answer_by <= last:
        facts = {"first": ordered_on.isoformat(), "last": last.isoformat()}
        reasons.append(Reason("renewal-day-unfit", field="answer_by", facts=facts))
    if request.applicant.forgotten_at is not None:
        reasons.append(Reason("renewal-identity-forgotten"))
    return reasons


@action
def answer_anew(
    request: InfoRequest,
    *,
    order: Order,
    ordered_on: date,
    by: Person,
    at: datetime,
    answer_by: date | None = None,
) -> InfoRequest:
    """Open the answer anew and return it: a request with the same applicant and question.

    ``ordered_on``: when the decision came, from which the new period runs; ``answer_by``: the day
    that it sets itself, which prevails. Raises Refused.
    """
    hold_request(request)
    order.refresh_from_db()
    told = {"ordered_on": ordered_on, "answer_by": answer_by}
    refuse_if(
        why_not_answer_anew(request, order=order, by=by, on=beijing_day(at), **told)  # type: ignore[arg-type]
    )
    new = _opened(request, order, ordered_on, at)
    new.renews, new.ordered_until = request, answer_by
    new.save(update_fields=["renews", "ordered_until"])
    order.renewed_as = new
    order.save(update_fields=["renewed_as"])
    dates = apply_dates(new)
    said = {"into": new.case.number, "ordered": ordered_on, "new_due": dates.due}
    append(**event_of("renewed", request, by=by, at=at, **said))
    return new


def _opened(request: InfoRequest, order: Order, ordered_on: date, at: datetime) -> InfoRequest:
    """Keep the new request: it counts as received on the day on which the decision came."""
    filing = Filing(
        asking_of(request),
        identity_of(request),
        Arrival(Channel(request.channel), ordered_on, ordered_on, ordered_on),
        # The page of the old one leads to it; its code can be given out anew.
        token=f"renewed:{request.token_digest}:{type(order).__name__}:{order.pk}",
        account=request.case.applicant,
        proven=request.applicant.proven,
    )
    new, _code = keep_request(request.body, filing, at=at)
    return new
