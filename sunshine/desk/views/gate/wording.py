"""The wording lists: what is looked for, why, since when; kept by the body they belong to."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.gate import WordingForm, WordingListForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.desk.views.publishing.findings import bodies_with
from sunshine.gate.actions import wording
from sunshine.gate.models import WordingEntry, WordingList
from sunshine.orgs.models import Body, Role
from sunshine.publishing.duties import DISCLOSURE
from sunshine.ui.shell import Crumb

KEEPING = frozenset({Role.ADMINISTRATOR, *DISCLOSURE})
_keeper = role(*KEEPING)


def _seen(request: StaffRequest) -> Any:
    """Return the lists by which the person's bodies are looked through, and those below."""
    wanted = Q(body=None)
    for post in request.posts:
        wanted |= Q(body=post.body) | Q(body__in=post.body.ancestors())
        wanted |= Q(body__path__startswith=post.body.path)
    return WordingList.objects.filter(wanted).select_related("body")


def _list(request: StaffRequest, slug: str) -> WordingList:
    found: WordingList = get_object_or_404(_seen(request), slug=slug)
    return found


def _crumbs(words: WordingList | None = None) -> list[Crumb]:
    way = [Crumb(_("错敏词表"), reverse("desk:wording"))]
    if words is not None:
        way.append(Crumb(words.name, reverse("desk:wording_list", args=[words.slug])))
    return way


@_keeper
def lists(request: StaffRequest) -> HttpResponse:
    """Show the lists with how many entries each has in use."""
    counted = _seen(request).annotate(used=Count("entries", filter=Q(entries__until=None)))
    return render_desk(request, "desk/gate/wording.html", {"lists": counted}, current="wording")


@_keeper
def list_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the entries of a list."""
    words = _list(request, slug)
    sought = request.GET.get("q", "").strip()[:60]
    found = words.entries.order_by("until", "wrong", "pk")
    if sought:
        found = found.filter(Q(wrong__icontains=sought) | Q(right__icontains=sought))
    context = {
        "words": words,
        "leaf": leaf_of(request, found),
        "q": sought,
        "may_keep": not wording.why_not_keep_wording(words, by=request.person, on=request.today),
    }
    return render_desk(
        request, "desk/gate/wording_list.html", context, current="wording", crumbs=_crumbs(words)
    )


@_keeper
def add(request: StaffRequest, slug: str) -> HttpResponse:
    """Add an entry."""
    words = _list(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        wording.add_wording(words, by=request.person, at=request.at, **given)

    back = reverse("desk:wording_list", args=[slug])
    done = _("已添加，从现在起检查。已经公开的会重新检查。")
    page = Page(_("添加词条"), _("添加"), done, back, "wording", _crumbs(words))
    reasons = wording.why_not_keep_wording(words, by=request.person, on=request.today)
    return act_page(request, WordingForm(request.POST or None), act, page, reasons=reasons)


@require_POST
@_keeper
def end(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """End an entry."""
    entry = get_object_or_404(WordingEntry, list=_list(request, slug), pk=number)
    return act_at_once(
        request,
        lambda: wording.end_wording(entry, by=request.person, at=request.at),
        done=_("已停用，不再检查这一条。"),
        back=reverse("desk:wording_list", args=[slug]),
    )


@_keeper
def make(request: StaffRequest) -> HttpResponse:
    """Make a list of a body."""
    keys = [body.pk for body in bodies_with(request, KEEPING)]
    bodies = Body.objects.filter(pk__in=keys, dissolved=None).in_tree_order()
    form = WordingListForm(request.POST or None, bodies=bodies)

    def act(given: Mapping[str, Any]) -> None:
        wording.make_list(by=request.person, at=request.at, **given)

    back = reverse("desk:wording")
    page = Page(_("新建词表"), _("新建"), _("词表已新建。"), back, "wording", _crumbs())
    return act_page(request, form, act, page)
