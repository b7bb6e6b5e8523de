"""Reading dated editions: the one that holds on a day, from a file of data.

A file of the same name in ``SUNSHINE_HOME/law`` adds to the one that is shipped.
"""

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.conf import settings

DATA = Path(__file__).parent / "data"


class Dated(Protocol):
    """Holds from ``in_force`` (None: since a day that is not known) to ``until``, both included."""

    @property
    def in_force(self) -> date | None: ...

    @property
    def until(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


def holding(editions: Sequence[D], on: date) -> D | None:
    """Return the edition in force on ``on``: the last begun that has not ended, or None.

    An edition whose first day is not known counts as older than every other.
    """
    begun = [one for one in editions if one.in_force is None or one.in_force <= on]
    latest = max(begun, key=lambda one: one.in_force or date.min, default=None)
    if latest is None or (latest.until is not None and latest.until < on):
        return None
    return latest


def read(name: str) -> dict[str, Any]:
    """Return the content of the shipped data file ``name``."""
    return read_file(DATA / name)


def read_file(path: Path) -> dict[str, Any]:
    """Return the content of ``path``; raise tomllib.TOMLDecodeError if it is not TOML."""
    with path.open("rb") as file:
        return tomllib.load(file)


def local_file(name: str) -> Path:
    """Return where the data lie that an authority adds to the shipped file ``name``."""
    return Path(settings.HOME) / "law" / name


def stamp(name: str) -> int:
    """Return a number that changes with the local file ``name``; 0 where there is none."""
    try:
        return local_file(name).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
