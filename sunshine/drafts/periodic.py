"""What the worker does for drafts: forgetting them when their time is over."""

from datetime import datetime

from sunshine.drafts.models import Draft


def forget_old(at: datetime) -> int:
    """Forget every draft whose time is over, with its files; return how many."""
    _rows, by_table = Draft.objects.filter(until__lte=at).delete()
    return by_table.get("drafts.Draft", 0)
