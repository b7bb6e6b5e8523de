"""Promises at the desk: made, ended, and seen with what was kept; the figures have no field."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.matters import (
    BoardsForm,
    EndPromiseForm,
    HandbookForm,
    PromiseForm,
    StockForm,
)
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.matters.findings import halls_of, promises_of, promising
from sunshine.matters.actions.boards import choose_boards, count_handbooks, make_handbook
from sunshine.matters.actions.promises import end_promise, make_promise
from sunshine.matters.boards import boards_of
from sunshine.matters.books import tells_of_what_is_gone
from sunshine.matters.filling import fulfilment_words
from sunshine.matters.models import Handbook
from sunshine.matters.promises import Kept, fulfilment_of
from sunshine.matters.promising import PromiseFacts
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.publishing.models import Item, ItemState
from sunshine.ui.shell import Crumb

_officer = role(*DISCLOSURE)
_writer = role(*EDITING)


def _page(title: str, button: str, done: str, back: str, intro: str = "") -> Page:
    crumbs = [Crumb(_("承诺和公开栏"), reverse("desk:promises"))]
    return Page(title, button, done, reverse(back), "promises", crumbs, intro)


@_writer
def promises(request: StaffRequest) -> HttpResponse:
    """Show the promises with what was kept, and the boards and books of the halls."""
    kept = [Kept(one, fulfilment_of(one, request.today), request.today)
            for one in promises_of(request)]  # fmt: skip
    halls = list(halls_of(request)[:50])
    context = {
        "kept": [(one, fulfilment_words(one)) for one in kept],
        "may_promise": bool(promising(request)),
        "halls": [
            (hall, boards_of(hall), book, book is not None and tells_of_what_is_gone(book))
            for hall in halls
            for book in [hall.handbooks.order_by("-edition").first()]
        ],
    }
    return render_desk(request, "desk/matters/promises.html", context, current="promises")


@_officer
def make(request: StaffRequest) -> HttpResponse:
    """Make a promise of the person's body."""
    bodies = promising(request)
    if not bodies:
        raise Http404
    body = next((one for one in bodies if one.slug == request.GET.get("body")), bodies[0])

    def act(given: Mapping[str, Any]) -> None:
        facts = dict(given)
        item = facts.pop("item")
        facts["unit"], facts["limit"] = facts["unit"] or "", facts["limit"] or None
        make_promise(body, item, PromiseFacts(**facts), by=request.person, at=request.at)

    items = Item.objects.filter(body=body, state=ItemState.PUBLISHED, matter=None)
    form = PromiseForm(
        request.POST or None, body=body, items=items.select_related("current").order_by("-pk")
    )
    intro = _("先公开宣布承诺的条目，再在这里登记。登记以后除了终止不能改动，兑现情况由系统算出。")
    page = _page(_("登记承诺"), _("登记"), _("承诺已登记。"), "desk:promises", intro)
    return act_page(request, form, act, page)


@_officer
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a promise end."""
    promise = get_object_or_404(promises_of(request), pk=pk)

    def act(given: Mapping[str, Any]) -> None:
        end_promise(promise, by=request.person, at=request.at, **given)

    page = _page(_("终止承诺"), _("终止"), _("承诺已终止。"), "desk:promises", promise.words)
    form = EndPromiseForm(request.POST or None, initial={"ends": request.today})
    return act_page(request, form, act, page)


@_writer
def choose(request: StaffRequest, hall: str) -> HttpResponse:
    """Choose which disclosures a hall shows."""
    found = get_object_or_404(halls_of(request), slug=hall)

    def act(given: Mapping[str, Any]) -> None:
        choose_boards(found, chosen=given["chosen"], by=request.person, at=request.at)

    page = _page(_("选择公开栏"), _("保存"), _("已保存。"), "desk:promises", found.name)
    form = BoardsForm(request.POST or None, initial={"chosen": boards_of(found).slug})
    return act_page(request, form, act, page)


@_writer
def make_book(request: StaffRequest, hall: str) -> HttpResponse:
    """Make an edition of the handbook of a hall."""
    found = get_object_or_404(halls_of(request), slug=hall)

    def act(given: Mapping[str, Any]) -> None:
        make_handbook(found, copies=given["copies"], by=request.person, at=request.at)

    intro = _("把今天的办事指南、公开栏和服务承诺汇成一册，编号、注明日期，可以随时重印。")
    page = _page(_("编印政务公开手册"), _("编印"), _("手册已编成。"), "desk:promises", intro)
    return act_page(request, HandbookForm(request.POST or None, initial={"copies": 100}), act, page)


@_writer
def count_books(request: StaffRequest, hall: str, edition: int) -> HttpResponse:
    """Record how many copies of an edition are left."""
    books = Handbook.objects.filter(hall__in=halls_of(request)).select_related("hall__body")
    book = get_object_or_404(books, hall__slug=hall, edition=edition)

    def act(given: Mapping[str, Any]) -> None:
        count_handbooks(book, stock=given["stock"], by=request.person, at=request.at)

    page = _page(_("清点手册"), _("保存"), _("已保存。"), "desk:promises", book.hall.name)
    form = StockForm(request.POST or None, initial={"stock": book.stock})
    return act_page(request, form, act, page)
