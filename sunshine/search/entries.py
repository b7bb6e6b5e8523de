"""What is indexed: an entry, handed over by whoever owns the text."""

import json
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find. ``text`` is plain, one block to a line; ``tokens`` say who may read it.

    ``above``: the slugs of the body and of every body over it. ``day``: when it was published.
    """

    code: str
    title: str
    text: str
    day: date
    tokens: frozenset[str]
    body: str
    above: tuple[str, ...] = ()
    section: str = ""
    kind: str = ""
    validity: str = ""
    document_number: str = ""
    index_number: str = ""
    summary: str = ""
    made: date | None = None

    @property
    def is_public(self) -> bool:
        """Return whether everybody may read it."""
        return PUBLIC in self.tokens


_LINES = 2  # the title, then the other facts: the text is the rest
_KEPT = tuple(
    field.name for field in fields(Entry) if field.name not in {"title", "text", "tokens"}
)
_facts = attrgetter(*_KEPT)


def packed(entry: Entry) -> bytes:
    """Return the entry as it is kept in the index; who may read it is not kept there.

    The title stands first, so that it can be read without the rest.
    """
    head = (entry.title, _facts(entry))
    lines = (json.dumps(one, ensure_ascii=False, default=date.isoformat) for one in head)
    return "\n".join((*lines, entry.text)).encode()


def packed_title(kept: bytes) -> str:
    """Return the title of what ``packed`` kept."""
    return str(json.loads(kept[: kept.index(b"\n")]))


def unpacked(kept: bytes) -> Entry:
    """Return what ``packed`` kept, without its tokens."""
    title, rest, text = kept.decode().split("\n", _LINES)
    facts = dict(zip(_KEPT, json.loads(rest), strict=True))
    facts["day"] = date.fromisoformat(facts["day"])
    facts["made"] = date.fromisoformat(facts["made"]) if facts["made"] else None
    facts["above"] = tuple(facts["above"])
    return Entry(title=json.loads(title), text=text, tokens=frozenset(), **facts)
