"""What of an edition passes the gate, under which name, and why it may not go through."""

from sunshine.gate.parts import FILE, FILE_NAME, Part, digest_of
from sunshine.gate.queries import why_not_through
from sunshine.kit.errors import Reason
from sunshine.publishing.content import plain_text
from sunshine.publishing.markup import read
from sunshine.publishing.models import Edition

TITLE, SUMMARY, CONTENT, LINKS = "title", "summary", "content", "links"
# Lines that readers see and that the gate may mask as they stand.
LINES = (TITLE, SUMMARY, "source", "subject", "change_note")
KEYWORDS, CLAUSES = "keywords", "clause_validity"


def subject_of(edition: Edition) -> str:
    """Return the name under which the gate knows ``edition``."""
    return f"item:{edition.item.code}/{edition.number}"


def edition_of(subject: str) -> Edition | None:
    """Return the edition that the gate knows as ``subject``, if there is one; one query."""
    code, _, number = subject.removeprefix("item:").partition("/")
    if not number.isdecimal():
        return None
    editions = Edition.objects.select_related("item__body", "item__section")
    return editions.filter(item__code=code, number=int(number)).first()


def parts_of(edition: Edition) -> list[Part]:
    """Return everything of ``edition`` that anybody will read; one query."""
    parts = [Part(name, text) for name in LINES if (text := getattr(edition, name))]
    parts += [Part(KEYWORDS, "\n".join(edition.keywords))] if edition.keywords else []
    notes = "\n".join(clause["note"] for clause in edition.clause_validity if clause.get("note"))
    parts += [Part(CLAUSES, notes)] if notes else []
    if edition.content:
        parts.append(Part(CONTENT, plain_text(edition.content)))
        links = _links(edition.content)
        parts += [Part(LINKS, links)] if links else []
    for standing in edition.attached.select_related("attachment"):
        one = standing.attachment
        parts.append(Part(f"{FILE_NAME}{one.code}", one.name, label=one.name))
        parts.append(Part(f"{FILE}{one.code}", sha256=one.digest, label=one.name))
    return parts


def why_not_through_gate(edition: Edition) -> list[Reason]:
    """Return every reason why ``edition`` may not leave as it is now; up to three queries."""
    return why_not_through(subject_of(edition), digest_of(parts_of(edition)))


def _links(content: str) -> str:
    """Return where the links of ``content`` lead, a line each: an address may hold a name."""
    found = (one.attributes.get("href", "") for one in read(content).walk() if one.name == "a")
    return "\n".join(filter(None, found))
