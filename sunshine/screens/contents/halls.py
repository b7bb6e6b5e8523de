"""What a hall says of itself: where and when, its windows on a plan, leaflets, who helps."""

from datetime import date
from typing import Any

from sunshine.orgs.models import Hall
from sunshine.places.models import Board, Entry, EntryKind, HelpCall, Leaflet, Place, PlaceKind
from sunshine.places.paging import LINES, pages_of, seconds_for
from sunshine.places.queries import seconds_each
from sunshine.publishing.visibility import PUBLIC, listed
from sunshine.screens.contents.codes import code_of
from sunshine.screens.contents.heads import slides_of
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


def board_part(board: Board) -> dict[str, Any]:
    """Return what ``board`` plays: its entries that may play, each with times and screens."""
    entries = board.entries.approved().select_related("item__current", "item__section")
    return {"n": board.name, "entries": [_entry(board, entry) for entry in entries]}


def entry_slides(board: Board, entry: Entry) -> list[dict[str, Any]]:
    """Return the screens of ``entry``; none where what it shows is not, or no longer, public.

    What is taken from a section comes with the headlines of the bodies, not here.
    """
    slides = _slides(board, entry)
    seconds = seconds_each(entry, [slide["s"] for slide in slides])
    return [{**slide, "s": long} for slide, long in zip(slides, seconds, strict=True)]


def _slides(board: Board, entry: Entry) -> list[dict[str, Any]]:
    kind = EntryKind(entry.kind)
    if kind == EntryKind.SLOGAN:
        pages = pages_of(entry.text, most=3)
        return [{"b": page, "s": seconds_for(page)} for page in pages]
    if kind == EntryKind.PICTURE and entry.picture:
        return [{"p": entry.picture, "t": entry.text, "s": entry.seconds or 15}]
    if kind == EntryKind.WINDOWS:
        standing = board.hall.places.filter(closed=None).order_by("kind", "number", "pk")
        return window_slides(board.hall, list(standing))
    item = entry.item
    if kind == EntryKind.ITEM and item is not None and item.current is not None:
        if not listed(PUBLIC).filter(pk=item.pk).exists():
            return []
        return slides_of(item, item.current, head=item.section.name)
    return []


def window_slides(hall: Hall, places: list[Place]) -> list[dict[str, Any]]:
    """Return the hall's hours and windows as screens: what plays where nothing else does."""
    hours = pages_of(hall.office_hours, most=1) or [""]
    slides: list[dict[str, Any]] = [
        {"h": hall.name, "b": hours[0], "s": seconds_for(hours[0])},
    ]
    shown = [place for place in places if place.kind in {PlaceKind.WINDOW, PlaceKind.DESK}]
    for first in range(0, len(shown), LINES):
        rows = [f"{place.number}　{place.name}".strip() for place in shown[first : first + LINES]]
        text = "\n".join(rows)
        slides.append({"h": hall.name, "x": text, "s": seconds_for(text)})
    return slides


def _entry(board: Board, entry: Entry) -> dict[str, Any]:
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
        "slides": entry_slides(board, entry),
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
