"""A value that was found, before it is a sighting."""

from typing import NamedTuple


class Found(NamedTuple):
    """A value: its kind and its place in the text."""

    kind: str
    start: int
    end: int
