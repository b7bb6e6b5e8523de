"""One act at a time on a request, and the new state written with it."""

from datetime import datetime

from sunshine.cases.keeping import hold
from sunshine.inforequests.models import InfoRequest, State
from sunshine.inforequests.states import state_after


def hold_request(request: InfoRequest) -> None:
    """Lock the request until the transaction ends, and read it and its header anew.

    The row of the case is the lock: two officers deciding at once come one after the other,
    and the second is refused by the state that the first has left.
    """
    hold(request.case)
    case = request.case
    request.refresh_from_db()
    request.case = case


def move(request: InfoRequest, step: str, *fields: str) -> State:
    """Write the state that ``step`` leads to, and ``fields``; return the state before."""
    before = State(request.state)
    request.state = state_after(step, request)
    request.save(update_fields=["state", *fields])
    return before


def token_made(kind: str, key: int, at: datetime) -> str:
    """Return a token for a request that no form opened: of what it comes from, and when."""
    return f"{kind}:{key}:{at.isoformat()}"
