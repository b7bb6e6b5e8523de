"""The desk's pages about places, screens, lists, paper and calls; strangers find none of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.places.actions import calls, lists, paper
from sunshine.places.actions.lists import EntryFacts
from sunshine.places.models import Board, Entry, HandOver, HelpCall, Leaflet, Place, TakeOff
from sunshine.places.periodic import TAKE_OFF_READER
from sunshine.publishing.actions import takedown
from tests.build.release import AT
from tests.build.screens import HALL, Furnished, furnished, published
from tests.cast import Cast

DESK = "/desk/places/"


@pytest.fixture
def hall(cast: Cast, tmp_path: Path, settings: LazySettings) -> Furnished:
    settings.SCREENS_DIR = tmp_path / "screens"
    return furnished(cast)


def done(client: Client, address: str, **given: object) -> str:
    """Send a form that must succeed; return where it leads."""
    answer = client.post(DESK + address, given)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return str(answer["Location"])


def text(client: Client, address: str = "") -> str:
    answer = client.get(DESK + address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_hall_is_furnished(hall: Furnished, desks: dict[str, Client]) -> None:
    li = desks["li"]
    assert "和平办税服务厅" in text(li)
    facts = {"kind": "display", "name": "门口屏", "hall": hall.hall.pk, "number": "B"}
    done(li, "of/ln-shenyang-heping/new/", **facts)
    place = Place.objects.get(name="门口屏")
    assert place.screen.board == hall.board
    assert f"/display/{HALL}/main/?screen={place.screen.code}" in text(li, f"{place.pk}/")
    done(li, f"halls/{HALL}/boards/new/", name="门外", slug="outside")
    outside = Board.objects.get(slug="outside")
    done(li, f"{place.pk}/board/", board=outside.pk)
    done(li, f"{place.pk}/describe/", name="门外屏", hall=hall.hall.pk, row=3, column=3)
    assert "门外屏" in text(li, f"halls/{HALL}/")
    refused = li.post(f"{DESK}boards/{outside.pk}/close/", follow=True)
    assert "还有1块显示屏播放这个列表" in refused.content.decode()
    done(li, f"{place.pk}/close/", on=timezone.localdate())
    done(li, f"boards/{outside.pk}/close/")
    assert "门外屏" not in text(li, f"halls/{HALL}/")
    bad = li.post(f"{DESK}of/ln-shenyang-heping/new/", {"kind": "kiosk", "name": "屏"})
    assert bad.status_code == 422
    assert "触摸屏和电子显示屏要登记在一个办税服务厅里" in bad.content.decode()
    assert 'value="屏"' in bad.content.decode()


def test_a_list_is_edited_and_previewed(
    hall: Furnished, cast: Cast, desks: dict[str, Client]
) -> None:
    published(cast, "延时服务公告")
    li, wu, board = desks["li"], desks["wu"], f"boards/{hall.board.pk}/"
    days = list("1234567")
    done(li, f"{board}new/", kind="notices", section="policies", days=days)
    done(li, f"{board}new/", kind="slogan", text="依法诚信纳税", days=days, from_time="08:30")
    notices, slogan = Entry.objects.order_by("rank")
    page = text(li, f"{board}?at=2026-03-02T09:00")
    assert "延时服务公告" in page
    assert page.count("slide-card-big") == 1  # the slogan waits for somebody else
    assert "<span>政策法规</span><span>每天</span>" in page
    assert "<span>每天 08:30—24:00</span>" in page
    done(wu, f"entries/{slogan.pk}/confirm/")
    assert text(li, f"{board}?at=2026-03-02T09:00").count("slide-card-big") == 2
    assert text(li, f"{board}?at=2026-03-02T08:00").count("slide-card-big") == 1
    done(li, f"entries/{slogan.pk}/up/")
    assert list(Entry.objects.order_by("rank")) == [slogan, notices]
    form = text(li, f"entries/{slogan.pk}/")
    assert "08:30" in form
    done(li, f"entries/{slogan.pk}/", kind="slogan", text="另一句", days=["1"], seconds=600)
    done(li, f"entries/{notices.pk}/drop/")
    bad = li.post(f"{DESK}{board}new/", {"kind": "item", "item": "2222222222", "days": days})
    assert "一个已公开条目的编号" in bad.content.decode()
    done(wu, f"entries/{slogan.pk}/confirm/")
    for _ in range(70):
        facts = EntryFacts(kind="windows", seconds=600, from_minute=480, to_minute=1080)
        lists.add_entry(hall.board, facts, by=cast.li, at=AT)
    assert "一轮比一天的播放时间还长" in text(li, f"{board}?at=2026-03-02T09:00")


def test_a_message_is_set_and_ended(hall: Furnished, desks: dict[str, Client]) -> None:
    wu = desks["wu"]
    assert wu.post(f"{DESK}halls/{HALL}/message/end/").status_code == 404
    until = timezone.localtime() + timedelta(hours=2)
    given = {"text": "今天15:00停止办理", "until": f"{until:%Y-%m-%dT%H:%M}"}
    done(wu, f"halls/{HALL}/message/", **given)
    assert "今天15:00停止办理" in text(wu, f"halls/{HALL}/")
    done(wu, f"halls/{HALL}/message/end/")
    assert "今天15:00停止办理" not in text(wu, f"halls/{HALL}/")
    late = wu.post(f"{DESK}halls/{HALL}/message/", {**given, "until": "2020-01-01T09:00"})
    assert "结束时间应当在现在之后" in late.content.decode()


def test_paper_is_kept(hall: Furnished, cast: Cast, desks: dict[str, Client]) -> None:
    li, item = desks["li"], published(cast, "核定名单")
    point = hall.leaflet.place.pk
    done(li, f"{point}/leaflets/new/", title="名单单页", code=item.code, stock=9, reorder_at=2)
    done(li, f"leaflets/{Leaflet.objects.get(title='名单单页').pk}/", change=-8, reorder_at=2)
    assert "名单单页" in text(li)
    visit = {"came_at": "2026-03-02T09:00", "sought": "年报", "found": "on", "copies": 2}
    done(li, f"{hall.room.pk}/visits/new/", **visit)
    assert "复印2张" in text(li, f"{hall.room.pk}/")
    to = {"code": item.code, "kind": "archive", "recipient": "区档案馆", "copies": 1}
    done(li, "hand-overs/new/", **to, handed_on="2026-03-03")
    row = HandOver.objects.get()
    assert "等回执" in text(li, "hand-overs/")
    done(li, f"hand-overs/{row.pk}/receipt/", receipt="档7号", received_on="2026-03-04")
    assert "档7号" in text(li, "hand-overs/")
    assert li.get(f"{DESK}hand-overs/{row.pk}/picture/").status_code == 404
    takedown.withdraw(item, reason="有误", by=cast.wu, at=timezone.now())
    TAKE_OFF_READER.handle([Event.objects.get(kind="publishing.item_withdrawn")])
    task = TakeOff.objects.get()
    assert "名单单页" in text(li, "take-offs/")
    done(li, f"take-offs/{task.pk}/", statement="销毁1份")
    assert "销毁1份" in text(li, "take-offs/")
    nothing = li.post(f"{DESK}{point}/leaflets/new/", {"title": "再来", "code": item.code})
    assert nothing.status_code == 422


def test_the_guide_answers(hall: Furnished, cast: Cast, desks: dict[str, Client]) -> None:
    chen = desks["chen"]
    assert "和平办税服务厅" in text(chen, "calls/")
    done(chen, f"halls/{HALL}/duty/take/")
    calls.call_guide(hall.kiosk.screen, topic="walk", page="首页", at=timezone.now())
    call = HelpCall.objects.get()
    assert "行动不便" in text(chen, f"halls/{HALL}/calls/waiting/")
    done(chen, f"calls/{call.pk}/see/")
    assert "正在过去" in text(chen, f"halls/{HALL}/calls/")
    done(chen, f"calls/{call.pk}/end/", ending="helped", answer="送到窗口")
    page = text(chen, f"halls/{HALL}/calls/")
    assert "送到窗口" in page
    assert "现在没有人呼叫" in page
    done(chen, f"halls/{HALL}/duty/leave/")
    bad = chen.post(f"{DESK}calls/{call.pk}/end/", {"ending": "helped"})
    assert "这次呼叫已经办结" in bad.content.decode()


def test_another_bureau_finds_nothing(
    hall: Furnished, cast: Cast, desks: dict[str, Client]
) -> None:
    entry = lists.add_entry(hall.board, EntryFacts(kind="windows"), by=cast.li, at=AT)
    call = calls.call_guide(hall.kiosk.screen, topic="walk", at=timezone.now())
    addresses = (
        *(f"halls/{HALL}/", f"halls/{HALL}/boards/new/", f"halls/{HALL}/message/"),
        *(f"halls/{HALL}/calls/", f"halls/{HALL}/calls/waiting/", "of/ln-shenyang-heping/new/"),
        *(f"{hall.kiosk.pk}/", f"{hall.kiosk.pk}/describe/", f"{hall.display.pk}/board/"),
        *(f"{hall.room.pk}/visits/new/", f"leaflets/{hall.leaflet.pk}/"),
        *(f"boards/{hall.board.pk}/", f"boards/{hall.board.pk}/new/", f"entries/{entry.pk}/"),
        f"calls/{call.pk}/end/",
    )
    for address in addresses:
        assert desks["li"].get(DESK + address).status_code == 200, address
        assert desks["zhao"].get(DESK + address).status_code == 404, address
    assert desks["zhao"].post(f"{DESK}entries/{entry.pk}/drop/").status_code == 404
    assert "和平" not in text(desks["zhao"])
    assert desks["li"].get(f"{DESK}{hall.kiosk.pk}/board/").status_code == 404


def test_looking_up_says_where_paper_is_low(
    hall: Furnished, cast: Cast, desks: dict[str, Client]
) -> None:
    paper.move_leaflets(hall.leaflet, change=-35, by=cast.li, at=AT)
    page = text(desks["wu"])
    assert "该补充的资料" in page
    assert "不是最新的屏幕" in page  # registered long ago, never seen
