"""The one button: what leaks is found by its address or number, and pulled, in two taps."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.incidents import LeakForm, PullForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.menu import PUBLISHING
from sunshine.desk.views.publishing.findings import item_crumbs, keeps, known_item
from sunshine.publishing.actions import pulling, takedown
from sunshine.publishing.models import (
    Attachment,
    Edition,
    EditionState,
    Incident,
    Item,
    ItemState,
    Scope,
)
from sunshine.publishing.placing import open_edition
from sunshine.ui.shell import Crumb

_publisher = role(*PUBLISHING)
_ADDRESS = re.compile(r"/(?:i|items)/([a-z0-9]{10})(?:/|$)")
_FILE = re.compile(r"/f/([a-z0-9]{10})(?:/|$)")
_IN_SIGHT = (ItemState.PUBLISHED, ItemState.WITHDRAWN, ItemState.MOVED)
MOST_FOUND = 10


@_publisher
def leak(request: StaffRequest) -> HttpResponse:
    """Find what leaks by an address, an index or document number, or words of its title."""
    form = LeakForm(request.GET if "q" in request.GET else None)
    found: list[Item] = []
    if form.is_valid():
        words = form.cleaned_data["q"]
        named = _named(request, words)
        if named is not None:
            return redirect("desk:pull_item", named.code)
        found = list(_titled(request, words))
        if not found:
            form.add_error("q", _("没有找到您能下线的条目。请粘贴公开页面的网址，或者索引号。"))
    context = {"form": form, "found": found}
    crumbs = [Crumb(_("发现泄露"))]
    return render_desk(
        request,
        "desk/incidents/leak.html",
        context,
        current="leak",
        crumbs=crumbs,
        status=422 if form.errors else 200,
    )


def _in_reach(request: StaffRequest) -> QuerySet[Item]:
    """Return what is out and may be pulled by the person: of his bodies and those below."""
    reach = Q(pk__in=[])
    for post in request.posts:
        if PUBLISHING & set(post.roles):
            reach |= Q(body__path__startswith=post.body.path)
    return Item.objects.filter(reach, state__in=_IN_SIGHT).select_related("body", "current")


def _named(request: StaffRequest, words: str) -> Item | None:
    """Return the one item that an address, a code or a number names, None if none does."""
    path = unquote(urlsplit(words).path)
    items = _in_reach(request)
    if found := _ADDRESS.search(path):
        return items.filter(code=found[1]).first()
    if found := _FILE.search(path):
        return items.filter(attachments__code=found[1]).first()
    exact = Q(code=words) | Q(index_number=words) | Q(current__document_number=words)
    several = items.filter(exact)[:2]
    return several[0] if len(several) == 1 else None


def _titled(request: StaffRequest, words: str) -> QuerySet[Item]:
    sought = Q(current__title__icontains=words) | Q(current__document_number__icontains=words)
    return _in_reach(request).filter(sought).order_by("-published_here", "-pk")[:MOST_FOUND]


@_publisher
def pull(request: StaffRequest, code: str) -> HttpResponse:
    """Pull an item, or a part of it, at once: the reason is there, one more tap does it."""
    item = known_item(request, code)
    by, at = request.person, request.at
    reasons = takedown.why_not_pull(item, by=by, at=at)
    editions, files = _parts(item)
    form = PullForm(request.POST or None, editions=editions, files=files)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        kind, _colon, part = given["what"].partition(":")
        how = {"reason": given["reason"], "by": by, "at": at}
        if kind == Scope.EDITION:
            chosen = next(one for one in editions if one.number == int(part))
            incident = pulling.pull_edition(chosen, **how)
        elif kind == Scope.FILE:
            incident = pulling.pull_file(next(one for one in files if one.code == part), **how)
        else:
            incident = takedown.pull(item, with_notice=given["with_notice"], **how)
        return _pulled(request, incident)

    page = Page(
        title=_("紧急下线"),
        button=_("立刻下线"),
        done="",
        back=reverse("desk:item", args=[item.code]),
        current="leak",
        crumbs=item_crumbs(item),
        intro=_("发现泄密或者泄露个人信息时用。立刻生效，24小时内报出情况报告（系统已代为起草）。"),
        template="desk/incidents/pull.html",
        more={"item": item, "consequences": _consequences(item)},
    )
    return act_page(request, form, act, page, reasons=reasons)


def _parts(item: Item) -> tuple[list[Edition], list[Attachment]]:
    """Return what can be pulled alone: old editions, and files that are out; two queries."""
    if item.state == ItemState.MOVED:
        return [], []
    old = list(item.editions.filter(state=EditionState.SUPERSEDED).order_by("-number"))
    shown = Attachment.objects.filter(item=item, standing__edition__published_at__isnull=False)
    return old, list(shown.distinct().order_by("pk"))


def _consequences(item: Item) -> list[tuple[str, object]]:
    halls = item.body.halls.filter(closed=None).count()
    postings = item.postings.filter(removed_on=None).count()
    return [
        (_("公开页面"), _("页面、各版次和附件立刻全部去掉，内部封存")),
        (_("涉及版次"), item.editions.filter(published_at__isnull=False).count()),
        (_("涉及附件"), item.attachments.count()),
        (_("在办的版次"), _("一并停办") if open_edition(item) else "—"),
        (_("纸质材料"), _("%(count)s处，各建一项清理任务") % {"count": halls + postings}),
        (_("以后"), _("不能恢复；须公开的另建条目")),
    ]


def _pulled(request: StaffRequest, incident: Incident) -> HttpResponse:
    """Go on to the incident; who does not keep it hears that it is in hand."""
    if keeps(request, incident.item.body):
        messages.success(request, _("已紧急下线。请核对报告，逐项办完下面的任务。"))
        return redirect("desk:incident", incident.pk)
    messages.success(request, _("已紧急下线，公开工作机构和负责人已收到通知。谢谢您及时发现。"))
    return redirect("desk:takedowns")
