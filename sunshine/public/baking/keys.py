"""What is baked: keys, the kinds they belong to, and what comes out of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sunshine.public.addresses import LANGUAGES, VARIANTS, neutral_file, page_file


class Key(NamedTuple):
    """One thing that is baked as a whole: ``Key("section", "ln-shenyang", "policies")``."""

    kind: str
    subject: str = ""
    part: str = ""

    def __str__(self) -> str:
        return " ".join(word for word in self if word)


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page in one language, in its standard variant."""

    address: str
    language: str
    html: bytes


@dataclass(frozen=True, slots=True)
class Neutral:
    """A finished file that is the same in every language: a feed, an export."""

    address: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Copied:
    """A file of readers' own format, copied as it is: an attachment."""

    address: str
    source: Path


Output = Page | Neutral | Copied


@dataclass(frozen=True, slots=True)
class Owned:
    """Every address a key may fill; what it does not fill when it is baked is removed.

    ``folder``: everything below this neutral address belongs to the key.
    """

    pages: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    folder: str = ""

    def files(self) -> Iterator[str]:
        """Yield the files, relative to the record, without those beside them."""
        for address in self.pages:
            for language in LANGUAGES:
                for variant in VARIANTS:
                    yield page_file(address, language, variant)
        for address in self.neutral:
            yield neutral_file(address)


@dataclass(frozen=True, slots=True)
class Kind:
    """How the keys of one sort are baked.

    ``render(key, on)`` yields what is public now, nothing if nothing is. ``every()``
    yields the keys that are or ever were filled, in an order that only grows.
    ``daily``: what is shown depends on the day, so it is baked again after midnight.
    """

    name: str
    owns: Callable[[Key], Owned]
    render: Callable[[Key, date], Iterator[Output]]
    every: Callable[[], Iterator[Key]]
    daily: bool = False
