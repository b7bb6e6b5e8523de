"""Taking down: withdrawn, moved, removed, pulled; and what nobody must see afterwards."""

import io
from datetime import timedelta

import pytest

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.incidents import report_incident
from sunshine.publishing.actions.previews import make_preview, open_preview
from sunshine.publishing.actions.release import publish, why_not_publish
from sunshine.publishing.actions.takedown import (
    move,
    pull,
    remove,
    why_not_pull,
    withdraw,
)
from sunshine.publishing.models import (
    Edition,
    EditionState,
    Incident,
    Item,
    ItemState,
    OldAddress,
)
from sunshine.publishing.visibility import PUBLIC, listed, pulled_with_notice, readable
from tests.build.release import AT, MINUTE, approved, draft, next_draft, published, sent
from tests.cast import Cast

LATER = AT + MINUTE


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def last_event() -> Event:
    event = Event.objects.order_by("id").last()
    assert event is not None
    return event


def with_file(cast: Cast, text: str = "名单") -> Item:
    edition = draft(cast)
    attach(edition, stream=io.BytesIO(text.encode()), filename="名单.txt", by=cast.li, at=AT)
    return published(cast, edition)


def test_a_withdrawn_item_keeps_its_page_and_leaves_the_lists(cast: Cast) -> None:
    item = published(cast)
    withdraw(item, reason="内容有误，正在核实", by=cast.wu, at=LATER)
    assert (item.state, item.down_reason, item.down_at) == (
        ItemState.WITHDRAWN,
        "内容有误，正在核实",
        LATER,
    )
    assert item not in listed(PUBLIC)
    assert item in readable(PUBLIC)


def test_a_withdrawn_item_comes_back_with_its_next_edition(cast: Cast) -> None:
    item = published(cast)
    withdraw(item, reason="内容有误", by=cast.wu, at=LATER)
    back = publish(approved(cast, next_draft(item, cast)), by=cast.wu, at=LATER)
    assert (back.state, back.down_reason, back.down_at) == (ItemState.PUBLISHED, "", None)
    assert (back.published_here, back.position) == (AT, 0)


def test_a_moved_item_and_all_that_led_to_it_lead_on(cast: Cast) -> None:
    first, second, third = published(cast), published(cast), published(cast)
    move(first, to=second, reason="并入", by=cast.wu, at=LATER)
    move(second, to=third, reason="并入", by=cast.wu, at=LATER)
    first.refresh_from_db()
    assert (first.state, first.moved_to, second.moved_to) == (ItemState.MOVED, third, third)
    assert dict(OldAddress.objects.values_list("path", "leads_to")) == {
        f"/i/{first.code}/": f"/i/{third.code}/",
        f"/i/{second.code}/": f"/i/{third.code}/",
    }
    remove(third, reason="不应公开", by=cast.wu, at=LATER)
    assert not OldAddress.objects.exists()
    assert set(last_event().data["led_here"]) == {first.code, second.code}


def test_an_item_moves_only_to_what_its_readers_can_see(cast: Cast) -> None:
    item, hidden = published(cast), published(cast, draft(cast, audience="staff"))
    for to, expected in (
        (item, "moved-to-itself"),
        (hidden, "moved-to-nowhere"),
        (draft(cast).item, "moved-to-nowhere"),
    ):
        with pytest.raises(Refused) as refused:
            move(item, to=to, reason="并入", by=cast.wu, at=LATER)
        assert codes(refused) == [expected]
    move(hidden, to=item, reason="已公开", by=cast.wu, at=LATER)
    assert not OldAddress.objects.exists()


def test_a_removed_item_is_nowhere_and_never_comes_back(cast: Cast) -> None:
    item = with_file(cast)
    waiting = sent(cast, next_draft(item, cast))
    remove(item, reason="不属于公开范围", by=cast.he, at=LATER)
    waiting.refresh_from_db()
    assert waiting.state == EditionState.DISCARDED
    assert item not in listed(PUBLIC)
    assert item not in readable(PUBLIC)
    assert StoredFile.objects.get().is_sealed
    edition = Edition.objects.get(item=item, number=1)
    assert edition.content
    assert "item-taken-down" in [one.code for one in why_not_publish(edition, by=cast.wu, at=AT)]


