"""Number series without a gap or a double: one atomic statement in the publishing transaction.

Whoever draws holds the row of the series until the transaction ends; a transaction that
is rolled back, or killed, gives its number back (docs/adr, number series).
"""

from django.db import connection

from sunshine.publishing.models import Audience, BodyPractice, Item, Series
from sunshine.publishing.patterns import filled_in

_DRAW = (
    "INSERT INTO publishing_series (key, last) VALUES (%s, 1)"
    " ON CONFLICT (key) DO UPDATE SET last = publishing_series.last + 1 RETURNING last"
)


def draw(key: str) -> int:
    """Return the next number of the series ``key``, from 1 upward; raise outside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number is drawn in the transaction that uses it")
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [key])
        row = cursor.fetchone()
    return int(row[0])


def index_pattern(item: Item) -> str:
    """Return the pattern of the index number (索引号) of ``item``; one query."""
    practice = BodyPractice.objects.filter(body=item.body).first() or BodyPractice()
    if item.audience == Audience.PUBLIC:
        return practice.index_pattern
    return practice.restricted_pattern


def draw_index_number(item: Item, *, year: int, month: int) -> str:
    """Return the next index number of the item's body for what was made in ``year``.

    Restricted items draw from a series of their own: the public one has no holes to read.
    """
    kind = "public" if item.audience == Audience.PUBLIC else "restricted"
    serial = draw(f"index:{item.body.slug}:{year}:{kind}")
    return filled_in(
        index_pattern(item),
        org=item.body.org_code,
        credit=item.body.credit_code,
        year=year,
        month=month,
        serial=serial,
    )


def draw_position(item: Item) -> int:
    """Return the next place, from 0 upward, in the public list of the item's section."""
    return draw(f"list:{item.body.slug}:{item.section.slug}") - 1


def last_drawn(key: str) -> int:
    """Return the last number drawn from the series ``key``, 0 if none; one query."""
    return Series.objects.filter(pk=key).values_list("last", flat=True).first() or 0
