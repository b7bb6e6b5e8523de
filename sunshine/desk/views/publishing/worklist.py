"""The first page of the desk: what waits for the person, due soonest on top."""

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.refusals import tell_refusal
from sunshine.desk.views.me.findings import my_delegations
from sunshine.desk.views.publishing.findings import seen_paper, writes_in, written_edition
from sunshine.desk.views.publishing.lists import as_csv, wants_export, with_state
from sunshine.desk.views.publishing.waiting import KINDS, Waiting, waiting_for
from sunshine.kit.errors import Refused
from sunshine.notices.actions import mark_read
from sunshine.notices.models import Notice
from sunshine.publishing.actions.papers import confirm_attribute
from sunshine.publishing.actions.release import publish
from sunshine.ui.dates import day_words
from sunshine.ui.parts import Tab, pager

PER_PAGE = 50


@staff
def home(request: StaffRequest) -> HttpResponse:
    """Show what waits for the person, of one kind or of all; notices under their own kind."""
    everything = waiting_for(request)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    sought = request.GET.get("q", "").strip()
    shown = [one for one in everything if _fits(one, kind, sought)]
    if wants_export(request):
        return _exported(shown)
    asked = request.GET.get("page", "1")
    last = max(1, -(-len(shown) // PER_PAGE))
    current = min(last, max(1, int(asked))) if asked.isascii() and asked.isdigit() else 1
    late = sum(one.tone == "late" for one in everything)
    context = {
        "rows": shown[(current - 1) * PER_PAGE : current * PER_PAGE],
        "total": len(shown),
        "late": late,
        "soon": sum(one.tone == "warn" for one in everything),
        "kind": kind,
        "kind_name": KINDS.get(kind, ""),
        "q": sought,
        "tabs": _tabs(everything, kind),
        "pager": pager(current, last, lambda number: with_state(request, page=str(number))),
        "export_url": with_state(request, export="csv"),
        "bulk": _BULK.get(kind),
        "delegations": my_delegations(request.person, request.today),
        "may_write": any(writes_in(request, post.body) for post in request.posts),
        "posts": request.posts,
    }
    return render_desk(request, "desk/publishing/home.html", context, current="home")


def _fits(one: Waiting, kind: str, sought: str) -> bool:
    if one.kind != kind if kind else one.kind == "notice":
        return False
    return sought.casefold() in f"{one.title} {one.what}".casefold()


def _tabs(everything: list[Waiting], kind: str) -> list[Tab]:
    counts = Counter(one.kind for one in everything)
    to_do = len(everything) - counts["notice"]
    tabs = [Tab(_("全部"), "?", is_current=not kind, count=to_do)]
    return tabs + [
        Tab(label, f"?kind={key}", is_current=key == kind, count=counts[key])
        for key, label in KINDS.items()
        if counts[key] or key == kind
    ]


def _exported(rows: list[Waiting]) -> HttpResponse:
    return as_csv(
        "worklist",
        rows,
        {
            _("类别"): lambda one: KINDS[one.kind],
            _("标题"): lambda one: one.title,
            _("事项"): lambda one: one.what,
            _("最迟日期"): lambda one: one.due and day_words(one.due),
            _("期限"): lambda one: one.badge,
        },
    )


# What can be done to several rows at once, by their kind.
_BULK = {"ready": "publish", "notice": "read", "again": "confirm"}


@require_POST
@staff
def do_several(request: StaffRequest) -> HttpResponse:
    """Do the same to every row chosen; what is refused is said, the others are done."""
    done = 0
    kind = request.POST.get("kind", "")
    for key in request.POST.getlist("chosen")[:PER_PAGE]:
        try:
            done += _do(request, key)
        except Refused as refused:
            tell_refusal(request, refused)
    if done:
        words = ngettext("已办理 %(count)s 件。", "已办理 %(count)s 件。", done)
        messages.success(request, words % {"count": done})
    return redirect(f"{request.path.removesuffix('several/')}?kind={kind if kind in KINDS else ''}")


def _do(request: StaffRequest, key: str) -> bool:
    name, _colon, rest = key.partition(":")
    by, at = request.person, request.at
    if not rest.isascii() or not rest.isdigit():
        return False
    if name == "notice":
        notice = get_object_or_404(Notice.objects.to(by).unread(), pk=int(rest))
        mark_read(notice, by=by, at=at)
    elif name == "paper":
        confirm_attribute(seen_paper(request, int(rest)), by=by, at=at)
    else:
        publish(written_edition(request, name, int(rest)), by=by, at=at)
    return True
