"""When an entry of a list plays, and what plays at a moment. Pure; times are those of Beijing.

The same rule stands in ``screens/static/screens/playing.js``, because a screen goes on without
the network; a browser test holds the two to each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sunshine.kit.days import BEIJING

DAY_MINUTES = 24 * 60
EVERY_DAY = "1234567"


@dataclass(frozen=True, slots=True)
class Times:
    """When something plays: days from–to, days of the week, hours.

    ``to_minute`` not after ``from_minute`` runs over midnight; its night belongs to the day on
    which it began.
    """

    since: date | None = None
    until: date | None = None
    days: str = EVERY_DAY
    from_minute: int = 0
    to_minute: int = DAY_MINUTES

    def plays_at(self, moment: datetime) -> bool:
        """Return whether it plays at ``moment``; raise ValueError if that is naive."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        local = moment.astimezone(BEIJING)
        minute, day = local.hour * 60 + local.minute, local.date()
        if self.from_minute < self.to_minute:
            return self._on(day) and self.from_minute <= minute < self.to_minute
        if minute >= self.from_minute:
            return self._on(day)
        return minute < self.to_minute and self._on(date.fromordinal(day.toordinal() - 1))

    def _on(self, day: date) -> bool:
        if self.since is not None and day < self.since:
            return False
        if self.until is not None and day > self.until:
            return False
        return str(day.isoweekday()) in self.days

    @property
    def minutes_a_day(self) -> int:
        """Return how many minutes of a day it may play."""
        span = self.to_minute - self.from_minute
        return span if span > 0 else span + DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture of the screen and the seconds it stands."""

    entry: int
    seconds: int
    times: Times


def playing(slides: Sequence[Slide], moment: datetime) -> list[Slide]:
    """Return the slides whose turn it is at ``moment``, in their order."""
    return [slide for slide in slides if slide.times.plays_at(moment)]


def round_seconds(slides: Sequence[Slide]) -> int:
    """Return how long one round of ``slides`` takes."""
    return sum(slide.seconds for slide in slides)


def never_plays(slides: Sequence[Slide], minutes: int = DAY_MINUTES) -> bool:
    """Return whether one round is longer than a day of ``minutes``.

    A screen then goes on the next day where it stopped, so that everything has its turn.
    """
    return round_seconds(slides) > minutes * 60
