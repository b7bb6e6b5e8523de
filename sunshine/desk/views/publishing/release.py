"""Publication: by hand, by the clock; reviews still owed; what a merged body had in hand."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.editions import NoQuestion, ScheduleForm, usual_moment
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.templatetags.desk import named
from sunshine.desk.views.publishing.findings import (
    item_crumbs,
    own_bodies,
    written_edition,
)
from sunshine.orgs.models import Body
from sunshine.publishing.actions import handover, release
from sunshine.publishing.duties import EDITING, successor_of
from sunshine.publishing.models import Item

_writer = role(*EDITING)


@require_POST
@_writer
def publish(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Publish an edition now."""
    edition = written_edition(request, code, number)
    return act_at_once(
        request,
        lambda: release.publish(edition, by=request.person, at=request.at),
        done=_("已发布。公开网站在一两秒内更新。"),
        back=reverse("desk:item", args=[code]),
    )


@_writer
def schedule(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Have an edition published at a time."""
    edition = written_edition(request, code, number)
    by, at = request.person, request.at
    form = ScheduleForm(request.POST or None, initial={"publish_at": usual_moment(at)})

    def act(given: Mapping[str, Any]) -> None:
        release.schedule(edition, publish_at=given["publish_at"], by=by, at=at)

    page = Page(
        title=_("定时发布"),
        button=_("定下时间"),
        done=_("已定时。到时自动发布，此前可以取消。"),
        back=reverse("desk:edition", args=[code, number]),
        current="items",
        crumbs=item_crumbs(edition.item, edition),
    )
    reasons = release.why_not_schedule(edition, by=by, at=at)
    return act_page(request, form, act, page, reasons=reasons)


@require_POST
@_writer
def unschedule(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Take an edition out of the clock's hands."""
    edition = written_edition(request, code, number)
    return act_at_once(
        request,
        lambda: release.unschedule(edition, by=request.person, at=request.at),
        done=_("已取消定时，等您手动发布。"),
        back=reverse("desk:edition", args=[code, number]),
    )


@_writer
def take_over(request: StaffRequest, code: str) -> HttpResponse:
    """Take over what a merged body had in hand, for the body that does its work now."""
    item, to = _inherited(request, code)
    by, at = request.person, request.at

    def act(_given: Mapping[str, Any]) -> HttpResponse:
        taken = handover.hand_over_item(item, to=to, by=by, at=at)
        return redirect("desk:item", taken.code)

    page = Page(
        title=_("接办"),
        button=_("接办"),
        done="",
        back=reverse("desk:home"),
        current="items",
        crumbs=item_crumbs(),
        intro=_("由%(to)s继续办理%(former)s未办结的版次：回到草稿，重新审核。已发布的原样保留。")
        % {"to": named(to), "former": named(item.body)},
    )
    reasons = handover.why_not_hand_over(item, to=to, by=by, at=at)
    return act_page(request, NoQuestion(request.POST or None), act, page, reasons=reasons)


def _inherited(request: StaffRequest, code: str) -> tuple[Item, Body]:
    """Return an item of a dissolved body whose work one of the person's bodies does now."""
    item = get_object_or_404(Item.objects.select_related("body", "section"), code=code)
    heir = successor_of(item.body, request.today)
    mine = own_bodies(request, EDITING)
    if heir is None or heir.pk not in {body.pk for body in mine}:
        raise Http404
    return item, heir
