"""How often something was sent from one place, counted without keeping where that is.

The address of the sender goes into a digest under a key of the day, and the count is of one
hour: nobody can read the sender out of it, and tomorrow nobody can tell him again.
"""

import hashlib
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

_HOUR = timedelta(hours=1)
# One statement: two forms at the same moment are two. Django's cache reads, adds and writes, and
# shortens the life of what it adds to; it clears these rows away with its own when they are over.
_COUNT = (
    "INSERT INTO sunshine_cache (cache_key, value, expires) VALUES (%s, %s, %s)"
    " ON CONFLICT (cache_key) DO UPDATE"
    " SET value = CAST(CAST(sunshine_cache.value AS integer) + %s AS text)"
    " RETURNING CAST(value AS integer)"
)


def sent_within_hour(request: HttpRequest, what: str, at: datetime, *, add: int = 1) -> int:
    """Return how often ``what`` was sent from there in this hour, with ``add`` more."""
    address = get_adapter(request).get_client_ip(request) or ""
    salt = f"sunshine.public.{what}"
    secret = salted_hmac(salt, f"{at:%Y-%m-%d}", algorithm="sha256").hexdigest()
    sender = hashlib.sha256(f"{secret}:{address}".encode()).hexdigest()
    return _counted(f"sent:{what}:{at:%H}:{sender}", at, add)


def _counted(key: str, at: datetime, add: int) -> int:
    with connection.cursor() as cursor:
        if not add:
            cursor.execute("SELECT value FROM sunshine_cache WHERE cache_key = %s", [key])
            row = cursor.fetchone()
            return 0 if row is None else int(row[0])
        expires = connection.ops.adapt_datetimefield_value(at + _HOUR)
        cursor.execute(_COUNT, [key, str(add), expires, add])
        return int(cursor.fetchone()[0])
