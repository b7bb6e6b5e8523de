"""The kinds of letters, the facts each may be told, and the text each begins with (data)."""

import dataclasses
import functools
import importlib.resources
import re
import tomllib
from datetime import date
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

    def as_received(self, received: object) -> "Kind":
        """Return the kind as the regulation of the day of receipt has it; itself if unknown.

        A text of another edition of the regulation has its own articles (第492号 until
        2019-05-14); a kind that edition knows nothing of keeps its own text.
        """
        if not isinstance(received, date):
            return self
        edition = next((one for one in editions() if received < one.until), None)
        found = edition.texts.get(self.key) if edition else None
        if found is None:
            return self
        return dataclasses.replace(self, law=found["law"], text=found["text"])

    @property
    def has_remedy(self) -> bool:
        """Return whether the letter must say what can be done against it."""
        return "{remedy}" in self.text


@functools.cache
def kinds() -> dict[str, Kind]:
    """Return every kind by its key."""
    found = [Kind(**entry) for entry in _data("kinds.toml")["kind"]]
    return {kind.key: kind for kind in found}


@dataclasses.dataclass(frozen=True, slots=True)
class Earlier:
    """The texts of an earlier edition of the regulation, for what was received before a day."""

    until: date
    texts: dict[str, dict[str, str]]


@functools.cache
def editions() -> tuple[Earlier, ...]:
    """Return the earlier editions of the texts, the oldest first."""
    data = _data("kinds_2007.toml")
    texts = {entry["key"]: entry for entry in data["kind"]}
    return (Earlier(data["received_before"], texts),)


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
