"""Row B5, and B10 for screens: what kiosks and displays show, from publication to pull."""

import json
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from PIL import Image

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.actions.places import close_hall
from sunshine.places.actions import lists
from sunshine.places.actions.lists import EntryFacts
from sunshine.places.contents import state_file
from sunshine.publishing.actions import takedown
from sunshine.screens.baking import Baker, Refresher, bake_events
from sunshine.screens.contents.items import PART_BYTES, text_for_screen
from sunshine.screens.contents.matters import PART_BYTES as MATTERS_BYTES
from sunshine.screens.door import ScreensDoor
from sunshine.screens.parts import Shelf
from tests.build import release
from tests.build.release import AT, MINUTE
from tests.build.screens import HALL, Furnished, furnished, published
from tests.cast import Cast

BUDGET = 1_500_000


@pytest.fixture
def hall(cast: Cast, tmp_path: Path, settings: LazySettings) -> Furnished:
    """Return a furnished hall whose content goes to a directory of its own."""
    settings.SCREENS_DIR = tmp_path / "screens"
    settings.FILES_DIR = tmp_path / "files"
    settings.SCREENS_DIR.mkdir()
    (settings.SCREENS_DIR / "baked").write_text("once")
    return furnished(cast)


def bake(at: Any = AT) -> None:
    """Bake what every event so far touches."""
    bake_events(list(Event.objects.order_by("id")), at=at)


def state() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(state_file(HALL).read_text())
    return found


def part(name: str) -> dict[str, Any]:
    root = state_file(HALL).parents[2]
    found: dict[str, Any] = json.loads((root / "parts" / f"{name}.json").read_text())
    return found


def titles(name: str = "items-ln-shenyang-heping") -> list[str]:
    return [item["t"] for item in part(name)["items"]]


def everything() -> str:
    root = state_file(HALL).parents[2]
    return "".join(file.read_text() for file in root.rglob("*.json"))


def test_what_is_published_shows_and_what_is_taken_down_does_not(
    hall: Furnished, cast: Cast
) -> None:
    shown, gone = published(cast, "延时服务公告"), published(cast, "作废公告")
    bake()
    assert titles() == ["作废公告", "延时服务公告"]
    assert "作废公告" in json.dumps(part("heads-ln-shenyang-heping"), ensure_ascii=False)
    before = state()
    takedown.pull(gone, reason="泄露", by=cast.wu, at=AT + MINUTE)
    bake(AT + MINUTE)
    assert "作废公告" not in everything()
    assert gone.code not in everything()
    after = state()
    assert after["made"] > before["made"]
    assert after["items"][0] != before["items"][0]
    takedown.withdraw(shown, reason="有误", by=cast.wu, at=AT + 2 * MINUTE)
    bake(AT + 2 * MINUTE)
    assert "延时服务公告" not in everything()


def test_baking_again_changes_nothing(hall: Furnished, cast: Cast) -> None:
    published(cast, "延时服务公告")
    bake()
    files = {file: file.read_bytes() for file in state_file(HALL).parents[2].rglob("*.json")}
    bake(AT + timedelta(days=1))
    assert {file: file.read_bytes() for file in files} == files


def test_only_what_everybody_may_read(hall: Furnished, cast: Cast) -> None:
    for audience in ("group", "staff", "place"):
        release.published(cast, release.draft(cast, audience=audience, title=f"内部{audience}"))
    release.draft(cast, title="内部草稿")
    bake()
    assert "内部" not in everything()


def test_a_kiosk_leads_nowhere_else(hall: Furnished, cast: Cast) -> None:
    published(cast, "延时服务公告")
    bake()
    (item,) = part("items-ln-shenyang-heping")["items"]
    assert "网站" in item["h"]
    assert "<a" not in item["h"]
    assert text_for_screen('<p>见<a href="http://x/">此</a></p>') == "<p>见此</p>"


def test_a_bundle_stays_small(hall: Furnished, cast: Cast) -> None:
    long = "<p>" + "办税服务厅延时服务。" * 900 + "</p>"
    for number in range(40):
        release.published(cast, release.draft(cast, title=f"长公告{number}", content=long))
    bake()
    root = state_file(HALL).parents[2]
    assert len(titles()) == 40
    assert (root / "parts" / "items-ln-shenyang-heping.json").stat().st_size <= PART_BYTES
    # Four bodies at most, from the province to an office, and the hall's own part.
    own = (root / "parts" / f"hall-{HALL}.json").stat().st_size
    assert 4 * PART_BYTES + MATTERS_BYTES + own <= BUDGET


