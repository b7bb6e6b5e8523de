"""How often something was sent from one place, counted without keeping where that is.

The address of the sender goes into a digest under a key of the day, and the count is of one
hour: nobody can read the sender out of it, and tomorrow nobody can tell him again.
"""

import hashlib
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_HOUR = 60 * 60


def sent_within_hour(request: HttpRequest, what: str, at: datetime, *, add: int = 1) -> int:
    """Return how often ``what`` was sent from there in this hour, with ``add`` more."""
    address = get_adapter(request).get_client_ip(request) or ""
    salt = f"sunshine.public.{what}"
    secret = salted_hmac(salt, f"{at:%Y-%m-%d}", algorithm="sha256").hexdigest()
    sender = hashlib.sha256(f"{secret}:{address}".encode()).hexdigest()
    key = f"{what}:{at:%H}:{sender}"
    cache.add(key, 0, timeout=_HOUR)
    return int(cache.incr(key, add) if add else cache.get(key, 0))
