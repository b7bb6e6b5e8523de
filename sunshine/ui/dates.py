"""Days and moments as people read them: 2026年11月23日, 23 November 2026."""

from datetime import date, datetime

from django.utils.translation import get_language

from sunshine.kit.days import BEIJING

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def english() -> bool:
    """Return whether the active language is English."""
    return (get_language() or "").startswith("en")


def beijing_date(value: date | datetime) -> date:
    """Return the calendar day in Beijing; raise ValueError for a moment without time zone."""
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return value.astimezone(BEIJING).date()


def day_words(value: date | datetime) -> str:
    """Return the day in the active language."""
    day = beijing_date(value)
    if english():
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def month_words(first: date) -> str:
    """Return a month in words: 2026年3月, or March 2026."""
    if english():
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{first.year}年{first.month}月"


def moment_words(value: datetime) -> str:
    """Return day and Beijing time of day, on the 24-hour clock."""
    local = value.astimezone(BEIJING)
    return f"{day_words(value)} {local:%H:%M}"


def moment_iso(value: datetime) -> str:
    """Return the moment for a machine, with the offset of Beijing."""
    return value.astimezone(BEIJING).isoformat(timespec="minutes")
