"""Registering, describing and giving up places; which list a display plays."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.places import (
    ChooseBoardForm,
    ClosePlaceForm,
    DescribeForm,
    RegisterForm,
)
from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.places.findings import back_to, crumbs, kept_bodies, kept_place
from sunshine.desk.views.places.pages import keeper
from sunshine.orgs.models import Body
from sunshine.places.actions import register as acts
from sunshine.places.actions.register import PlaceFacts
from sunshine.places.keeping import why_not_at_place
from sunshine.places.models import Board, Place, PlaceKind
from sunshine.ui.shell import Crumb


@keeper
def add(request: StaffRequest, body: str) -> HttpResponse:
    """Register a place of a body."""
    found = get_object_or_404(kept_bodies(request), slug=body)

    def act(given: Mapping[str, Any]) -> None:
        facts = dict(given)
        board = facts.pop("board")
        first = Board.objects.filter(hall=facts["hall"], closed=None).first()
        is_display = facts["kind"] == PlaceKind.DISPLAY
        by, at = request.person, request.at
        chosen = (board or first) if is_display else None
        acts.register_place(found, PlaceFacts(**facts), board=chosen, by=by, at=at)

    page = Page(
        title=_("登记场所：%(body)s") % {"body": found.short_name},
        button=_("登记"),
        done=_("场所已登记。"),
        back=reverse("desk:places"),
        current="places",
        crumbs=crumbs(),
        intro=_(
            "窗口、公共查阅室、资料索取点、公告栏和屏幕。屏幕登记以后，页面上有它要打开的网址。"
        ),
    )
    hall = found.halls.filter(closed=None, slug=request.GET.get("hall", "")).first()
    boards = Board.objects.filter(hall__body=found, closed=None)
    form = RegisterForm(
        request.POST or None, boards=boards, initial={"hall": hall}, **_choices(found)
    )
    reasons = acts.why_not_register(found, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
def describe(request: StaffRequest, number: int) -> HttpResponse:
    """Keep what the register says of a place."""
    place = kept_place(request, number)

    def act(given: Mapping[str, Any]) -> None:
        facts = PlaceFacts(kind=place.kind, **given)
        acts.describe_place(place, facts, by=request.person, at=request.at)

    initial = {name: getattr(place, name) for name in PlaceFacts.__dataclass_fields__}
    form = DescribeForm(request.POST or None, initial=initial, **_choices(place.body))
    page = _page(place, _("改写登记"), _("保存"), _("已保存。"))
    reasons = acts.why_not_describe(place, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
def close(request: StaffRequest, number: int) -> HttpResponse:
    """Strike a place off the register."""
    place = kept_place(request, number)

    def act(given: Mapping[str, Any]) -> None:
        acts.close_place(place, by=request.person, at=request.at, **given)

    page = _page(place, _("停用"), _("停用"), _("已登记停用。"))
    form = ClosePlaceForm(request.POST or None, initial={"on": request.today})
    reasons = why_not_at_place(place, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
def choose_board(request: StaffRequest, number: int) -> HttpResponse:
    """Have a display play another list."""
    place = kept_place(request, number)
    if place.kind != PlaceKind.DISPLAY:
        raise Http404
    screen = place.screen

    def act(given: Mapping[str, Any]) -> None:
        acts.choose_board(screen, given["board"], by=request.person, at=request.at)

    intro = _("屏幕的网址随之改变，请在屏幕上打开新的网址。")
    page = _page(place, _("换播放列表"), _("保存"), _("已换。"), intro)
    boards = Board.objects.filter(hall=place.hall, closed=None)
    form = ChooseBoardForm(request.POST or None, boards=boards, initial={"board": screen.board})
    reasons = acts.why_not_choose_board(screen, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


def _choices(body: Body) -> dict[str, Any]:
    return {"halls": body.halls.filter(closed=None), "posts": body.posts.filter(abolished=None)}


def _page(place: Place, title: str, button: str, done: str, intro: str = "") -> Page:
    back = back_to(place)
    way = [*crumbs(place.hall), Crumb(str(place), back)]
    return Page(title, button, done, back, "places", way, intro)