def test_the_hall_says_where_and_when(hall: Furnished) -> None:
    bake()
    own = part(f"hall-{HALL}")
    assert own["hours"] == "工作日 8:30—17:00"
    window = next(one for one in own["places"] if one["k"] == "window")
    assert (window["no"], window["n"], window["at"]) == ("1", "综合服务窗口", [1, 1])
    assert [leaflet["t"] for leaflet in own["leaflets"]] == ["办税指南"]
    assert own["slides"][0]["b"] == "工作日 8:30—17:00"
    assert all(len(both) == 2 and all(both) for both in own["words"].values())


def test_own_texts_play_once_another_has_looked(hall: Furnished, cast: Cast) -> None:
    slogan = EntryFacts(kind="slogan", text="依法诚信纳税")
    entry = lists.add_entry(hall.board, slogan, by=cast.li, at=AT)
    bake()
    assert part(f"board-{HALL}-main")["entries"] == []
    with pytest.raises(Refused) as refused:
        lists.confirm_entry(entry, by=cast.li, at=AT)
    assert [reason.code for reason in refused.value.reasons] == ["entry-own"]
    lists.confirm_entry(entry, by=cast.wu, at=AT)
    bake()
    (played,) = part(f"board-{HALL}-main")["entries"]
    assert played["slides"][0]["b"] == "依法诚信纳税"
    entry.refresh_from_db()
    lists.change_entry(entry, EntryFacts(kind="slogan", text="另一句"), by=cast.li, at=AT)
    bake()
    assert part(f"board-{HALL}-main")["entries"] == []


def test_a_picture_comes_with_the_list(hall: Furnished, cast: Cast) -> None:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    drawn.seek(0)
    facts = EntryFacts(kind="picture", text="延时服务时间表")
    entry = lists.add_entry(hall.board, facts, picture=drawn, filename="a.png", by=cast.li, at=AT)
    lists.confirm_entry(entry, by=cast.wu, at=AT)
    bake()
    (played,) = part(f"board-{HALL}-main")["entries"]
    shelf = Shelf(state_file(HALL).parents[2])
    assert shelf.picture_file(played["slides"][0]["p"]).read_bytes() == drawn.getvalue()


def test_an_item_of_a_list_goes_with_the_item(hall: Furnished, cast: Cast) -> None:
    item = published(cast, "延时服务公告")
    lists.add_entry(hall.board, EntryFacts(kind="item", item=item), by=cast.li, at=AT)
    bake()
    assert part(f"board-{HALL}-main")["entries"][0]["slides"][0]["b"] == "延时服务公告"
    takedown.pull(item, reason="泄露", by=cast.wu, at=AT + MINUTE)
    bake(AT + MINUTE)
    assert part(f"board-{HALL}-main")["entries"][0]["slides"] == []


def test_a_message_comes_first_and_ends(hall: Furnished, cast: Cast) -> None:
    until = AT + timedelta(hours=6)
    message = lists.set_message(hall.hall, text="今天15:00停止办理", until=until, by=cast.li, at=AT)
    bake()
    assert state()["message"]["t"] == "今天15:00停止办理"
    lists.end_message(message, by=cast.wu, at=AT + MINUTE)
    bake(AT + MINUTE)
    assert state()["message"] is None


def test_messages_are_short_and_end_by_themselves(hall: Furnished, cast: Cast) -> None:
    reasons = lists.why_not_set_message(
        hall.hall, text="长" * 31, until=AT + timedelta(days=9), by=cast.zhao, at=AT
    )
    codes = {reason.code for reason in reasons}
    assert codes == {"no-such-duty", "message-long", "message-until-far"}


def test_lists_are_kept_in_order(hall: Furnished, cast: Cast) -> None:
    kinds = ("windows", "notices", "windows")
    made = [
        lists.add_entry(hall.board, EntryFacts(kind=kind, section="policies"), by=cast.li, at=AT)
        for kind in kinds
    ]
    order = [made[2].pk, made[0].pk, made[1].pk]
    lists.order_entries(hall.board, order, by=cast.li, at=AT)
    assert list(hall.board.entries.values_list("pk", flat=True)) == order
    with pytest.raises(Refused):
        lists.order_entries(hall.board, order[:2], by=cast.li, at=AT)
    lists.drop_entry(made[0], by=cast.li, at=AT)
    assert hall.board.entries.count() == 2
    with pytest.raises(Refused):
        lists.close_board(hall.board, by=cast.li, at=AT)