@pytest.mark.parametrize(
    "who", ["li", "lin", "chen", "xu", "qian", "zhou", "wu", "he", "wang", "ma"]
)
def test_whoever_publishes_may_pull_at_any_hour(cast: Cast, who: str) -> None:
    item = published(cast)
    midnight = AT + timedelta(hours=17)
    incident = pull(item, reason="含个人信息", by=getattr(cast, who), at=midnight)
    assert item.state == ItemState.PULLED
    assert incident.report_due_at == midnight + timedelta(hours=24)
    assert item not in readable(PUBLIC)
    assert last_event().kind == "publishing.item_pulled"


@pytest.mark.parametrize("who", ["zhao", "gao", "sun", "nobody"])
def test_strangers_pull_nothing(cast: Cast, who: str) -> None:
    item = published(cast)
    with pytest.raises(Refused) as refused:
        pull(item, reason="含个人信息", by=getattr(cast, who), at=LATER)
    assert codes(refused) == ["no-such-duty"]
    assert item in listed(PUBLIC)


@pytest.mark.parametrize("verb", [withdraw, remove])
@pytest.mark.parametrize("who", ["li", "chen", "qian", "wang", "ma", "zhao", "nobody"])
def test_only_the_disclosure_office_takes_down(cast: Cast, verb: object, who: str) -> None:
    item = published(cast)
    by: Person = getattr(cast, who)
    with pytest.raises(Refused) as refused:
        verb(item, reason="有误", by=by, at=LATER)  # type: ignore[operator]
    assert codes(refused) == ["no-such-duty"]


def test_the_report_of_a_leak_is_drafted_at_once(cast: Cast) -> None:
    item = published(cast)
    incident = pull(item, reason="附件含纳税人名单", by=cast.zhou, at=AT + timedelta(hours=3))
    for part in (
        "关于公布办税服务厅延时服务办法的公告",
        "21010200X/2026-00001",
        "附件含纳税人名单",
        "至下线时已公开3小时",
        "保密审查：周",
        "2026年3月3日 12:00",
    ):
        assert part in incident.report
    report_incident(
        incident, report=incident.report + "\n补充。", by=cast.wu, at=AT + timedelta(hours=5)
    )
    assert Incident.objects.get().reported_at == AT + timedelta(hours=5)
    assert last_event().data["in_time"] is True
    with pytest.raises(Refused) as refused:
        report_incident(incident, report=" ", by=cast.li, at=AT)
    assert codes(refused) == ["no-such-duty", "incident-reported", "incident-report-empty"]


def test_a_pulled_item_leaves_no_preview_and_no_file(cast: Cast) -> None:
    item = with_file(cast)
    link, token = make_preview(next_draft(item, cast), reader=cast.wang, by=cast.li, at=AT)
    pull(item, reason="疑似泄密", by=cast.wu, at=LATER)
    with pytest.raises(Refused):
        open_preview(token, by=cast.wang, at=LATER)
    assert StoredFile.objects.get().is_sealed
    link.refresh_from_db()
    assert link.revoked_at == LATER


def test_a_file_that_stands_with_another_item_is_not_sealed(cast: Cast) -> None:
    item, other = with_file(cast), with_file(cast)
    pull(item, reason="疑似泄密", by=cast.wu, at=LATER)
    assert not StoredFile.objects.get().is_sealed
    pull(other, reason="疑似泄密", by=cast.wu, at=LATER)
    assert StoredFile.objects.get().is_sealed


def test_the_notice_of_a_pulled_item_is_only_there_if_asked_for(cast: Cast) -> None:
    silent, told, hidden = (
        published(cast),
        published(cast),
        published(cast, draft(cast, audience="staff")),
    )
    pull(silent, reason="疑似泄密", by=cast.wu, at=LATER)
    for item in (told, hidden):
        pull(item, reason="疑似泄密", by=cast.wu, at=LATER, with_notice=True)
    assert list(pulled_with_notice()) == [told]


def test_nothing_is_taken_down_without_a_reason_or_twice(cast: Cast) -> None:
    item = published(cast)
    with pytest.raises(Refused) as refused:
        withdraw(item, reason="  ", by=cast.wu, at=LATER)
    assert codes(refused) == ["takedown-without-reason"]
    pull(item, reason="疑似泄密", by=cast.wu, at=LATER)
    for verb in (withdraw, remove, pull):
        with pytest.raises(Refused) as refused:
            verb(item, reason="再次", by=cast.wu, at=LATER)
        assert codes(refused) == ["item-not-public"]
    fresh = draft(cast).item
    assert [one.code for one in why_not_pull(fresh, by=cast.wu, at=AT)] == ["item-not-public"]
