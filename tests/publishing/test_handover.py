"""Bodies merge: what was on its way goes on in the successor's name, from draft."""

import io
from datetime import date

import pytest

from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.handover import hand_over_item, why_not_hand_over
from sunshine.publishing.actions.release import publish, schedule
from sunshine.publishing.duties import successor_of
from sunshine.publishing.models import EditionState, ItemState, Review
from sunshine.publishing.periodic import publish_due
from sunshine.publishing.turns import progress, to_take_over, turns_of
from tests.build.release import AT, MINUTE, approved, draft, next_draft, published, sent, take
from tests.cast import Cast

DAY = date(2026, 3, 2)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def merge(body: Body, to: Body) -> None:
    body.dissolved, body.successor = DAY, to
    body.save()


def test_what_waits_is_not_published_but_taken_over(cast: Cast) -> None:
    edition = approved(cast)
    merge(cast.heping, cast.shenyang)
    with pytest.raises(Refused) as refused:
        publish(edition, by=cast.wu, at=AT)
    assert "body-merged" in codes(refused)
    assert cast.shenyang.name in str(refused.value)
    assert to_take_over([cast.shenyang, cast.dalian], DAY) == [edition]
    assert to_take_over([cast.dalian, cast.ln], DAY) == []
    item = hand_over_item(edition.item, to=cast.shenyang, by=cast.ma, at=AT)
    assert to_take_over([cast.shenyang], DAY) == []
    edition.refresh_from_db()
    assert (item.body, item.responsible_post.body) == (cast.shenyang, cast.shenyang)
    assert (edition.state, edition.digest) == (EditionState.DRAFT, "")
    assert turns_of(cast.chen, DAY) == []


def test_reviews_of_the_former_body_are_void(cast: Cast) -> None:
    edition = take(sent(cast), cast, "first", "second")
    merge(cast.heping, cast.shenyang)
    hand_over_item(edition.item, to=cast.shenyang, by=cast.ma, at=AT)
    edition.refresh_from_db()
    assert edition.revision == 2
    assert Review.objects.filter(edition=edition).count() == 2
    sent(cast, edition, by=cast.ma)
    assert edition.state == EditionState.IN_REVIEW
    assert [step.stage for step in progress(edition, AT)] == [
        "waiting",
        "later",
        "later",
        "waiting",
    ]


def test_a_published_item_stays_with_its_body(cast: Cast) -> None:
    item = published(cast)
    edition = next_draft(item, cast, title="关于调整延时服务办法的公告")
    file = attach(
        edition, stream=io.BytesIO("附件".encode()), filename="附件.txt", by=cast.li, at=AT
    )
    merge(cast.heping, cast.shenyang)
    taken = hand_over_item(item, to=cast.shenyang, by=cast.ma, at=AT)
    item.refresh_from_db()
    edition.refresh_from_db()
    assert (item.body, item.state) == (cast.heping, ItemState.PUBLISHED)
    assert edition.state == EditionState.DISCARDED
    copy = taken.editions.get()
    assert (taken.body, copy.number, copy.kind, copy.state) == (
        cast.shenyang,
        1,
        "first",
        EditionState.DRAFT,
    )
    assert copy.title == "关于调整延时服务办法的公告"
    assert [one.attachment.digest for one in copy.attached.all()] == [file.digest]


def test_a_scheduled_edition_of_a_dissolved_body_does_not_go_out(cast: Cast) -> None:
    edition = approved(cast)
    schedule(edition, publish_at=AT + 5 * MINUTE, by=cast.wu, at=AT)
    merge(cast.heping, cast.shenyang)
    publish_due(AT + 6 * MINUTE)
    edition.refresh_from_db()
    assert edition.state == EditionState.APPROVED


def test_mergers_are_followed_to_the_body_that_exists(cast: Cast) -> None:
    edition = draft(cast)
    merge(cast.heping, cast.dalian)
    merge(cast.dalian, cast.shenyang)
    assert successor_of(cast.heping, DAY) == cast.shenyang
    assert successor_of(cast.shenyang, DAY) is None
    reasons = why_not_hand_over(edition.item, to=cast.dalian, by=cast.zhao, at=AT)
    assert [reason.code for reason in reasons] == ["not-the-successor"]
    merge(cast.shenyang, cast.heping)
    assert successor_of(cast.heping, DAY) is None


def test_only_the_successor_takes_over_and_only_what_is_open(cast: Cast) -> None:
    item = published(cast)
    reasons = why_not_hand_over(item, to=cast.shenyang, by=cast.li, at=AT)
    assert [reason.code for reason in reasons] == [
        "no-such-duty",
        "body-still-exists",
        "no-open-edition",
    ]
