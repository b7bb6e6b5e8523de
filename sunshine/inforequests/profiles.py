"""What the regulation of a day says of the periods of a request, and how doubts are read."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.kit.errors import Refused

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
    correction_notice: int = 0
    third_party_answer: int = 0
    joint_maker_answer: int = 0
    payment: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """How the doubts are decided: which edges of a consultation are left out of the count."""

    consultation_leaves_out_first_day: bool
    consultation_leaves_out_last_day: bool


@cache
def editions() -> tuple[Edition, ...]:
    """Return the editions, the oldest first."""
    return tuple(Edition(**entry) for entry in _data()["edition"])


@cache
def reading() -> Reading:
    """Return how the doubts of the law are decided."""
    return Reading(**_data()["reading"])


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
