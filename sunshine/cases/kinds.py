"""The kinds of cases, as the domains above register them: a word for numbers, and who works."""

import dataclasses

from sunshine.kit.errors import Sentence
from sunshine.orgs.models import Role


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case: ``word`` stands in its numbers, ``chiefs`` may pass on another's case.

    ``readers`` see every case of the kind in their body, as its chiefs do; ``asked`` is the
    relation from a case to those of the body who are asked about it and so may see it.
    ``in_workdays``: the law gives its period in working days.
    """

    slug: str
    word: str
    name: Sentence
    chiefs: frozenset[Role]
    readers: frozenset[Role] = frozenset()
    asked: str = ""
    in_workdays: bool = False


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> Kind:
    """Add ``kind`` and return it; raise ValueError if the slug or the word has another already."""
    words = {one.word: one for one in _kinds.values()}
    if _kinds.get(kind.slug, kind) != kind or words.get(kind.word, kind) != kind:
        raise ValueError(f"the kind {kind.slug!r} or its word {kind.word!r} is taken")
    return _kinds.setdefault(kind.slug, kind)


def kind_of(slug: str) -> Kind:
    """Return the kind ``slug``; raise KeyError if no domain has registered it."""
    return _kinds[slug]


def kinds() -> list[Kind]:
    """Return every kind that is registered, by its slug."""
    return [_kinds[slug] for slug in sorted(_kinds)]
