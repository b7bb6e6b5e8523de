"""Legal grounds (不予公开理由) as dated data: why a paper is not published to everybody.

Law: 政府信息公开条例 2008 arts. 8, 13, 14; 2019 arts. 13–16, 19, 27.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import sunshine.rulebook.reasons  # noqa: F401 - registers the sentences
from sunshine.kit.errors import Refused
from sunshine.kit.wording import Wording
from sunshine.rulebook import editions
from sunshine.rulebook.periods import Status


class AppliesTo(StrEnum):
    """The attribute of a paper on which a ground may stand."""

    WITHHELD = "withheld"
    ON_REQUEST = "on_request"


@dataclass(frozen=True, slots=True)
class Ground:
    """One edition of a ground: its wording and article, and whether it leaves a choice.

    ``must``: the law forbids publication; otherwise the organ may withhold.
    ``unless``: when the law wants it published all the same, or None.
    ``instances``: the kinds that its article names, by key, empty if it names none.
    ``report_row``: its row in the yearly account, empty if it has none.
    """

    key: str
    wording: Wording
    article: str
    must: bool
    unless: Wording | None
    attributes: frozenset[AppliesTo]
    instances: Mapping[str, Wording]
    report_row: str
    status: Status
    in_force: date | None
    until: date | None


def grounds(on: date, attribute: str = "") -> list[Ground]:
    """Return the grounds in force on ``on``, only those for ``attribute`` if it is given."""
    found = (editions.holding(each, on) for each in _grounds().values())
    return [one for one in found if one and (not attribute or attribute in one.attributes)]


def ground(key: str, on: date) -> Ground:
    """Return the edition of the ground ``key`` in force on ``on``.

    Raises Refused("no-ground-in-force") if there is none, unknown keys included.
    """
    found = editions.holding(_grounds().get(key, ()), on)
    if found is None:
        raise Refused("no-ground-in-force", key=key, day=on.isoformat())
    return found


def every_edition() -> list[Ground]:
    """Return every edition of every ground, for tables and checks."""
    return [one for each in _grounds().values() for one in each]


@lru_cache(maxsize=1)
def _grounds() -> Mapping[str, tuple[Ground, ...]]:
    return {
        entry["key"]: tuple(_edition(entry["key"], one) for one in entry["edition"])
        for entry in editions.read("grounds.toml")["ground"]
    }


def _edition(key: str, one: Mapping[str, Any]) -> Ground:
    return Ground(
        key=key,
        wording=Wording.read(one["wording"]),
        article=one["article"],
        must=one["must"],
        unless=Wording.read(one["unless"]) if "unless" in one else None,
        attributes=frozenset(AppliesTo(name) for name in one["attributes"]),
        instances={each["key"]: Wording.read(each) for each in one.get("instances", ())},
        report_row=one.get("report_row", ""),
        status=Status(one["status"]),
        in_force=one.get("in_force"),
        until=one.get("until"),
    )
