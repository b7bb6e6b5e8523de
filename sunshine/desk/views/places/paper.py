"""Leaflets, the reading room's log, what is handed over, what must be taken off."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.places import (
    HandOverForm,
    LeafletForm,
    LeafletMoveForm,
    ReceiptForm,
    TakeOffForm,
    VisitForm,
)
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest
from sunshine.desk.pictures import shown_picture
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.desk.views.places.findings import back_to, crumbs, kept_bodies, kept_place
from sunshine.desk.views.places.pages import keeper
from sunshine.kit.errors import Refused
from sunshine.places.actions import paper as acts
from sunshine.places.actions.paper import Recipient
from sunshine.places.models import HandOver, Leaflet, Place, TakeOff
from sunshine.publishing.actions.places import remove_from_place
from sunshine.publishing.models import Item
from sunshine.publishing.visibility import PUBLIC, listed
from sunshine.ui.shell import Crumb


@keeper
def lay_out(request: StaffRequest, number: int) -> HttpResponse:
    """Lay out a leaflet at a place."""
    place = kept_place(request, number)

    def act(given: Mapping[str, Any]) -> None:
        facts = dict(given)
        code = facts.pop("code").strip()
        item = _public_item(code) if code else None
        acts.lay_out(place, item=item, by=request.person, at=request.at, **facts)

    page = _page(place, _("登记资料"), _("登记"), _("资料已登记。"))
    reasons = acts.why_not_lay_out(place, by=request.person, at=request.at)
    return act_page(request, LeafletForm(request.POST or None), act, page, reasons=reasons)


@keeper
def move(request: StaffRequest, number: int) -> HttpResponse:
    """Record that copies of a leaflet came or went."""
    leaflets = Leaflet.objects.filter(place__body__in=kept_bodies(request))
    leaflet = get_object_or_404(leaflets.select_related("place__hall", "place__body"), pk=number)

    def act(given: Mapping[str, Any]) -> None:
        acts.move_leaflets(leaflet, by=request.person, at=request.at, **given)

    title = _("补充或者取用：%(title)s") % {"title": leaflet.title}
    page = _page(leaflet.place, title, _("登记"), _("数量已登记。"))
    form = LeafletMoveForm(request.POST or None, initial={"reorder_at": leaflet.reorder_at})
    reasons = acts.why_not_move_leaflets(leaflet, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
def log_visit(request: StaffRequest, number: int) -> HttpResponse:
    """Log a visit of a reading room."""
    place = kept_place(request, number)

    def act(given: Mapping[str, Any]) -> None:
        acts.log_visit(place, by=request.person, at=request.at, **given)

    page = _page(place, _("登记查阅"), _("登记"), _("查阅已登记。"))
    form = VisitForm(request.POST or None, initial={"came_at": request.at})
    reasons = acts.why_not_log_visit(place, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


def _hand_overs(request: StaffRequest) -> QuerySet[HandOver]:
    found = HandOver.objects.filter(body__in=kept_bodies(request))
    return found.select_related("body", "item__current", "edition", "handed_by")


@keeper
def hand_overs(request: StaffRequest) -> HttpResponse:
    """Show what went to archives, libraries and service places, with the receipts."""
    context = {"leaf": leaf_of(request, _hand_overs(request))}
    way = [*crumbs(), Crumb(_("移送档案馆和图书馆"))]
    template = "desk/places/hand_overs.html"
    return render_desk(request, template, context, current="places", crumbs=way)


@keeper
def hand_over(request: StaffRequest) -> HttpResponse:
    """Record that an item was handed over."""

    def act(given: Mapping[str, Any]) -> None:
        item = _public_item(given["code"].strip())
        to = Recipient(given["kind"], given["recipient"])
        facts = {name: given[name] for name in ("copies", "handed_on")}
        acts.hand_over(item, to, by=request.person, at=request.at, **facts)

    back = reverse("desk:hand_overs")
    way = [*crumbs(), Crumb(_("移送档案馆和图书馆"), back)]
    intro = _("行政机关应当及时向国家档案馆、公共图书馆提供主动公开的政府信息。")
    page = Page(_("登记移送"), _("登记"), _("移送已登记。"), back, "places", way, intro)
    form = HandOverForm(request.POST or None, initial={"handed_on": request.today})
    return act_page(request, form, act, page)


@keeper
def receipt(request: StaffRequest, number: int) -> HttpResponse:
    """Record the receipt of what was handed over."""
    row = get_object_or_404(_hand_overs(request), pk=number)

    def act(given: Mapping[str, Any]) -> None:
        name = given["picture"].name if given["picture"] else ""
        acts.keep_receipt(row, filename=name, by=request.person, at=request.at, **given)

    back = reverse("desk:hand_overs")
    way = [*crumbs(), Crumb(_("移送档案馆和图书馆"), back)]
    title = _("登记回执：%(recipient)s") % {"recipient": row.recipient}
    page = Page(title, _("登记"), _("回执已登记。"), back, "places", way)
    initial = {"received_on": request.today}
    form = ReceiptForm(request.POST or None, request.FILES or None, initial=initial)
    reasons = acts.why_not_keep_receipt(row, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
def receipt_picture(request: StaffRequest, number: int) -> HttpResponseBase:
    """Show the photograph of a receipt."""
    return shown_picture(get_object_or_404(_hand_overs(request), pk=number).proof)


def _take_offs(request: StaffRequest) -> QuerySet[TakeOff]:
    found = TakeOff.objects.filter(item__body__in=kept_bodies(request))
    return found.select_related("item__current", "item__body", "posting__item__body", "done_by")


@keeper
def take_offs(request: StaffRequest) -> HttpResponse:
    """Show what paper must be taken off, and what was, with the proof."""
    found = _take_offs(request)
    context = {
        "waiting": found.filter(done_at=None).order_by("due_on", "pk"),
        "leaf": leaf_of(request, found.exclude(done_at=None).order_by("-done_at")),
        "today": request.today,
    }
    way = [*crumbs(), Crumb(_("撤下后取下纸质件"))]
    template = "desk/places/take_offs.html"
    return render_desk(request, template, context, current="places", crumbs=way)


@keeper
def take_off(request: StaffRequest, number: int) -> HttpResponse:
    """Record that paper is gone; a list that hung is taken off by the same step."""
    task = get_object_or_404(_take_offs(request), pk=number)

    def act(given: Mapping[str, Any]) -> None:
        posting, by, at = task.posting, request.person, request.at
        name = given["picture"].name if given["picture"] else ""
        acts.finish_take_off(task, filename=name, by=by, at=at, **given)
        if posting is not None and posting.removed_on is None:
            remove_from_place(posting, removed_on=request.today, by=by, at=at)

    back = reverse("desk:take_offs")
    way = [*crumbs(), Crumb(_("撤下后取下纸质件"), back)]
    title = _("登记取下：%(place)s") % {"place": task.where}
    page = Page(title, _("登记"), _("取下已登记。"), back, "places", way)
    form = TakeOffForm(request.POST or None, request.FILES or None)
    reasons = acts.why_not_finish_take_off(task, by=request.person, at=request.at)
    return act_page(request, form, act, page, reasons=reasons)


@keeper
def take_off_picture(request: StaffRequest, number: int) -> HttpResponseBase:
    """Show the photograph that proves it."""
    return shown_picture(get_object_or_404(_take_offs(request), pk=number).proof)


def _public_item(code: str) -> Item:
    item = listed(PUBLIC).filter(code=code).first()
    if item is None:
        raise Refused("item-not-open", field="code")
    return item


def _page(place: Place, title: str, button: str, done: str) -> Page:
    back = back_to(place)
    way = [*crumbs(place.hall), Crumb(str(place), back)]
    return Page(title, button, done, back, "places", way)
