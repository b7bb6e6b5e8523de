"""Lists that hang at a place (指定场所公开): what waits to be hung, what hangs, what is over."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.bodies import bodies_with
from sunshine.desk.forms.inbox import PhotographForm, PostingForm, RemovalForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.lateness import left_until
from sunshine.desk.pictures import shown_picture
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.publishing.actions import places
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import Audience, Item, ItemState, PlacePosting
from sunshine.ui.shell import Crumb

USUAL_DAYS = 30
_writer = role(*EDITING)


def _postings(request: StaffRequest) -> QuerySet[PlacePosting]:
    found = PlacePosting.objects.filter(item__body__in=bodies_with(request, EDITING))
    return found.select_related("item__current", "item__body", "posted_by", "removed_by")


def _items(request: StaffRequest) -> QuerySet[Item]:
    shown = Item.objects.filter(
        body__in=bodies_with(request, EDITING),
        state=ItemState.PUBLISHED,
        audience__in=[Audience.PUBLIC, Audience.PLACE],
    )
    return shown.select_related("current", "body")


@_writer
def postings(request: StaffRequest) -> HttpResponse:
    """Show what waits to be hung, what hangs with its last day, and what was taken off."""
    found = _postings(request)
    hanging = found.filter(removed_on=None).order_by("until", "pk")
    waiting = _items(request).filter(audience=Audience.PLACE, postings=None).order_by("pk")
    context = {
        "waiting": waiting,
        "hanging": [(one, left_until(one.until, request.today)) for one in hanging],
        "leaf": leaf_of(request, found.exclude(removed_on=None).order_by("-removed_on", "-pk")),
    }
    return render_desk(request, "desk/inbox/postings.html", context, current="postings")


def _page(title: str, button: str, done: str) -> Page:
    back = reverse("desk:postings")
    return Page(title, button, done, back, "postings", [Crumb(_("指定场所张贴"), back)])


@_writer
def hang(request: StaffRequest, code: str) -> HttpResponse:
    """Record that an item hangs at a place."""
    item = get_object_or_404(_items(request), code=code)

    def act(given: Mapping[str, Any]) -> None:
        name = given["picture"].name if given["picture"] else ""
        places.post_at_place(item, by=request.person, at=request.at, filename=name, **given)

    title = item.current.title if item.current else item.code
    page = _page(_("登记张贴：%(item)s") % {"item": title}, _("登记"), _("张贴已登记。"))
    until = request.today + timedelta(days=USUAL_DAYS)
    initial = {"posted_on": request.today, "until": until}
    form = PostingForm(request.POST or None, request.FILES or None, initial=initial)
    reasons = places.why_not_post_at_place(item, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@_writer
def take_off(request: StaffRequest, number: int) -> HttpResponse:
    """Record that a list was taken off."""
    posting = get_object_or_404(_postings(request), pk=number)

    def act(given: Mapping[str, Any]) -> None:
        places.remove_from_place(posting, by=request.person, at=request.at, **given)

    title = _("登记取下：%(place)s") % {"place": posting.place}
    page = _page(title, _("登记"), _("取下已登记。"))
    form = RemovalForm(request.POST or None, initial={"removed_on": request.today})
    reasons = places.why_not_remove_from_place(posting, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@_writer
def photograph(request: StaffRequest, number: int) -> HttpResponse:
    """Add the photograph of a list that hangs."""
    posting = get_object_or_404(_postings(request), pk=number)

    def act(given: Mapping[str, Any]) -> None:
        picture, by = given["picture"], request.person
        places.photograph(posting, picture=picture, filename=picture.name, by=by, at=request.at)

    title = _("补照片：%(place)s") % {"place": posting.place}
    page = _page(title, _("上传"), _("照片已存。"))
    form = PhotographForm(request.POST or None, request.FILES or None)
    reasons = places.why_not_photograph(posting, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@_writer
def show_photograph(request: StaffRequest, number: int) -> HttpResponseBase:
    """Show the photograph of a list that hangs, or hung."""
    return shown_picture(get_object_or_404(_postings(request), pk=number).photograph)
