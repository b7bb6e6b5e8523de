"""The day of receipt (收到申请之日): which day of a request it is, by channel and edition. Pure.

An automatic acknowledgement of the web is no confirmation by both sides: until somebody of the
office has confirmed, the request is submitted and not received (条例 2019 art. 31).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from sunshine.inforequests.profiles import DATA


class Channel(StrEnum):
    """How a request comes."""

    WEB = "web"
    WINDOW = "window"
    ORAL = "oral"
    REGISTERED_LETTER = "registered_letter"
    LETTER = "letter"
    EMAIL = "email"
    FAX = "fax"


class Counts(StrEnum):
    """Which day counts; ``data/receipt.toml`` says what each means."""

    HANDED_IN = "handed_in"
    SIGNED_FOR = "signed_for"
    SAME_DAY = "same_day"
    BOTH = "both"
    MAILBOX = "mailbox"
    OFFICE = "office"


# The office has to do something before the request counts as received.
CONFIRMED = frozenset({Counts.SAME_DAY, Counts.BOTH, Counts.OFFICE})


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """Which day counts for a channel, and the article."""

    counts: Counts
    law: str
    status: str

    @property
    def needs_confirming(self) -> bool:
        """Return whether the request is only submitted until the office confirms."""
        return self.counts in CONFIRMED


def receipt_rule(channel: Channel, arrived: date) -> ReceiptRule:
    """Return the rule of the edition in force when the request arrived.

    For days before the first edition that is the first: the clock itself refuses them.
    """
    fitting = [one for one in _editions() if one[0] <= arrived] or [_editions()[0]]
    _in_force, law, status, counts = fitting[-1]
    return ReceiptRule(counts[channel], law, status)


def received_on(channel: Channel, *, arrived: date, confirmed: date | None = None) -> date | None:
    """Return the day of receipt; None while the confirmation that it needs is lacking.

    ``arrived``: handed in, signed for, or in the mailbox; ``confirmed``: by the office with the
    applicant. Raises ValueError for a confirmation before the arrival.
    """
    if confirmed is not None and confirmed < arrived:
        raise ValueError("confirmed before it arrived")
    rule = receipt_rule(channel, arrived)
    return confirmed if rule.needs_confirming else arrived


@cache
def _editions() -> list[tuple[date, str, str, Mapping[Channel, Counts]]]:
    with (DATA / "receipt.toml").open("rb") as file:
        entries = tomllib.load(file)["edition"]
    return [
        (
            entry["in_force"],
            entry["law"],
            entry["status"],
            {Channel(name): Counts(value) for name, value in entry["counts"].items()},
        )
        for entry in entries
    ]
