"""An edition on its way: whose turn it is, sent on, taken back, shown to a leader."""

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.editions import NoQuestion, PreviewForm, SubmitForm, usual_moment
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import PersonRequest, StaffRequest, role, signed_in
from sunshine.desk.menu import PUBLISHING
from sunshine.desk.views.publishing.files import handed_out
from sunshine.desk.views.publishing.findings import (
    item_crumbs,
    seen_edition,
    writes_in,
    written_edition,
)
from sunshine.desk.views.publishing.shown import changes_since, facts_of, file_links
from sunshine.gate.queries import is_waiting
from sunshine.kit.errors import Reason, Refused
from sunshine.orgs.models import Person, PostHolding, Role
from sunshine.publishing.actions import editing, previews, release, review
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import Edition, EditionState, PreviewLink, Review
from sunshine.publishing.queries import previews_of
from sunshine.publishing.reviewing import is_reviewable
from sunshine.publishing.turns import Stage, progress, turns_of

_publisher = role(*PUBLISHING)
_writer = role(*EDITING)
# How long a page waits for the worker to look at what was saved a moment ago.
_PATIENCE_SECONDS, _PAUSE_SECONDS = 2.0, 0.1
_LEADERS = (Role.BODY_HEAD, Role.FINAL_REVIEWER, Role.SECOND_REVIEWER, Role.DISCLOSURE_HEAD)


def before(edition: Edition) -> Edition | None:
    """Return the edition that was out before this one, or is out now; one query."""
    earlier = edition.item.editions.filter(number__lt=edition.number, published_at__isnull=False)
    return earlier.exclude(state=EditionState.PULLED).order_by("-number").first()


