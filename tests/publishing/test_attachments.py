"""Files are attached to drafts, replaced without breaking what was published, put in order."""

from io import BytesIO

import pytest
from django.db import connection

from sunshine.kit.errors import Refused
from sunshine.publishing.actions import attachments, editing
from sunshine.publishing.models import Attachment, Edition, EditionState, Item, ItemState
from tests.build.publishing import AT, a_draft
from tests.cast import Cast


@pytest.fixture(autouse=True)
def home(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.FILES_DIR = tmp_path / "files"


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def attach(edition: Edition, cast: Cast, text: str, name: str = "附件.txt") -> Attachment:
    return attachments.attach(
        edition, stream=BytesIO(text.encode()), filename=name, by=cast.li, at=AT
    )


def replace(edition: Edition, old: Attachment, cast: Cast, text: str) -> Attachment:
    stream = BytesIO(text.encode())
    return attachments.replace(
        edition, old, stream=stream, filename="新附件.txt", by=cast.li, at=AT
    )


def names(edition: Edition) -> list[str]:
    return [one.attachment.code for one in edition.attached.select_related("attachment")]


def published(edition: Edition) -> Item:
    """Write what publication leaves behind; its act has its own tests."""
    item = edition.item
    Edition.objects.filter(item=item, state="published").update(state="superseded")
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.PUBLISHED)
    Item.objects.filter(pk=item.pk).update(
        state=ItemState.PUBLISHED, current=edition, published_here=AT, index_number="X/2026-1"
    )
    item.refresh_from_db()
    return item


def test_files_stand_in_order_and_once(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    one, two = attach(edition, cast, "甲"), attach(edition, cast, "乙", "../表 格.TXT")
    assert names(edition) == [one.code, two.code]
    assert (one.size, one.media_type, two.name) == (3, "text/plain", "表 格.txt")
    with pytest.raises(Refused) as refused:
        attach(edition, cast, "甲", "又名.txt")
    assert codes(refused) == ["file-attached-already"]
    attachments.order_files(edition, [two.code, one.code], by=cast.li, at=AT)
    assert names(edition) == [two.code, one.code]
    with pytest.raises(Refused) as refused:
        attachments.order_files(edition, [two.code], by=cast.li, at=AT)
    assert codes(refused) == ["files-not-all-ordered"]
    attachments.detach(edition, two, by=cast.li, at=AT)
    assert names(edition) == [one.code]
    with pytest.raises(Refused) as refused:
        attachments.detach(edition, two, by=cast.li, at=AT)
    assert codes(refused) == ["file-not-there"]


def test_strangers_and_reviewed_editions_take_no_file(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    Edition.objects.filter(pk=edition.pk).update(state=EditionState.IN_REVIEW)
    reasons = attachments.why_not_attach(
        Edition.objects.get(pk=edition.pk), by=cast.zhao, on=AT.date()
    )
    assert [reason.code for reason in reasons] == ["no-such-duty", "edition-no-draft"]
    with pytest.raises(Refused):
        attach(edition, cast, "甲")
    assert not Attachment.objects.exists()
    assert not connection.needs_rollback


def test_a_replaced_file_leads_on_and_old_editions_keep_theirs(cast: Cast) -> None:
    first = a_draft(cast.heping, by=cast.li)
    one = attach(first, cast, "甲")
    item = published(first)
    second = editing.begin_edition(item, kind="minor", by=cast.li, at=AT)
    assert names(second) == [one.code]
    two = replace(second, one, cast, "乙")
    three = replace(second, two, cast, "丙")
    one.refresh_from_db()
    assert (one.replaced_by, names(first), names(second)) == (three, [one.code], [three.code])


def test_a_draft_given_up_replaces_nothing(cast: Cast) -> None:
    first = a_draft(cast.heping, by=cast.li)
    one = attach(first, cast, "甲")
    item = published(first)
    second = editing.begin_edition(item, kind="minor", by=cast.li, at=AT)
    two = replace(second, one, cast, "乙")
    item = published(second)
    third = editing.begin_edition(item, kind="minor", by=cast.li, at=AT)
    replace(third, two, cast, "丙")
    editing.discard_edition(third, by=cast.li, at=AT)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.replaced_by, two.replaced_by) == (two, None)
    fourth = editing.begin_edition(item, kind="minor", by=cast.li, at=AT)
    attachments.detach(fourth, two, by=cast.li, at=AT)
    one.refresh_from_db()
    assert one.replaced_by == two
