"""What a hall says of itself: where and when, its windows on a plan, leaflets, who helps."""

from datetime import date
from typing import Any

from sunshine.orgs.models import Hall
from sunshine.places.models import Board, Entry, HelpCall, Leaflet, Place, PlaceKind
from sunshine.places.slides import entry_slides, window_slides
from sunshine.publishing.visibility import PUBLIC, listed
from sunshine.screens.contents.codes import code_of
from sunshine.screens.contents.words import in_both, words_in_both


def hall_part(hall: Hall, on: date) -> dict[str, Any]:
    """Return what every screen of ``hall`` knows of it on ``on``; some four queries."""
    body = hall.body
    places = list(Place.objects.standing(on).filter(hall=hall).order_by("kind", "number", "pk"))
    return {
        "n": hall.name,
        "e": hall.name_en,
        "address": hall.address,
        "hours": hall.office_hours,
        "telephone": hall.telephone,
        "accessibility": hall.accessibility,
        "closed": hall.closed.isoformat() if hall.closed and hall.closed <= on else "",
        "body": {"slug": body.slug, "n": body.name, "e": body.name_en, "q": code_of(_home(hall))},
        "supervision": body.supervision_telephone,
        "places": [_place(place) for place in places],
        "leaflets": _leaflets(hall),
        "topics": _topics(),
        "slides": window_slides(hall, places),
        "words": words_in_both(),
    }


def board_part(board: Board, on: date) -> dict[str, Any]:
    """Return what ``board`` plays on ``on``: entries that may play, with times and slides."""
    entries = board.entries.approved().select_related("item__current", "item__section")
    return {"n": board.name, "entries": [_entry(board, entry, on) for entry in entries]}


def _entry(board: Board, entry: Entry, on: date) -> dict[str, Any]:
    return {
        "i": entry.pk,
        "k": entry.kind,
        "section": entry.section,
        "seconds": entry.seconds or 0,
        "since": entry.since.isoformat() if entry.since else "",
        "until": entry.until.isoformat() if entry.until else "",
        "days": entry.days,
        "from": entry.from_minute,
        "to": entry.to_minute,
        "slides": entry_slides(board, entry, on),
    }


def _home(hall: Hall) -> str:
    return f"/b/{hall.body.slug}/" if hall.body.parent_id else "/"


def _place(place: Place) -> dict[str, Any]:
    said = {
        "no": place.number,
        "e": place.name_en,
        "a": place.about,
        "ae": place.about_en,
        "hours": place.hours,
    }
    row: dict[str, Any] = {key: value for key, value in said.items() if value}
    row |= {"k": place.kind, "l": in_both(PlaceKind(place.kind).label), "n": place.name}
    if place.row is not None and place.column is not None:
        row["at"] = [place.row, place.column]
    return row


def _leaflets(hall: Hall) -> list[dict[str, Any]]:
    lying = Leaflet.objects.filter(place__hall=hall, place__closed=None, stock__gt=0)
    rows = []
    for leaflet in lying.select_related("place", "item"):
        row = {"t": leaflet.title, "where": str(leaflet.place)}
        if leaflet.item is not None:
            if not listed(PUBLIC).filter(pk=leaflet.item.pk).exists():
                continue
            row["q"] = code_of(f"/i/{leaflet.item.code}/")
        rows.append(row)
    return rows


def _topics() -> list[dict[str, object]]:
    return [{"k": topic.value, "n": in_both(topic.label)} for topic in HelpCall.Topic]
