"""Numbers of cases, without a gap per body, kind and year: one atomic statement."""

from django.db import connection

_DRAW = (
    "INSERT INTO cases_caseseries (key, last) VALUES (%s, 1)"
    " ON CONFLICT (key) DO UPDATE SET last = cases_caseseries.last + 1 RETURNING last"
)


def draw(key: str) -> int:
    """Return the next number of the series ``key``, from 1 upward; raise outside a transaction.

    The number goes back if the transaction is rolled back.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is drawn in the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [key])
        row = cursor.fetchone()
    return int(row[0])
