"""The digest of an edition: approvals hold for exactly what the reviewers saw."""

import hashlib
import json
from datetime import date

from sunshine.gate.queries import decided
from sunshine.publishing.gate_parts import subject_of
from sunshine.publishing.models import Edition

# What is on its way with the edition but not read by anybody stays out: states, times, people.
_TEXTS = (
    "revision",
    "kind",
    "title",
    "summary",
    "content",
    "document_number",
    "source",
    "subject",
    "keywords",
    "made_on",
    "in_force_on",
    "repealed_on",
    "validity",
    "clause_validity",
    "tax_period_from",
    "tax_period_until",
    "change_note",
)


def seen_of(edition: Edition) -> dict[str, object]:
    """Return everything a reviewer sees, as plain data; up to six queries."""
    item = edition.item
    facts: dict[str, object] = {name: _plain(getattr(edition, name)) for name in _TEXTS}
    standing = edition.attached.select_related("attachment").order_by("rank", "id")
    facts["attachments"] = [[one.attachment.name, one.attachment.digest] for one in standing]
    facts["audience"] = item.audience
    facts["groups"] = sorted(item.groups.values_list("slug", flat=True))
    facts["section"] = item.section.slug
    facts["body"] = item.body.slug
    if edition.elements:
        facts["elements"] = edition.elements
    if kept := decided(subject_of(edition)):
        # What the gate found and somebody kept with a reason is approved with the text.
        facts["kept"] = kept
    return facts


def digest_of(edition: Edition) -> str:
    """Return the SHA-256, in hexadecimal, of everything a reviewer sees."""
    text = json.dumps(seen_of(edition), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def binding_digest(edition: Edition) -> str:
    """Return the digest that approvals must bear: of the content now, or of what went out."""
    is_out = edition.published_at is not None
    return edition.digest if is_out else digest_of(edition)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
