"""When an alert has its next turn. Pure."""

from datetime import datetime, time, timedelta

from sunshine.alerts.models import Alert
from sunshine.kit.days import BEIJING

_MORNING = time(8, tzinfo=BEIJING)


def next_turn(period: str, at: datetime) -> datetime:
    """Return the next turn after ``at``: in an hour, or at eight in the morning in Beijing.

    Weekly alerts have theirs on Mondays.
    """
    if period == Alert.Period.HOUR:
        return at + timedelta(hours=1)
    here = at.astimezone(BEIJING)
    turn = datetime.combine(here.date(), _MORNING)
    days = 0 if turn > here else 1
    if period == Alert.Period.WEEK:
        days += -(turn + timedelta(days=days)).weekday() % 7
    return turn + timedelta(days=days)
