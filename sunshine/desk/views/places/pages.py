"""The register of places, the page of a hall with its screens, the page of one place."""

from django.http import HttpResponse

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.desk.views.places.findings import (
    crumbs,
    kept_bodies,
    kept_hall,
    kept_place,
    kept_places,
)
from sunshine.orgs.models import Hall
from sunshine.places.models import SCREEN_KINDS, Leaflet, Message, PlaceKind, Screen, TakeOff
from sunshine.places.queries import screens_with_state
from sunshine.publishing.duties import EDITING
from sunshine.ui.shell import Crumb

keeper = role(*EDITING)


@keeper
def places(request: StaffRequest) -> HttpResponse:
    """Show halls, places outside halls, stale screens, low leaflets, paper to be taken off."""
    bodies = kept_bodies(request)
    screens = Screen.objects.filter(place__body__in=bodies, place__closed=None)
    states = screens_with_state(screens.select_related("place__hall", "place__body"), request.at)
    halls = Hall.objects.filter(body__in=bodies, closed=None).select_related("body")
    context = {
        "leaf": leaf_of(request, halls.order_by("body__path", "pk")),
        "elsewhere": kept_places(request).filter(hall=None).standing(request.today),  # type: ignore[attr-defined]
        "stale": [one for one in states if one.silent or one.behind],
        "low": Leaflet.objects.low().filter(place__body__in=bodies).select_related("place"),
        "waiting": TakeOff.objects.open().filter(item__body__in=bodies).count(),
    }
    return render_desk(request, "desk/places/places.html", context, current="places")


@keeper
def hall(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the places, screens, lists and the message of one hall."""
    found = kept_hall(request, slug)
    standing = kept_places(request).filter(hall=found).standing(request.today)  # type: ignore[attr-defined]
    screens = Screen.objects.filter(place__in=standing).select_related("place__hall", "board")
    context = {
        "hall": found,
        "places": standing.exclude(kind__in=SCREEN_KINDS),
        "screens": screens_with_state(screens, request.at),
        "boards": found.boards.filter(closed=None),
        "message": Message.objects.running(request.at).filter(hall=found).first(),
    }
    way = [*crumbs(), Crumb(found.name)]
    return render_desk(request, "desk/places/hall.html", context, current="places", crumbs=way)


@keeper
def place(request: StaffRequest, number: int) -> HttpResponse:
    """Show what the register says of a place, and what lies and happens there."""
    found = kept_place(request, number)
    is_room = found.kind == PlaceKind.READING_ROOM
    context = {
        "place": found,
        "is_room": is_room,
        "screen": getattr(found, "screen", None),
        "address": screen_address(found),
        "leaflets": found.leaflets.select_related("item"),
        "leaf": leaf_of(request, found.visits.select_related("noted_by")) if is_room else None,
    }
    way = [*crumbs(found.hall), Crumb(str(found))]
    return render_desk(request, "desk/places/place.html", context, current="places", crumbs=way)


def screen_address(found: object) -> str:
    """Return the address that a screen opens, "" for another place."""
    screen = getattr(found, "screen", None)
    if screen is None or screen.place.hall is None:
        return ""
    hall_slug = screen.place.hall.slug
    if screen.place.kind == PlaceKind.KIOSK:
        return f"/kiosk/{hall_slug}/?screen={screen.code}"
    board = f"{screen.board.slug}/" if screen.board else ""
    return f"/display/{hall_slug}/{board}?screen={screen.code}"
