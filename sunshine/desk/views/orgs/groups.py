"""Leading groups, their seats, and the chain of responsibility of a body."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.orgs import EndGroupForm, GroupForm, ResponsibleForm, SeatForm
from sunshine.desk.forms.people import LastDayForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.orgs.findings import administered, administered_bodies, crumbs, tabs_of
from sunshine.orgs.actions import groups
from sunshine.orgs.models import (
    Body,
    GroupMembership,
    LeadingGroup,
    ResponsibilityLink,
    Role,
    Rung,
)

_admin = role(Role.ADMINISTRATOR)


@_admin
def groups_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show leading groups with their seats, now and before, and the chain of responsibility."""
    body = administered(request, slug)
    chain = body.responsibility.select_related("post__body").order_by("until", "since")
    context = {
        "body": body,
        "tabs": tabs_of(body, "groups"),
        "groups": body.leading_groups.prefetch_related("memberships__post__body"),
        "chain": [
            (label, [link for link in chain if link.rung == rung]) for rung, label in Rung.choices
        ],
        "today": request.today,
        "exists": body.exists_on(request.today),
    }
    return render_desk(
        request, "desk/orgs/groups.html", context, current="orgs", crumbs=crumbs(body)
    )


def _page(body: Body, title: str, button: str, done: str) -> Page:
    back = reverse("desk:groups", args=[body.slug])
    return Page(title, button, done, back, "orgs", crumbs(body, "groups"))


@_admin
def found(request: StaffRequest, slug: str) -> HttpResponse:
    """Set up a leading group."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        groups.found_leading_group(body, by=request.person, at=request.at, **given)

    page = _page(body, _("成立领导小组"), _("成立"), _("领导小组已登记。"))
    return act_page(request, GroupForm(request.POST or None), act, page)


def _group(request: StaffRequest, number: int) -> LeadingGroup:
    kept = LeadingGroup.objects.filter(body__in=administered_bodies(request))
    return get_object_or_404(kept.select_related("body"), pk=number)


@_admin
def dissolve(request: StaffRequest, number: int) -> HttpResponse:
    """Dissolve a leading group."""
    group = _group(request, number)

    def act(given: Mapping[str, Any]) -> None:
        groups.dissolve_leading_group(group, by=request.person, at=request.at, **given)

    page = _page(group.body, _("撤销：%s") % group.name, _("撤销"), _("领导小组已撤销。"))
    form = EndGroupForm(request.POST or None, initial={"on": request.today})
    reasons = groups.why_not_keep_group(group, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def seat(request: StaffRequest, number: int) -> HttpResponse:
    """Give a post a seat in a leading group."""
    group = _group(request, number)

    def act(given: Mapping[str, Any]) -> None:
        groups.take_seat(group, by=request.person, at=request.at, **given)

    page = _page(group.body, _("任职：%s") % group.name, _("登记"), _("任职已登记。"))
    form = SeatForm(request.POST or None, initial={"since": request.today}, body=group.body)
    reasons = groups.why_not_keep_group(group, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def end_seat(request: StaffRequest, number: int) -> HttpResponse:
    """End a seat in a leading group."""
    kept = GroupMembership.objects.filter(group__body__in=administered_bodies(request))
    found_seat = get_object_or_404(kept.select_related("group__body", "post"), pk=number)

    def act(given: Mapping[str, Any]) -> None:
        groups.end_seat(found_seat, by=request.person, at=request.at, **given)

    title = _("结束任职：%s") % found_seat.post.name
    page = _page(found_seat.group.body, title, _("结束"), _("任职已结束。"))
    form = LastDayForm(request.POST or None, initial={"last_day": request.today})
    return act_page(request, form, act, page)


@_admin
def name_responsible(request: StaffRequest, slug: str) -> HttpResponse:
    """Let a post answer for a rung of the chain."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        groups.name_responsible(body, by=request.person, at=request.at, **given)

    page = _page(body, _("登记责任人"), _("登记"), _("责任人已登记。"))
    form = ResponsibleForm(request.POST or None, initial={"since": request.today}, body=body)
    return act_page(request, form, act, page)


@_admin
def end_responsibility(request: StaffRequest, number: int) -> HttpResponse:
    """End a link of the chain."""
    kept = ResponsibilityLink.objects.filter(body__in=administered_bodies(request))
    link = get_object_or_404(kept.select_related("body", "post"), pk=number)

    def act(given: Mapping[str, Any]) -> None:
        groups.end_responsibility(link, by=request.person, at=request.at, **given)

    page = _page(link.body, _("结束责任：%s") % link.post.name, _("结束"), _("责任已结束。"))
    form = LastDayForm(request.POST or None, initial={"last_day": request.today})
    return act_page(request, form, act, page)
