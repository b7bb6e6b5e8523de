"""Where search engines are asked to drop what was pulled: data, with the day it was looked up."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "removal_forms.toml"


@dataclass(frozen=True, slots=True)
class RemovalForm:
    """A search engine and the address where removals are asked for."""

    name: str
    url: str
    noted: date


@cache
def removal_forms() -> Sequence[RemovalForm]:
    """Return the forms in the order of the file."""
    held = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(RemovalForm(one["name"], one["url"], held["noted"]) for one in held["form"])
