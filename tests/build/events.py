"""Events of no domain, appended as an action appends them."""

from datetime import UTC, datetime

from sunshine.audit.log import action, append
from sunshine.audit.models import Event

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@action
def happen(kind: str = "tests.happened", *, subject: str = "test:1", at: datetime = NOON) -> Event:
    """Append one event and return it."""
    return append(kind, subject=subject, by=None, at=at, body="ln", data={"n": subject})


def happen_often(count: int, subject: str = "test:1") -> int:
    """Append ``count`` events, each in its own transaction; return the number of the last."""
    last = 0
    for _ in range(count):
        last = happen(subject=subject).id
    return last
