"""Taking things out of sight, called by the actions that take down: files, links, titles.

What was public stays in the database and in the sealed store as evidence, and nowhere else.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from sunshine.files.models import StoredFile
from sunshine.files.store import seal
from sunshine.notices.outbox import hush
from sunshine.publishing.addresses import address_of
from sunshine.publishing.models import (
    OPEN_STATES,
    Attachment,
    Edition,
    EditionAttachment,
    EditionState,
    Item,
    ItemState,
    OldAddress,
    PreviewLink,
)
from sunshine.publishing.states import EDITION_STEPS, after

_IN_SIGHT = (ItemState.PUBLISHED, ItemState.WITHDRAWN, ItemState.MOVED)
_STANDING = (*OPEN_STATES, EditionState.PUBLISHED, EditionState.SUPERSEDED)


def seal_item(item: Item, at: datetime) -> list[str]:
    """Take files, previews and old addresses of ``item`` out of sight; return codes of files."""
    revoke_previews(list(item.editions.values_list("pk", flat=True)), at)
    here = address_of(item)
    OldAddress.objects.filter(Q(path=here) | Q(leads_to=here)).delete()
    for file in _files_shown_nowhere_else(item):
        seal(file)
    return list(item.attachments.values_list("code", flat=True))


def revoke_previews(editions: Collection[int], at: datetime) -> None:
    """Let no preview link of these editions open anything any more."""
    links = PreviewLink.objects.filter(edition__in=editions, revoked_at__isnull=True)
    links.update(revoked_at=at)


def hush_titles(item: Item, titles: Collection[str]) -> list[dict[str, str]]:
    """Take ``titles`` of ``item`` out of notices and mails; return who had been told, and when."""
    with translation.override("zh-hans"):
        words = _("（已紧急下线）")
    return hush(
        about=f"/desk/items/{item.code}/", fact="title", values=frozenset(titles), words=words
    )


def detach_everywhere(files: Collection[Attachment]) -> list[int]:
    """Take ``files`` of one item off every edition; return the numbers of those editions.

    Addresses that led to one of them lead past it. Contents that stand with nothing else are
    sealed. A draft on its way out goes back to its writer: it is no longer what was reviewed.
    """
    keys = [file.pk for file in files]
    standing = EditionAttachment.objects.filter(attachment__in=keys)
    numbers = sorted(set(standing.values_list("edition__number", flat=True)))
    opened = Edition.objects.filter(attached__in=standing, state__in=OPEN_STATES).distinct()
    for edition in opened.exclude(state=EditionState.DRAFT):
        edition.state, edition.publish_at = after(EDITION_STEPS, "recall"), None
        edition.save(update_fields=["state", "publish_at"])
    standing.delete()
    for file in files:
        lead_past(file)
    for stored in _shown_nowhere(files):
        seal(stored)
    return numbers


def lead_past(file: Attachment) -> None:
    """Let addresses that led to ``file`` lead to what replaced it, and its own to nothing."""
    Attachment.objects.filter(replaced_by=file).update(replaced_by=file.replaced_by)
    file.replaced_by = None
    file.save(update_fields=["replaced_by"])


def same_content(file: Attachment) -> list[Attachment]:
    """Return the attachments of its item with the content of ``file``, itself among them."""
    return list(Attachment.objects.filter(item=file.item_id, digest=file.digest).order_by("pk"))


def _shown_nowhere(files: Collection[Attachment]) -> list[StoredFile]:
    shown = EditionAttachment.objects.filter(
        edition__state__in=_STANDING, edition__item__state__in=(*_IN_SIGHT, ItemState.PREPARED)
    )
    digests = {file.digest for file in files}
    kept = set(
        shown.filter(attachment__digest__in=digests).values_list("attachment__digest", flat=True)
    )
    return list(StoredFile.objects.filter(sha256__in=digests - kept).order_by("sha256"))


def _files_shown_nowhere_else(item: Item) -> list[StoredFile]:
    """Return the stored files of ``item`` that stand with no other item in sight; one query."""
    elsewhere = Attachment.objects.filter(item__state__in=_IN_SIGHT, incidents=None)
    mine = item.attachments.exclude(digest__in=elsewhere.exclude(item=item).values("digest"))
    return list(StoredFile.objects.filter(sha256__in=mine.values("digest")).order_by("sha256"))
