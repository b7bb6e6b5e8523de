"""The requests that one reply answers: they go the same way, each as itself."""

from sunshine.inforequests.locking import hold_request, move
from sunshine.inforequests.models import InfoRequest, Reply


def answered_by(reply: Reply, *, first: InfoRequest) -> list[InfoRequest]:
    """Return all requests that ``reply`` answers, locked, ``first`` (in hand already) in front."""
    others = reply.answers.exclude(pk=first.pk).select_related("case", "body").order_by("pk")
    found = list(others)
    for one in found:
        hold_request(one)
    return [first, *found]


def move_all(request: InfoRequest, step: str, *fields: str) -> tuple[Reply, list[InfoRequest]]:
    """Take ``step`` with every request that the reply of ``request`` answers; return both.

    ``request`` leads; raises RuntimeError without a reply, which ``why_not_…`` has refused.
    """
    reply = request.reply
    if reply is None:
        raise RuntimeError("there is no reply")
    answered = answered_by(reply, first=request)
    for one in answered:
        move(one, step, *fields)
    return reply, answered
