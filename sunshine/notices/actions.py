"""What a person does with notices."""

from datetime import datetime

import sunshine.notices.reasons  # noqa: F401 - the sentences of what is refused here
from sunshine.audit.log import action, append
from sunshine.kit.errors import Reason, refuse_if
from sunshine.notices.models import Notice
from sunshine.orgs.models import Person


def why_not_mark_read(notice: Notice, *, by: Person) -> list[Reason]:
    """Return why ``by`` may not mark the notice as read."""
    return [] if notice.recipient_id == by.pk else [Reason("notice-of-another")]


@action
def mark_read(notice: Notice, *, by: Person, at: datetime) -> None:
    """Mark a notice as read; the first reading counts."""
    refuse_if(why_not_mark_read(notice, by=by))
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=at)
    append("notices.read", subject=f"notice:{notice.pk}", by=by, at=at, body="")


@action
def mark_all_read(*, by: Person, at: datetime) -> int:
    """Mark every notice of ``by`` as read; return how many were not."""
    count = Notice.objects.to(by).unread().update(read_at=at)
    data = {"count": count}
    append("notices.all_read", subject=f"person:{by.pk}", by=by, at=at, body="", data=data)
    return count
