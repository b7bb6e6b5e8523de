"""What is known of a document, from its text or from what came with it. Pure.

Unknown is empty or None, and stays so: nothing is guessed.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """The facts of one document.

    ``made_on`` is the day of this state of it, ``version_on`` the day by which versions of one
    law are told apart, ``repealed_on`` the first day it is no more. ``validity`` is "" or a
    value of publishing's ``Validity``. ``remarks`` are codes of what an editor should look at.
    """

    title: str = ""
    document_number: str = ""
    issuers: tuple[str, ...] = ()
    made_on: date | None = None
    published_on: date | None = None
    in_force_on: date | None = None
    repealed_on: date | None = None
    version_on: date | None = None
    validity: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    index_number: str = ""
    address: str = ""
    remarks: tuple[str, ...] = ()

    def or_else(self, other: "Known") -> "Known":
        """Return these facts, and where one is unknown that of ``other``; remarks of both."""
        merged = {
            one.name: getattr(self, one.name) or getattr(other, one.name)
            for one in dataclasses.fields(self)
        }
        merged["remarks"] = tuple(dict.fromkeys((*self.remarks, *other.remarks)))
        return Known(**merged)

    def as_data(self) -> dict[str, Any]:
        """Return the known facts for JSON; what is unknown is left out."""
        found = {one.name: getattr(self, one.name) for one in dataclasses.fields(self)}
        return {name: _plain(value) for name, value in found.items() if value}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Known":
        """Return what ``as_data`` made."""
        values: dict[str, Any] = dict(data)
        for name in DAYS:
            if name in values:
                values[name] = date.fromisoformat(values[name])
        for name in ("issuers", "keywords", "remarks"):
            if name in values:
                values[name] = tuple(values[name])
        return cls(**values)


DAYS = ("made_on", "published_on", "in_force_on", "repealed_on", "version_on")


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
