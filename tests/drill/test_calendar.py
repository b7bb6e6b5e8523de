"""Every day of twenty-three years against a table made by somebody else."""

import json
from datetime import date, timedelta
from pathlib import Path

from sunshine.workdays.loader import official_calendar


def test_every_day_is_reckoned_as_the_table_has_it(data: Path) -> None:
    table = json.loads((data / "cn-workday-calendar.json").read_text(encoding="utf-8"))
    calendar = official_calendar()
    day, last = date(2004, 1, 1), date(2026, 12, 31)
    differing = []
    while day <= last:
        key = day.isoformat()
        weekday = day.weekday() < 5 and key not in table["holidays"]
        if calendar.is_workday(day) != (weekday or key in table["working_weekend_days"]):
            differing.append(key)
        day += timedelta(days=1)
    assert differing == []
