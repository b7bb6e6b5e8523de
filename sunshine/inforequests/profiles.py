"""What the regulation of a day says of the periods of a request, and how doubts are read."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.kit.errors import Refused

# A later day is a slip of the keyboard, as for the rules.
LAST_YEAR = 2100
DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Edition:
    """The periods of one edition of the regulation, in working days; 0 where it has none."""

    name: str
    in_force: date
    reply: int
    extension: int
    organs_pause: bool
    law_reply: str
    law_extension: str
    law_correction: str
    law_consultation: str
    status: str
    law_payment: str = ""
    payment_from: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How the doubts are decided; the file says what each asks, docs/law.md the alternatives."""

    consultation_leaves_out_first_day: bool
    consultation_leaves_out_last_day: bool
    new_start_takes_its_own_edition: bool


@cache
def editions() -> tuple[Edition, ...]:
    """Return the editions, the oldest first."""
    return tuple(Edition(**entry) for entry in _data()["edition"])


@cache
def reading() -> Reading:
    """Return how the doubts of the law are decided."""
    return Reading(**_data()["reading"])


def known_year(*days: date | None) -> None:
    """Raise Refused("due-year-absurd") for the first of ``days`` after the year 2100."""
    for day in days:
        if day is not None and day.year > LAST_YEAR:
            raise Refused("due-year-absurd", day=day.isoformat(), last=LAST_YEAR)


def edition_on(day: date) -> Edition:
    """Return the edition in force on ``day``; before the first, Refused("due-before-the-law")."""
    fitting = [one for one in editions() if one.in_force <= day]
    if not fitting:
        first = editions()[0].in_force
        raise Refused("due-before-the-law", day=day.isoformat(), first=first.isoformat())
    return fitting[-1]


def _data() -> dict[str, Any]:
    with (DATA / "clock.toml").open("rb") as file:
        return tomllib.load(file)
