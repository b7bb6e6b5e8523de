"""The kinds of letters, the facts each may be told, and the text each begins with (data)."""

import dataclasses
import functools
import importlib.resources
import re
import tomllib
from typing import Any

from sunshine.kit.errors import Refused
from sunshine.letters import reasons as _sentences  # noqa: F401 - registers the refusals

FIELD = re.compile(r"\{([^{}]*?)(\?)?\}")
# What the body and the law give; nobody has to say it.
GIVEN = frozenset({"remedy"})


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """What a letter may be told: its name, what it is, and a sample for previews."""

    name: str
    label: str
    sample: str


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: title, series of its numbers, article, and the text to begin with.

    Kinds with the same ``word`` draw from one series: every reply is numbered among the replies.
    """

    key: str
    title: str
    word: str
    law: str
    text: str

    @property
    def has_remedy(self) -> bool:
        """Return whether the letter must say what can be done against it."""
        return "{remedy}" in self.text


@functools.cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its key."""
    found = [Kind(**entry) for entry in _data("kinds.toml")["kind"]]
    return {kind.key: kind for kind in found}


@functools.cache
def fields() -> dict[str, Field]:
    """Return every field that a template may name."""
    return {
        name: Field(name, entry["label"], entry["sample"])
        for name, entry in _data("fields.toml").items()
    }


def kind_of(key: str) -> Kind:
    """Return the kind ``key``; raise Refused if there is none."""
    if key not in kinds():
        raise Refused("letter-kind-unknown", field="kind", kind=key)
    return kinds()[key]


def needed_by(text: str) -> tuple[set[str], set[str]]:
    """Return the fields that ``text`` must be told, and those that it may be told."""
    must: set[str] = set()
    may: set[str] = set()
    for name, optional in FIELD.findall(text):
        (may if optional else must).add(name)
    return must - GIVEN, may - must


def _data(name: str) -> dict[str, Any]:
    text = importlib.resources.files(__package__).joinpath("data", name).read_text("utf-8")
    return tomllib.loads(text)
