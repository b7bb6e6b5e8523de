"""Dating 20,000 open requests anew when the notice of a year comes: the reckoning alone.

A quarter have a third party asked, a fifth are extended, all were received in the two months before
the notice. The act that writes the days, with an event each, is not in it.
"""

import os
import random
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from bench.measuring import Figure, middle, seconds_of
from sunshine.inforequests.clock import Consultation, Facts, due_day, is_provisional, reckon
from sunshine.inforequests.redating import Standing, redated
from sunshine.workdays.calendar import WorkCalendar
from sunshine.workdays.loader import official_calendar

REQUESTS, NOTICE = 20_000, date(2025, 11, 4)
SECONDS, UNFOLDED_SECONDS = 10.0, 0.02


def run(home: Path) -> list[Figure]:
    """Date them under the calendar without 2026, then under the one with it."""
    settings = {"DJANGO_SETTINGS_MODULE": "sunshine.config.settings", "SUNSHINE_HOME": str(home)}
    with patch.dict(os.environ, settings):
        before, after = official_calendar(NOTICE - timedelta(days=40)), official_calendar()
    chance = random.Random(20251104)  # noqa: S311 - the same requests every time
    standing = [_standing(key, chance, before) for key in range(REQUESTS)]
    moved = list(redated(standing, lambda _body: after))
    taken = middle(seconds_of(lambda: list(redated(standing, lambda _body: after)), times=3))
    unfolded = middle(seconds_of(lambda: reckon(standing[0].facts, after), times=200))
    note = f"{len(moved)} of them move or become final, {REQUESTS / taken:.0f}/s"
    return [
        Figure("20,000 requests reckoned anew", taken, "s", SECONDS, at_least=False, note=note),
        Figure("one date unfolded day by day", unfolded, "s", UNFOLDED_SECONDS, at_least=False),
    ]


def _standing(key: int, chance: random.Random, calendar: WorkCalendar) -> Standing:
    received = NOTICE - timedelta(days=chance.randrange(60))
    asked = received + timedelta(days=3)
    consulted = (Consultation(asked, asked + timedelta(days=15)),) if key % 4 == 0 else ()
    facts = Facts(received, consulted=consulted, extension=20 if key % 5 == 0 else 0)
    due = due_day(facts, calendar)
    return Standing(key, f"body-{key % 70}", facts, due, is_provisional(facts, due, calendar))
