"""Beijing days: time is stored in UTC and judged by the calendar day in Beijing."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def beijing_day(moment: datetime) -> date:
    """Return the calendar day in Beijing at ``moment``; raise ValueError if it is naive."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(BEIJING).date()


def start_of_day(day: date) -> datetime:
    """Return the first moment of ``day`` in Beijing, in UTC."""
    return datetime.combine(day, time.min, BEIJING).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the first moment after ``day`` in Beijing, in UTC."""
    return start_of_day(day + timedelta(days=1))
