"""Lists on a wall: where, from when until when, who posted and who removed them (row B8)."""

from datetime import date, timedelta

import pytest

from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from sunshine.publishing.actions.places import post_at_place, remove_from_place
from sunshine.publishing.models import PlacePosting
from sunshine.publishing.periodic import remind_postings
from tests.build.release import AT, draft, published
from tests.cast import Cast

DAY = date(2026, 3, 2)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_list_hangs_and_is_taken_off(cast: Cast) -> None:
    item = published(cast, draft(cast, audience="place"))
    posting = post_at_place(
        item, place="五爱市场一楼公告栏", posted_on=DAY, until=date(2026, 4, 1), by=cast.li, at=AT
    )
    remove_from_place(posting, removed_on=DAY, by=cast.wu, at=AT)
    posting.refresh_from_db()
    assert (posting.posted_by, posting.removed_by, posting.removed_on) == (cast.li, cast.wu, DAY)
    with pytest.raises(Refused) as refused:
        remove_from_place(posting, removed_on=date(2026, 3, 1), by=cast.zhao, at=AT)
    assert codes(refused) == ["no-such-duty", "posting-removed", "removed-on-impossible"]


def test_a_list_that_hangs_too_long_is_told_once(cast: Cast) -> None:
    item = published(cast)
    posting = post_at_place(item, place="五爱市场", posted_on=DAY, until=DAY, by=cast.li, at=AT)
    assert remind_postings(AT) == 0
    for day in (1, 2):
        assert remind_postings(AT + timedelta(days=day)) == 1
    notice = Notice.objects.get(kind="publishing.posting_over")
    assert (notice.recipient, "五爱市场" in notice.text) == (cast.li, True)
    remove_from_place(posting, removed_on=DAY, by=cast.li, at=AT)
    assert remind_postings(AT + timedelta(days=3)) == 0


def test_every_reason_why_a_list_cannot_hang(cast: Cast) -> None:
    item = draft(cast, audience="staff").item
    with pytest.raises(Refused) as refused:
        post_at_place(item, place=" ", posted_on=date(2026, 3, 3), until=DAY, by=cast.zhao, at=AT)
    assert codes(refused) == [
        "no-such-duty",
        "item-not-public",
        "not-for-places",
        "place-missing",
        "posted-in-future",
        "posted-until-before",
    ]
    assert not PlacePosting.objects.exists()
