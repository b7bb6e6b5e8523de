"""A preview link opens one edition for one leader, for a time."""

from datetime import timedelta

import pytest

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.models import PostHolding
from sunshine.publishing.actions import previews
from sunshine.publishing.models import PreviewLink
from tests.build.publishing import AT, DAY, a_draft
from tests.cast import Cast


def test_only_the_named_reader_opens_it_and_the_look_is_recorded(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    link, token = previews.make_preview(edition, reader=cast.wang, by=cast.li, at=AT)
    assert token not in str(PreviewLink.objects.values().get())
    later = AT + timedelta(hours=71)
    assert previews.open_preview(token, by=cast.wang, at=later) == edition
    assert Event.objects.get(kind="publishing.looked").data["preview"] == link.pk
    for person, words in ((cast.li, token), (cast.zhao, token), (cast.wang, "x" * 43)):
        with pytest.raises(Refused) as refused:
            previews.open_preview(words, by=person, at=later)
        assert refused.value.reasons[0].code == "preview-over"
    assert Event.objects.filter(kind="publishing.looked").count() == 1


def test_it_ends_by_time_by_hand_and_with_the_post(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    link, token = previews.make_preview(edition, reader=cast.wang, hours=1, by=cast.li, at=AT)
    with pytest.raises(Refused):
        previews.open_preview(token, by=cast.wang, at=AT + timedelta(hours=1))
    assert previews.why_not_revoke_preview(link, by=cast.zhao, at=AT)
    previews.revoke_preview(link, by=cast.li, at=AT)
    with pytest.raises(Refused):
        previews.open_preview(token, by=cast.wang, at=AT)
    with pytest.raises(Refused) as refused:
        previews.revoke_preview(link, by=cast.li, at=AT)
    assert refused.value.reasons[0].code == "preview-over"
    _link, second = previews.make_preview(edition, reader=cast.wang, by=cast.li, at=AT)
    PostHolding.objects.filter(person=cast.wang).update(until=DAY)
    with pytest.raises(Refused):
        previews.open_preview(second, by=cast.wang, at=AT + timedelta(days=1))


def test_drafts_are_shown_upward_only(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    assert previews.why_not_preview(edition, cast.ma, by=cast.li, on=DAY) == []
    for stranger in (cast.zhao, cast.sun, cast.nobody):
        reasons = previews.why_not_preview(edition, stranger, hours=0, by=cast.li, on=DAY)
        assert [one.code for one in reasons] == ["preview-reader-unfit", "preview-hours-unfit"]
    edition.state = "published"
    reasons = previews.why_not_preview(edition, cast.wang, by=cast.zhao, on=DAY)
    assert [one.code for one in reasons] == ["no-such-duty", "preview-needs-open-edition"]
