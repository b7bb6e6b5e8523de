"""What can be done against a reply (救济途径): editions by day, the organ by the tree of bodies.

Law: 行政复议法（2023）arts 20, 23, 27; 法释〔2025〕8号; 行政诉讼法 arts 45, 46.
"""

import functools
import importlib.resources
import tomllib
from datetime import date
from typing import Any

from sunshine.kit.errors import Refused
from sunshine.letters import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import Body

HIGHEST = "国家税务总局"


def superior_of(body: Body, on: date) -> str:
    """Return who hears a reconsideration: the next higher tax authority (复议法 art. 27)."""
    return body.parent.name_on(on) if body.parent is not None else HIGHEST


def remedy_for(kind: str, *, body: Body, on: date) -> str:
    """Return the paragraph on remedies of a reply ``kind`` that ``body`` gives on ``on``.

    Raises Refused for a day before the regulation (2008-05-01).
    """
    edition = next((one for one in reversed(_editions()) if one["from"] <= on), None)
    if edition is None:
        raise Refused("letter-before-the-law", day=on.isoformat())
    text: str = edition["first_text"] if kind in edition["first"] else edition["either_text"]
    return text.format(superior=superior_of(body, on))


def comes_first(kind: str, on: date) -> bool:
    """Return whether reconsideration must come before a suit (复议前置)."""
    edition = next((one for one in reversed(_editions()) if one["from"] <= on), None)
    return edition is not None and kind in edition["first"]


@functools.cache
def _editions() -> list[dict[str, Any]]:
    source = importlib.resources.files(__package__).joinpath("data", "remedies.toml")
    editions: list[dict[str, Any]] = tomllib.loads(source.read_text("utf-8"))["edition"]
    return sorted(editions, key=lambda edition: edition["from"])
