"""What the worker does for accounts: forgetting what is over."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from sunshine.orgs.models import CacheEntry


def forget_sessions(at: datetime) -> int:
    """Remove sessions and counts of attempts that ran out before ``at``; return how many.

    That somebody was signed in stays in the event log.
    """
    over, _ = Session.objects.filter(expire_date__lt=at).delete()
    alive = Session.objects.values("session_key")
    orphans, _ = UserSession.objects.exclude(session_key__in=alive).delete()
    counts, _ = CacheEntry.objects.filter(expires__lt=at).delete()
    return int(over + orphans + counts)
