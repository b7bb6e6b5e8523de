"""A hall with windows, a kiosk, a display with its list, leaflets and a reading room."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from sunshine.orgs.actions.places import add_hall
from sunshine.orgs.models import Hall, Person
from sunshine.places.actions import lists, paper, register
from sunshine.places.actions.lists import EntryFacts
from sunshine.places.actions.register import PlaceFacts
from sunshine.places.models import Board, Leaflet, Place
from sunshine.publishing.actions import takedown
from sunshine.publishing.models import Item
from tests.build import release
from tests.build.desk import staffed
from tests.build.leaking import known_cast
from tests.build.release import AT
from tests.cast import Cast

HALL = "heping-hall"


@dataclass(frozen=True)
class Furnished:
    """What stands in the hall."""

    hall: Hall
    board: Board
    window: Place
    kiosk: Place
    display: Place
    room: Place
    leaflet: Leaflet


def furnished(cast: Cast, at: datetime = AT) -> Furnished:
    """Furnish the hall of Heping."""
    facts = {
        "name": "和平办税服务厅",
        "name_en": "Heping Tax Service Hall",
        "address": "和平大街1号",
        "office_hours": "工作日 8:30—17:00",
        "telephone": "024-12366",
    }
    hall = add_hall(cast.heping, slug=HALL, facts=facts, by=cast.gao, at=at)
    board = lists.add_board(hall, slug="main", name="大厅主屏", by=cast.li, at=at)

    def stand(kind: str, name: str, square: tuple[int, int], **more: Any) -> Place:
        facts = PlaceFacts(kind=kind, name=name, hall=hall, row=square[0], column=square[1], **more)
        shown = board if kind == "display" else None
        return register.register_place(cast.heping, facts, board=shown, by=cast.li, at=at)

    window = stand("window", "综合服务窗口", (1, 1), number="1", name_en="General services")
    point = stand("material_point", "资料索取点", (1, 2))
    leaflet = paper.lay_out(point, title="办税指南", stock=40, reorder_at=10, by=cast.li, at=at)
    return Furnished(
        hall=hall,
        board=board,
        window=window,
        kiosk=stand("kiosk", "入口触摸屏", (2, 1), number="A"),
        display=stand("display", "叫号区显示屏", (2, 2)),
        room=stand("reading_room", "公共查阅室", (2, 3)),
        leaflet=leaflet,
    )


def hall_house() -> dict[str, Any]:
    """Furnish the hall in a house with three items; return sessions, codes and screens."""
    sessions = staffed()
    cast = known_cast()
    cast = Cast(**{**cast.__dict__, "gao": Person.objects.get(username="gao")})
    found = furnished(cast)
    titles = ("关于延时服务的公告", "关于发票领用的通知", "关于公开内容的说明")
    codes = [published(cast, title).code for title in titles]
    entries = [
        EntryFacts(kind="notices", section="policies"),
        EntryFacts(kind="windows", days="1234567"),
    ]
    for entry in entries:
        lists.add_entry(found.board, entry, by=cast.li, at=AT)
    return {
        "sessions": sessions,
        "codes": codes,
        "kiosk": found.kiosk.screen.code,
        "display": found.display.screen.code,
    }


def published(cast: Cast, title: str, **facts: Any) -> Item:
    """Publish an item with the title."""
    text = f"<h2>一、{title}</h2><p>详见<a href='https://example.org/'>网站</a>。</p>" * 3
    return release.published(cast, release.draft(cast, title=title, content=text, **facts))


def say_at_once(text: str) -> float:
    """Have the screens of the hall say something; return when that was done, by the clock."""
    hall = Hall.objects.get(slug=HALL)
    now = timezone.now()
    until = now + timedelta(hours=2)
    lists.set_message(hall, text=text, until=until, by=known_cast().li, at=now)
    return timezone.now().timestamp()


def pull(code: str) -> float:
    """Pull an item; return when that was done, by the clock."""
    item = Item.objects.get(code=code)
    takedown.pull(item, reason="泄露", by=known_cast().wu, at=timezone.now())
    return timezone.now().timestamp()
