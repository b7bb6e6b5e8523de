"""What is indexed: an entry, handed over by whoever owns the text."""

import json
from dataclasses import dataclass, fields
from datetime import date

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


_KEPT = tuple(field.name for field in fields(Entry) if field.name != "tokens")


def packed(entry: Entry) -> bytes:
    """Return the entry as it is kept in the index; who may read it is not kept there."""
    facts = {name: getattr(entry, name) for name in _KEPT}
    facts["day"] = entry.day.isoformat()
    facts["made"] = entry.made.isoformat() if entry.made else None
    return json.dumps(facts, ensure_ascii=False).encode()


def unpacked(kept: bytes) -> Entry:
    """Return what ``packed`` kept, without its tokens."""
    facts = json.loads(kept)
    facts["day"] = date.fromisoformat(facts["day"])
    facts["made"] = date.fromisoformat(facts["made"]) if facts["made"] else None
    facts["above"] = tuple(facts["above"])
    return Entry(**facts, tokens=frozenset())
