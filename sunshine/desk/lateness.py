"""How many days are left, in a word and a tone; never by colour alone."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunshine.workdays.calendar import WorkCalendar

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class Left:
    """What is left until a day: calendar days (negative when late), tone of the badge, words."""

    days: int | None
    tone: str
    words: str


def left_until(day: date | None, today: date, *, soon_days: int = SOON_DAYS) -> Left:
    """Return what is left on ``today`` until the last day ``day``; None has no end."""
    if day is None:
        return Left(None, "plain", _("没有期限"))
    days = (day - today).days
    if days < 0:
        words = ngettext("已逾期 %(days)s 天", "已逾期 %(days)s 天", -days) % {"days": -days}
        return Left(days, "late", words)
    if days == 0:
        return Left(0, "warn", _("今天到期"))
    words = ngettext("还有 %(days)s 天", "还有 %(days)s 天", days) % {"days": days}
    return Left(days, "warn" if days <= soon_days else "plain", words)


def workdays_until(day: date, today: date, calendar: WorkCalendar) -> Left:
    """Return what is left until ``day`` in working days, the unit in which the law gives it.

    A last day is a working day (民法典 203), so that nothing is late before the day after it.
    """
    days = calendar.workdays_between(today, day)
    if day < today:
        words = ngettext("已逾期 %(days)s 个工作日", "已逾期 %(days)s 个工作日", -days)
        # At a weekend no working day has passed yet.
        return Left(days, "late", words % {"days": -days} if days else _("已逾期"))
    if day == today:
        return Left(0, "warn", _("今天到期"))
    words = ngettext("还有 %(days)s 个工作日", "还有 %(days)s 个工作日", days) % {"days": days}
    return Left(days, "plain", words)
