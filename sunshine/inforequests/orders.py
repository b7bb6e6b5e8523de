"""What orders that a request be answered anew: a decision against the reply, a true complaint."""

from sunshine.inforequests.models import Complaint, InfoRequest, Remedy

_DECIDING = frozenset({Remedy.Kind.RECONSIDERATION, Remedy.Kind.SUIT, Remedy.Kind.SUIT_AFTER})
_TRUE = frozenset({Complaint.Outcome.FOUNDED, Complaint.Outcome.PARTLY})

Order = Remedy | Complaint


def orders_of(request: InfoRequest) -> list[Order]:
    """Return what has ordered an answer anew and was not followed yet, the oldest first."""
    remedies = request.remedies.filter(renewed_as=None)
    complaints = request.complaints.select_related("case").filter(renewed_as=None)
    both: list[Order] = [*remedies, *complaints]
    return [one for one in both if orders(one)]


def orders(one: Order) -> bool:
    """Return whether ``one`` orders an answer anew."""
    if isinstance(one, Remedy):
        return one.kind in _DECIDING and one.outcome == Remedy.Outcome.CORRECTED
    return one.outcome in _TRUE and one.measure == Complaint.Measure.RECTIFY
