"""Finding places, halls, lists and calls: fetch and right in one; for others they do not exist."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.bodies import bodies_with
from sunshine.desk.guard import StaffRequest
from sunshine.orgs.models import Hall
from sunshine.orgs.models.bodies import BodyQuerySet
from sunshine.places.models import Board, Entry, HelpCall, Place
from sunshine.publishing.duties import EDITING
from sunshine.ui.shell import Crumb


def kept_bodies(request: StaffRequest) -> BodyQuerySet:
    """Return the bodies whose places the person keeps."""
    return bodies_with(request, EDITING)


def kept_places(request: StaffRequest) -> QuerySet[Place]:
    """Return the places the person keeps."""
    found = Place.objects.filter(body__in=kept_bodies(request))
    return found.select_related("body", "hall__body", "keeper", "screen__board")


def kept_place(request: StaffRequest, number: int) -> Place:
    """Return a place the person keeps; raise Http404 for others."""
    return get_object_or_404(kept_places(request), pk=number)


def kept_hall(request: StaffRequest, slug: str) -> Hall:
    """Return a hall whose lists the person keeps; raise Http404 for others."""
    halls = Hall.objects.filter(body__in=kept_bodies(request)).select_related("body")
    return get_object_or_404(halls, slug=slug)


def kept_board(request: StaffRequest, number: int) -> Board:
    """Return a list the person keeps; raise Http404 for others."""
    boards = Board.objects.filter(hall__body__in=kept_bodies(request))
    return get_object_or_404(boards.select_related("hall__body"), pk=number)


def kept_entry(request: StaffRequest, number: int) -> Entry:
    """Return an entry of a list the person keeps; raise Http404 for others."""
    entries = Entry.objects.filter(board__hall__body__in=kept_bodies(request))
    return get_object_or_404(entries.select_related("board__hall__body", "item"), pk=number)


def worked_halls(request: StaffRequest) -> QuerySet[Hall]:
    """Return the halls of the bodies in which the person has any post."""
    bodies = {post.body_id for post in request.posts}
    return Hall.objects.filter(body__in=bodies, closed=None).select_related("body")


def called(request: StaffRequest, number: int) -> HelpCall:
    """Return a call from a hall in which the person works; raise Http404 for others."""
    calls = HelpCall.objects.filter(hall__in=worked_halls(request))
    found = calls.select_related("hall__body", "screen__place", "seen_by")
    return get_object_or_404(found, pk=number)


def crumbs(hall: Hall | None = None, board: Board | None = None) -> list[Crumb]:
    """Return the way to a hall, or to one of its lists."""
    way = [Crumb(_("场所和屏幕"), reverse("desk:places"))]
    if board is not None:
        hall = board.hall
    if hall is not None:
        way.append(Crumb(hall.name, reverse("desk:hall", args=[hall.slug])))
    if board is not None:
        way.append(Crumb(board.name, reverse("desk:board", args=[board.pk])))
    return way


def back_to(place: Place) -> str:
    """Return the page of a place."""
    return reverse("desk:place", args=[place.pk])
