"""One-time links: issued once, kept as a hash, found again by what the person brings."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sunshine.orgs.models import AccountLink, Person

LASTS = {
    AccountLink.Purpose.JOIN: timedelta(days=7),
    AccountLink.Purpose.RESET: timedelta(hours=24),
}


def issue(person: Person, purpose: AccountLink.Purpose, at: datetime) -> str:
    """Replace the person's open links by a new one; return its token, which is kept nowhere."""
    person.links.filter(used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
    token = secrets.token_urlsafe(32)
    AccountLink.objects.create(
        person=person,
        purpose=purpose,
        token_hash=_hash(token),
        issued_at=at,
        expires_at=at + LASTS[purpose],
    )
    return token


def find(token: str, at: datetime) -> AccountLink | None:
    """Return the link of ``token`` if it still opens at ``at``; one query."""
    link = AccountLink.objects.filter(token_hash=_hash(token)).select_related("person").first()
    return link if link is not None and link.is_usable(at) and link.person.is_active else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
