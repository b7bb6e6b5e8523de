"""The code sets of guides and the ways to a matter, as data in both languages."""

import functools
import importlib.resources
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sunshine.kit.wording import Wording


@dataclass(frozen=True, slots=True)
class Synonym:
    """Everyday words and the official ones they mean."""

    everyday: tuple[str, ...]
    official: tuple[str, ...]


@functools.cache
def code_set(name: str) -> Mapping[str, Wording]:
    """Return a set of GB/T 39046, or of the house, by code; raise KeyError if there is none."""
    return {row["code"]: Wording.read(row) for row in data("codes")[name]}


@functools.cache
def categories(name: str) -> Mapping[str, Wording]:
    """Return ``who`` (who I am) or ``events`` (what happened to me), in their order."""
    return {row["slug"]: Wording.read(row) for row in data("categories")[name]}


def words_of(name: str, codes: Iterable[str]) -> list[Wording]:
    """Return the wordings of ``codes`` that the set has; what it does not have is left out."""
    known = code_set(name)
    return [known[code] for code in codes if code in known]


@functools.cache
def synonyms() -> tuple[Synonym, ...]:
    """Return the everyday words people use, with what they mean."""
    return tuple(
        Synonym(tuple(row["everyday"]), tuple(row["official"]))
        for row in data("categories")["synonym"]
    )


def data(name: str) -> dict[str, Any]:
    """Return the content of ``data/<name>.toml``."""
    file = importlib.resources.files(__package__).joinpath(f"data/{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