@_publisher
def edition_page(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Show an edition: where it stands, who did what, what can be done now."""
    edition = seen_edition(request, code, number)
    context = {**_where_it_stands(request, edition), **_what_can_be_done(request, edition)}
    return render_desk(
        request,
        "desk/publishing/edition.html",
        context,
        current="items",
        crumbs=item_crumbs(edition.item, edition),
    )


def _where_it_stands(request: StaffRequest, edition: Edition) -> dict[str, object]:
    return {
        "edition": edition,
        "item": edition.item,
        "steps": progress(edition, request.at) if edition.submitted_at else [],
        "waiting": Stage.WAITING,
        "done": Stage.DONE,
        "is_draft": edition.state == EditionState.DRAFT,
        "is_scheduled": edition.state == EditionState.SCHEDULED,
        "reviews": edition.reviews.select_related("reviewer", "post", "deputy_for"),
        "returned": _returned(edition),
        "look": facts_of(edition),
        "files": file_links(edition),
        "changes": changes_since(before(edition), edition),
        "at": request.at,
    }


def _what_can_be_done(request: StaffRequest, edition: Edition) -> dict[str, object]:
    by, at = request.person, request.at
    writes = writes_in(request, edition.item.body)
    waits = writes and edition.state in {EditionState.APPROVED, EditionState.SCHEDULED}
    turns = turns_of(by, request.today) if is_reviewable(edition) else []
    return {
        "my_steps": [turn.step.value for turn in turns if turn.edition.pk == edition.pk],
        "writes": writes,
        "waits": waits,
        "may_recall": writes and not review.why_not_recall(edition, by=by, at=at),
        "publish_reasons": release.why_not_publish(edition, by=by, at=at) if waits else [],
        "previews": previews_of(edition) if writes and edition.is_open else [],
    }


def _returned(edition: Edition) -> Review | None:
    """Return the review that sent a draft back, if the last one did; one query."""
    if edition.state != EditionState.DRAFT:
        return None
    last = edition.reviews.select_related("reviewer").last()
    sent = edition.submitted_at
    is_back = last is not None and last.decision == Review.Decision.RETURNED
    return last if is_back and last and sent and last.at >= sent else None


def _release_of(given: Mapping[str, Any]) -> review.Release | datetime:
    if given["release"] == "at":
        moment: datetime = given["publish_at"]
        return moment
    return review.Release(given["release"])


def _page(edition: Edition, title: str, button: str, done: str, intro: str = "") -> Page:
    back = reverse("desk:edition", args=[edition.item.code, edition.number])
    crumbs = item_crumbs(edition.item, edition)
    return Page(title, button, done, back, "items", crumbs, intro)


@_writer
def submit(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Send a draft on to review."""
    edition = written_edition(request, code, number)
    by, at = request.person, request.at
    initial = {"publish_at": usual_moment(at)}
    form = SubmitForm(request.POST or None, initial=initial)

    def act(given: Mapping[str, Any]) -> None:
        review.submit(
            edition,
            emergency=given["emergency"],
            emergency_reason=given["emergency_reason"],
            release=_release_of(given),
            by=by,
            at=at,
        )

    intro = _("依次初审、复审、终审，保密审查同时进行。轮到谁，谁会收到通知。")
    page = _page(edition, _("送审"), _("送审"), _("已送审。"), intro)
    reasons = _why_not_submit(edition, by=by, at=at)
    response = act_page(request, form, act, page, reasons=reasons)
    if is_waiting(reasons):
        response["Refresh"] = "2"
    return response


def _why_not_submit(edition: Edition, *, by: Person, at: datetime) -> list[Reason]:
    """Return why not, after the gate has had its moment to look."""
    patience = time.monotonic() + _PATIENCE_SECONDS
    while True:
        reasons = review.why_not_submit(edition, by=by, at=at)
        if not is_waiting(reasons) or time.monotonic() > patience:
            return reasons
        time.sleep(_PAUSE_SECONDS)


@require_POST
@_writer
def recall(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Take an edition back to draft."""
    edition = written_edition(request, code, number)
    return act_at_once(
        request,
        lambda: review.recall(edition, by=request.person, at=request.at),
        done=_("已撤回为草稿。"),
        back=reverse("desk:edition", args=[code, number]),
    )


@_writer
def discard(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Ask once, and give a draft up."""
    edition = written_edition(request, code, number)
    by, today = request.person, request.today

    def act(_given: Mapping[str, Any]) -> HttpResponse:
        editing.discard_edition(edition, by=by, at=request.at)
        return redirect("desk:item", code)

    intro = _("草稿不再办理，但仍留档；已经发布的版次不受影响。")
    page = _page(edition, _("放弃这个版次"), _("放弃"), "", intro)
    reasons = editing.why_not_discard(edition, by=by, on=today)
    return act_page(request, NoQuestion(request.POST or None), act, page, reasons=reasons)


@_writer
def make_preview(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Make a link for one leader, shown only once."""
    edition = written_edition(request, code, number)
    form = PreviewForm(request.POST or None, readers=_leaders(edition, request))

    def act(given: Mapping[str, Any]) -> HttpResponse:
        link, token = previews.make_preview(
            edition, reader=given["reader"], hours=given["hours"], by=request.person, at=request.at
        )
        address = request.build_absolute_uri(reverse("desk_preview", args=[token]))
        return render_desk(
            request,
            "desk/publishing/preview_link.html",
            {"link": link, "address": address, "edition": edition, "item": edition.item},
            current="items",
            crumbs=item_crumbs(edition.item, edition),
        )

    intro = _("得到一个链接，发给领导在手机上看；还没有公开，请他不要转发。")
    page = _page(edition, _("给领导预览"), _("生成链接"), "", intro)
    return act_page(request, form, act, page)


def _leaders(edition: Edition, request: StaffRequest) -> Any:
    """Return who leads in the body or above it today."""
    body = edition.item.body
    holding = PostHolding.objects.on(request.today).filter(
        Q(post__body=body) | Q(post__body__in=body.ancestors())
    )
    keys = [
        one.person_id
        for one in holding.select_related("post")
        if set(_LEADERS) & set(one.post.roles)
    ]
    return Person.objects.filter(pk__in=keys, is_active=True).order_by("name", "pk")


@require_POST
@_writer
def revoke_preview(request: StaffRequest, code: str, number: int, link: int) -> HttpResponse:
    """Take a preview link back."""
    edition = written_edition(request, code, number)
    found = get_object_or_404(PreviewLink.objects.select_related("edition__item__body"), pk=link)
    if found.edition_id != edition.pk:
        found = get_object_or_404(PreviewLink.objects.none())
    return act_at_once(
        request,
        lambda: previews.revoke_preview(found, by=request.person, at=request.at),
        done=_("链接已收回。"),
        back=reverse("desk:edition", args=[code, number]),
    )


@signed_in
def preview(request: PersonRequest, token: str) -> HttpResponse:
    """Show a leader what is not out yet; every look is recorded; a stranger finds nothing."""
    try:
        edition = previews.open_preview(token, by=request.person, at=request.at)
    except Refused as refused:
        response = render(
            request, "desk/publishing/preview_over.html", {"why": refused}, status=404
        )
    else:
        files = file_links(edition, lambda one: reverse("desk_preview_file", args=[token, one]))
        context = {"edition": edition, "look": facts_of(edition), "files": files}
        response = render(request, "desk/publishing/preview.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@signed_in
def preview_file(request: PersonRequest, token: str, file: str) -> HttpResponseBase:
    """Hand a file of what is not out yet to the leader of the link."""
    try:
        edition = previews.open_preview(token, by=request.person, at=request.at)
    except Refused:
        raise Http404 from None
    return handed_out(edition, file)
