"""Row B14: places with what lies there, the reading room's log, handing over, taking off."""

from datetime import date, timedelta

import pytest

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from sunshine.places.actions import paper, register
from sunshine.places.actions.paper import Recipient
from sunshine.places.actions.register import PlaceFacts
from sunshine.places.models import Place, TakeOff
from sunshine.places.periodic import TAKE_OFF_READER, remind_of_leaflets
from sunshine.publishing.actions import takedown
from sunshine.publishing.actions.places import post_at_place
from tests.build.release import AT, MINUTE
from tests.build.screens import Furnished, furnished, published
from tests.cast import Cast

HOUR = timedelta(hours=1)


@pytest.fixture
def hall(cast: Cast) -> Furnished:
    return furnished(cast)


def codes_of(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def test_a_place_outside_a_hall_says_where_and_when(cast: Cast) -> None:
    bare = PlaceFacts(kind="reading_room", name=" ", row=1)
    with pytest.raises(Refused) as refused:
        register.register_place(cast.heping, bare, by=cast.zhao, at=AT)
    assert codes_of(refused) == {
        "no-such-duty",
        "place-name-missing",
        "place-where-missing",
        "place-hours-missing",
    }
    whole = PlaceFacts(
        kind="reading_room", name="区档案馆查阅室", address="南京街2号", hours="工作日"
    )
    place = register.register_place(cast.heping, whole, by=cast.li, at=AT)
    assert (place.where, place.open_hours) == ("南京街2号", "工作日")


def test_no_two_places_stand_in_one_square(hall: Furnished, cast: Cast) -> None:
    facts = PlaceFacts(kind="window", name="另一窗口", hall=hall.hall, row=1, column=1)
    with pytest.raises(Refused) as refused:
        register.register_place(cast.heping, facts, by=cast.li, at=AT)
    assert codes_of(refused) == {"place-square-taken"}
    register.close_place(hall.window, on=AT.date(), by=cast.li, at=AT)
    register.register_place(cast.heping, facts, by=cast.li, at=AT)
    assert hall.window not in Place.objects.standing(AT.date())
    with pytest.raises(Refused) as refused:
        register.describe_place(hall.window, facts, by=cast.li, at=AT)
    assert "place-over" in codes_of(refused)


def test_leaflets_are_counted_and_reordered(hall: Furnished, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        paper.move_leaflets(hall.leaflet, change=-41, by=cast.li, at=AT)
    assert codes_of(refused) == {"leaflet-count-unfit"}
    paper.move_leaflets(hall.leaflet, change=-30, by=cast.li, at=AT)
    assert remind_of_leaflets(AT) == 1
    assert remind_of_leaflets(AT + HOUR) == 0
    assert Notice.objects.filter(kind="places.leaflets_low", recipient=cast.li).count() == 1
    paper.move_leaflets(hall.leaflet, change=50, by=cast.li, at=AT + HOUR)
    paper.move_leaflets(hall.leaflet, change=-55, by=cast.li, at=AT + 2 * HOUR)
    assert remind_of_leaflets(AT + 2 * HOUR) == 1


def test_the_reading_room_keeps_a_log_without_names(hall: Furnished, cast: Cast) -> None:
    visit = paper.log_visit(
        hall.room, came_at=AT - HOUR, left_at=AT, sought="年报", by=cast.li, at=AT
    )
    assert visit.found
    with pytest.raises(Refused) as refused:
        paper.log_visit(hall.window, came_at=AT, left_at=AT - HOUR, sought="", by=cast.li, at=AT)
    assert codes_of(refused) == {
        "not-a-reading-room",
        "visit-sought-missing",
        "visit-times-unfit",
    }


def test_what_is_published_goes_to_the_library_with_a_receipt(cast: Cast) -> None:
    item = published(cast, "年报")
    day = date(2026, 3, 2)
    library = Recipient("library", "沈阳市图书馆")
    row = paper.hand_over(item, library, copies=2, handed_on=day, by=cast.li, at=AT)
    assert row.edition == item.current
    with pytest.raises(Refused) as refused:
        paper.keep_receipt(row, receipt="", received_on=day - timedelta(days=1), by=cast.li, at=AT)
    assert codes_of(refused) == {"receipt-missing", "receipt-day-unfit"}
    paper.keep_receipt(row, receipt="沈图2026-7", received_on=day, by=cast.li, at=AT)
    row.refresh_from_db()
    assert row.receipt == "沈图2026-7"
    takedown.withdraw(item, reason="有误", by=cast.wu, at=AT + MINUTE)
    with pytest.raises(Refused) as refused:
        paper.hand_over(item, library, copies=1, handed_on=day, by=cast.li, at=AT + MINUTE)
    assert codes_of(refused) == {"item-not-open"}


def test_what_is_withdrawn_is_taken_off_place_by_place(hall: Furnished, cast: Cast) -> None:
    item = published(cast, "核定名单")
    until = AT.date() + timedelta(days=30)
    post_at_place(item, place="中心市场", posted_on=AT.date(), until=until, by=cast.li, at=AT)
    point = hall.leaflet.place
    leaflet = paper.lay_out(
        point, title="核定名单单页", stock=24, reorder_at=0, item=item, by=cast.li, at=AT
    )
    takedown.withdraw(item, reason="有误", by=cast.wu, at=AT + MINUTE)
    event = Event.objects.get(kind="publishing.item_withdrawn")
    TAKE_OFF_READER.handle([event])
    TAKE_OFF_READER.handle([event])
    tasks = list(TakeOff.objects.open())
    assert {task.where for task in tasks} == {
        "中心市场",
        "和平办税服务厅 资料索取点：核定名单单页",
    }
    assert {task.due_on for task in tasks} == {date(2026, 3, 3)}
    assert Notice.objects.filter(kind="places.take_off", recipient=cast.li).count() == 2
    lying = next(task for task in tasks if task.leaflet)
    with pytest.raises(Refused):
        paper.finish_take_off(lying, statement=" ", by=cast.li, at=AT + HOUR)
    paper.finish_take_off(lying, statement="销毁24份", by=cast.li, at=AT + HOUR)
    leaflet.refresh_from_db()
    assert leaflet.stock == 0
    assert TakeOff.objects.open().count() == 1


def test_leaflets_of_what_was_pulled_are_taken_off_too(hall: Furnished, cast: Cast) -> None:
    """Lists that hang, and halls, have tasks of the incident already."""
    item = published(cast, "核定名单")
    until = AT.date() + timedelta(days=30)
    post_at_place(item, place="中心市场", posted_on=AT.date(), until=until, by=cast.li, at=AT)
    paper.lay_out(
        hall.leaflet.place, title="单页", stock=2, reorder_at=0, item=item, by=cast.li, at=AT
    )
    incident = takedown.pull(item, reason="泄露", by=cast.wu, at=AT + MINUTE)
    TAKE_OFF_READER.handle([Event.objects.get(kind="publishing.item_pulled")])
    assert [task.leaflet is not None for task in TakeOff.objects.open()] == [True]
    assert incident.tasks.filter(place="中心市场").exists()
    notice = Notice.objects.get(kind="places.take_off", recipient=cast.li)
    assert "核定名单" not in str(notice.facts)
