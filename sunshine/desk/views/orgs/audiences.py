"""Named groups of a body, and who belongs to them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.orgs import MemberForm, NamedGroupForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.orgs.findings import administered, administered_bodies, crumbs, tabs_of
from sunshine.orgs.actions import audiences
from sunshine.orgs.models import Body, NamedGroup, NamedGroupMember, Role

_admin = role(Role.ADMINISTRATOR)


@_admin
def audiences_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the named groups of a body and their members today."""
    body = administered(request, slug)
    context = {
        "body": body,
        "tabs": tabs_of(body, "audiences"),
        "groups": [
            (
                group,
                group.members.filter(until__isnull=True)
                | group.members.filter(until__gte=request.today),
            )
            for group in body.named_groups.order_by("closed", "pk")
        ],
        "exists": body.exists_on(request.today),
    }
    return render_desk(
        request, "desk/orgs/audiences.html", context, current="orgs", crumbs=crumbs(body)
    )


def _page(body: Body, title: str, button: str, done: str) -> Page:
    back = reverse("desk:audiences", args=[body.slug])
    return Page(title, button, done, back, "orgs", crumbs(body, "audiences"))


@_admin
def found(request: StaffRequest, slug: str) -> HttpResponse:
    """Make a named group."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        audiences.found_named_group(body, by=request.person, at=request.at, **given)

    page = _page(body, _("新设特定人群"), _("设立"), _("特定人群已设立。"))
    return act_page(request, NamedGroupForm(request.POST or None), act, page)


def _group(request: StaffRequest, number: int) -> NamedGroup:
    kept = NamedGroup.objects.filter(body__in=administered_bodies(request))
    return get_object_or_404(kept.select_related("body"), pk=number)


@_admin
def add_member(request: StaffRequest, number: int) -> HttpResponse:
    """Let a person belong to a named group."""
    group = _group(request, number)

    def act(given: Mapping[str, Any]) -> None:
        audiences.add_member(
            group,
            person=given["username"],
            since=given["since"],
            until=given["until"],
            by=request.person,
            at=request.at,
        )

    page = _page(group.body, _("加入：%s") % group.name, _("加入"), _("成员已加入。"))
    form = MemberForm(request.POST or None, initial={"since": request.today})
    reasons = audiences.why_not_keep_named_group(group, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@require_POST
@_admin
def end_membership(request: StaffRequest, number: int) -> HttpResponse:
    """End a membership at once."""
    kept = NamedGroupMember.objects.filter(group__body__in=administered_bodies(request))
    member = get_object_or_404(kept.select_related("group__body"), pk=number)
    return act_at_once(
        request,
        lambda: audiences.end_membership(member, by=request.person, at=request.at),
        done=_("成员已移出。"),
        back=reverse("desk:audiences", args=[member.group.body.slug]),
    )


@require_POST
@_admin
def close(request: StaffRequest, number: int) -> HttpResponse:
    """Close a named group at once."""
    group = _group(request, number)
    return act_at_once(
        request,
        lambda: audiences.close_named_group(group, by=request.person, at=request.at),
        done=_("特定人群已关闭。"),
        back=reverse("desk:audiences", args=[group.body.slug]),
    )
