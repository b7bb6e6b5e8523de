"""The sample's halls: places, screens, lists that play, leaflets, the reading room's log."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sunshine.kit.days import BEIJING
from sunshine.places.actions import lists, paper, register
from sunshine.places.actions.lists import EntryFacts
from sunshine.places.actions.register import PlaceFacts
from sunshine.places.models import Board, Place, PlaceKind
from sunshine.sample.authority import Authority
from sunshine.sample.reading import toml

_TEXTS = ("number", "name", "name_en", "about", "about_en", "equipment")


def furnish(authority: Authority, today: date) -> None:
    """Furnish the halls of the named bodies some weeks before ``today``."""
    spec = toml("halls")
    at = datetime.combine(today - timedelta(days=40), time(9), BEIJING)
    for slug in spec["bodies"]:
        body = authority.bodies[slug]
        hall = body.halls.get(slug=f"{slug}-hall")
        board = lists.add_board(
            hall, slug="main", name="大厅主屏", by=authority.people[slug, "editor"], at=at
        )
        places = {row["kind"]: _place(authority, board, row, at) for row in spec["place"]}
        _play(authority, board, spec["entry"], at)
        _lay_out(authority, places, spec, at)


def _place(authority: Authority, board: Board, row: dict[str, Any], at: datetime) -> Place:
    hall = board.hall
    body = hall.body
    facts = PlaceFacts(
        kind=row["kind"],
        hall=hall,
        keeper=authority.posts[body.slug, "office"],
        row=row["square"][0],
        column=row["square"][1],
        **{name: row.get(name, "") for name in _TEXTS},
    )
    shown = board if row["kind"] == PlaceKind.DISPLAY else None
    editor = authority.people[body.slug, "editor"]
    return register.register_place(body, facts, board=shown, by=editor, at=at)


def _play(authority: Authority, board: Board, rows: list[dict[str, Any]], at: datetime) -> None:
    slug = board.hall.body.slug
    for row in rows:
        hours = row.get("hours", [0, 24])
        facts = EntryFacts(
            kind=row["kind"],
            section=row.get("section", ""),
            text=row.get("text", ""),
            days=row.get("days", "1234567"),
            from_minute=hours[0] * 60,
            to_minute=hours[1] * 60,
        )
        entry = lists.add_entry(board, facts, by=authority.people[slug, "editor"], at=at)
        if entry.waits:
            lists.confirm_entry(entry, by=authority.people[slug, "disclosure"], at=at)


def _lay_out(
    authority: Authority, places: dict[str, Place], spec: dict[str, Any], at: datetime
) -> None:
    point, room = places["material_point"], places["reading_room"]
    editor = authority.people[point.body.slug, "editor"]
    for row in spec["leaflet"]:
        paper.lay_out(point, **row, by=editor, at=at)
    for number, row in enumerate(spec["visit"]):
        came = at - timedelta(days=number + 1)
        paper.log_visit(
            room, **row, came_at=came, left_at=came + timedelta(minutes=35), by=editor, at=at
        )
