"""Adding up how often addresses were read; what is counted, and for how long by the day.

A count is an address, a day and a number: no reader, no address of a computer, no time of day.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Sum

from sunshine.kit.days import beijing_day
from sunshine.publishing.models import AccessCount

log = logging.getLogger(__name__)

Counts = Mapping[tuple[str, date], tuple[int, int]]
# Older counts are kept by the month, under its first day.
DAYS_KEPT = 92
_LONGEST_PATH = 300
_AT_ONCE = 2_000
_ADD = """
    INSERT INTO publishing_accesscount (path, day, people, bots) VALUES (%s, %s, %s, %s)
    ON CONFLICT (path, day) DO UPDATE SET
        people = publishing_accesscount.people + EXCLUDED.people,
        bots = publishing_accesscount.bots + EXCLUDED.bots
"""


def add_counts(counts: Counts) -> None:
    """Add readings (people, bots) by address and day; called in a transaction."""
    summed: dict[tuple[str, date], list[int]] = {}
    for (path, day), (people, bots) in counts.items():
        place = (path.removeprefix("/en")[:_LONGEST_PATH] or "/", day)
        both = summed.setdefault(place, [0, 0])
        both[0] += people
        both[1] += bots
    with connection.cursor() as cursor:
        # In one order, so that two who add do not wait for each other.
        rows = [(path, day, both[0], both[1]) for (path, day), both in sorted(summed.items())]
        cursor.executemany(_ADD, rows)


def fold_counts(_at: datetime) -> int:
    """Add up what the web processes have written away; return how many files that were."""
    folded = 0
    for file in sorted(Path(settings.COUNTS_DIR).glob("*.json")):
        counts = _read(file)
        if counts:
            with transaction.atomic():
                add_counts(counts)
        # A fall in between counts a few seconds twice: too many is safer than too few.
        file.unlink(missing_ok=True)
        folded += 1
    return folded


def first_day_kept(on: date) -> date:
    """Return the first day whose counts are still kept by the day: always a first of a month."""
    return (on - timedelta(days=DAYS_KEPT)).replace(day=1)


def merge_old_days(at: datetime) -> int:
    """Bring counts older than some three months together by the month; return how many."""
    old = AccessCount.objects.filter(day__lt=first_day_kept(beijing_day(at)), day__day__gt=1)
    merged = 0
    for month in set(old.dates("day", "month")):
        days = old.filter(day__year=month.year, day__month=month.month)
        while paths := list(days.values_list("path", flat=True).distinct()[:_AT_ONCE]):
            with transaction.atomic():
                merged += _merge(days.filter(path__in=paths), month)
    return merged


def _merge(days: Iterable[AccessCount], month: date) -> int:
    rows = AccessCount.objects.filter(pk__in=[one.pk for one in days])
    sums = rows.order_by().values("path").annotate(all_people=Sum("people"), all_bots=Sum("bots"))
    add_counts({(one["path"], month): (one["all_people"], one["all_bots"]) for one in sums})
    return rows.delete()[0]


def _read(file: Path) -> Counts:
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        day = date.fromisoformat(held["day"])
        return {(path, day): (people, bots) for path, (people, bots) in held["counts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        log.warning("%s holds no counts", file.name)
        return {}