def test_entries_say_what_is_wrong_with_them(hall: Furnished, cast: Cast) -> None:
    facts = EntryFacts(
        kind="slogan", since=date(2026, 3, 2), until=date(2026, 3, 1), days="", seconds=2
    )
    reasons = lists.why_not_add_entry(hall.board, facts, by=cast.li, at=AT)
    assert {reason.field for reason in reasons} == {"text", "until", "days", "seconds"}


def test_a_closed_hall_says_so(hall: Furnished, cast: Cast) -> None:
    close_hall(hall.hall, on=AT.date(), by=cast.gao, at=AT)
    bake()
    assert part(f"hall-{HALL}")["closed"] == AT.date().isoformat()


def test_pages_are_made_for_screens(hall: Furnished, client: Client) -> None:
    assert client.get(f"/kiosk/{HALL}/").status_code == 404
    bake()
    for address in (f"/kiosk/{HALL}/", f"/display/{HALL}/", f"/display/{HALL}/main/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "no-cache")
        assert "script-src 'self'" in answer["Content-Security-Policy"]
    for address in ("/kiosk/nowhere/", "/display/nowhere/", f"/display/{HALL}/no-list/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "没有这块屏幕的内容" in answer.content.decode()
    for kind in ("kiosk", "display"):
        worker = client.get(f"/{kind}/worker.js")
        assert worker["Content-Type"].startswith("text/javascript")
        assert f"screens/{kind}" in worker.content.decode()


def test_a_new_day_and_a_new_program_bake_everything(
    hall: Furnished, cast: Cast, tmp_path: Path
) -> None:
    published(cast, "延时服务公告")
    refresher = Refresher(tmp_path / "screens")
    while refresher.turn(AT):
        pass
    assert titles() == ["延时服务公告"]
    state_file(HALL).unlink()
    assert refresher.turn(AT) == 0
    while refresher.turn(AT + timedelta(days=1)):
        pass
    assert state_file(HALL).exists()


def asked(door: ScreensDoor, path: str, **more: str) -> tuple[str, dict[str, str], bytes]:
    """Return what the door answers: status, headers, body."""
    said: list[Any] = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", **more}
    body = b"".join(door(environ, lambda *answer: said.append(answer)))
    return said[0][0], dict(said[0][1]), body


def elsewhere(_environ: dict[str, Any], start: Any) -> tuple[bytes, ...]:
    start("404 Not Found", [])
    return ()


def test_the_door_answers_without_django(hall: Furnished, cast: Cast, tmp_path: Path) -> None:
    bake()
    seen: list[tuple[str, int, str]] = []
    root = tmp_path / "screens"
    door = ScreensDoor(
        elsewhere, root, [("X-Frame-Options", "DENY")], lambda *one: seen.append(one)
    )
    address = f"/screens/halls/{HALL}/state.json"
    status, headers, body = asked(door, address, QUERY_STRING="s=2222222222&c=17&v=abc")
    assert (status, headers["X-Frame-Options"]) == ("200 OK", "DENY")
    assert json.loads(body) == state()
    assert seen == [("2222222222", 17, "abc")]
    status, _, body = asked(door, address, HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("304 Not Modified", b"")
    for odd in ("s=../x", "s=22222222222", "s=2222222222&c=9" * 9, "c=1"):
        asked(door, address, QUERY_STRING=odd)
    assert len(seen) == 1
    for path in ("/screens/parts/../baked", "/screens/halls/x/state.json", "/screens/baked"):
        assert asked(door, path)[0] == "404 Not Found"
    small = asked(door, f"/screens/parts/hall-{HALL}.json", HTTP_ACCEPT_ENCODING="gzip, br")
    assert small[1]["Content-Encoding"] == "br"


def test_a_hall_takes_its_bodies_parts_even_if_they_were_never_baked(
    hall: Furnished, cast: Cast
) -> None:
    root = state_file(HALL).parents[2]
    Baker(Shelf(root), AT).bake_hall(hall.hall)
    names = [name for name, digest in state()["items"] if digest]
    assert names == ["items-ln-shenyang-heping", "items-ln-shenyang", "items-ln"]


def test_an_old_log_is_left_to_the_sweep(hall: Furnished, cast: Cast, tmp_path: Path) -> None:
    """A worker that begins with a long log bakes everything once, not at every event of it."""
    (tmp_path / "screens" / "baked").unlink()
    published(cast, "延时服务公告")
    bake()
    assert not state_file(HALL).exists()
    refresher = Refresher(tmp_path / "screens")
    while refresher.turn(AT):
        pass
    assert titles() == ["延时服务公告"]
