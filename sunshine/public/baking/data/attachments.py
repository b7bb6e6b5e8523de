"""Attachments of public items, copied into the record, and where replaced ones lead."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from sunshine.files.models import StoredFile
from sunshine.files.store import place_of
from sunshine.public.baking.keys import Copied, Key, Kind, Output, Owned
from sunshine.public.baking.readings import SHOWN_EDITIONS, ever_public
from sunshine.publishing.models import Attachment, EditionAttachment, ItemState
from sunshine.publishing.visibility import PUBLIC, readable

# Longer chains of replacements are loops.
_LONGEST_CHAIN = 50


def attachment_address(code: str, name: str) -> str:
    """Return the address of an attachment; its name is a part of it."""
    return f"/f/{code}/{name.replace('/', '_').lstrip('.') or code}"


def shown_attachment(code: str) -> Attachment | None:
    """Return the attachment if it stands with a published edition anybody may read; one query."""
    items = readable(PUBLIC).exclude(state=ItemState.MOVED)
    return (
        Attachment.objects.filter(
            code=code, item__in=items, standing__edition__state__in=SHOWN_EDITIONS
        )
        .select_related("replaced_by")
        .first()
    )


def replacement_of(attachment: Attachment) -> Attachment | None:
    """Return the newest shown attachment in the place of this one, None if it is still it."""
    found: Attachment | None = None
    later, steps = attachment.replaced_by, 0
    while later is not None and steps < _LONGEST_CHAIN:
        found = shown_attachment(later.code) or found
        later, steps = later.replaced_by, steps + 1
    return found


def replaced_addresses() -> dict[str, str]:
    """Return where the addresses of replaced attachments lead; two queries."""
    items = readable(PUBLIC).exclude(state=ItemState.MOVED)
    chains = Attachment.objects.filter(
        Q(replaced_by__isnull=False) | Q(replaces__isnull=False), item__in=items
    ).distinct()
    known = {attachment.pk: attachment for attachment in chains}
    shown = set(
        EditionAttachment.objects.filter(
            attachment__in=known, edition__state__in=SHOWN_EDITIONS
        ).values_list("attachment", flat=True)
    )
    leading = {}
    for attachment in known.values():
        end: Attachment | None = None
        later, steps = attachment.replaced_by_id, 0
        while later in known and steps < _LONGEST_CHAIN:
            end = known[later] if later in shown else end
            later, steps = known[later].replaced_by_id, steps + 1
        if end is not None:
            old = attachment_address(attachment.code, attachment.name)
            leading[old] = attachment_address(end.code, end.name)
    return leading


def _render(key: Key, on: date) -> Iterator[Output]:
    attachment = shown_attachment(key.subject)
    if attachment is None or replacement_of(attachment) is not None:
        return
    if StoredFile.objects.filter(sha256=attachment.digest, is_sealed=False).exists():
        address = attachment_address(attachment.code, attachment.name)
        yield Copied(address, place_of(attachment.digest))


def _every() -> Iterator[Key]:
    attachments = Attachment.objects.filter(item__in=ever_public()).order_by("pk")
    for code in attachments.values_list("code", flat=True).iterator():
        yield Key("file", code)


KINDS = (Kind("file", lambda key: Owned(folder=f"/f/{key.subject}/"), _render, _every),)
