"""Posts of a body: roles, holders, deputies."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.orgs import AbolishForm, NewPostForm, PostForm, RolesForm
from sunshine.desk.forms.people import AppointForm, HolderDeputyForm, RelieveForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.me.findings import colleagues
from sunshine.desk.views.orgs.findings import (
    administered,
    administered_bodies,
    administered_post,
    crumbs,
    tabs_of,
)
from sunshine.orgs.actions import deputies, posts
from sunshine.orgs.models import Body, Delegation, Person, PostHolding, Role

_admin = role(Role.ADMINISTRATOR)


@_admin
def posts_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the posts of a body with roles, holders and deputies; four queries and the body's."""
    body = administered(request, slug)
    open_ended = Q(until__isnull=True) | Q(until__gte=request.today)
    holdings = PostHolding.objects.filter(open_ended).select_related("person")
    lent = Delegation.objects.filter(open_ended).select_related("holder", "deputy")
    rows = body.posts.select_related("department").prefetch_related(
        Prefetch("holdings", holdings, to_attr="present_holdings"),
        Prefetch("delegations", lent, to_attr="present_delegations"),
    )
    labels = dict(Role.choices)
    context = {
        "body": body,
        "tabs": tabs_of(body, "posts"),
        "rows": [
            (post, [labels[name] for name in post.roles])
            for post in rows.order_by("abolished", "pk")
        ],
        "today": request.today,
        "exists": body.exists_on(request.today),
    }
    return render_desk(
        request, "desk/orgs/posts.html", context, current="orgs", crumbs=crumbs(body)
    )


def _page(body: Body, title: str, button: str, done: str, **more: Any) -> Page:
    back = reverse("desk:posts", args=[body.slug])
    return Page(title, button, done, back, "orgs", crumbs(body, "posts"), **more)


@_admin
def create(request: StaffRequest, slug: str) -> HttpResponse:
    """Create a post."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        posts.create_post(body, by=request.person, at=request.at, **given)

    page = _page(body, _("新设岗位"), _("设立"), _("岗位已设立。"))
    return act_page(request, NewPostForm(request.POST or None, body=body), act, page)


@_admin
def describe(request: StaffRequest, number: int) -> HttpResponse:
    """Keep a post up to date."""
    post = administered_post(request, number)

    def act(given: Mapping[str, Any]) -> None:
        posts.describe_post(post, by=request.person, at=request.at, **given)

    initial = {
        "name": post.name,
        "name_en": post.name_en,
        "department": post.department,
        "telephone": post.telephone,
    }
    page = _page(post.body, _("修改：%s") % post.name, _("保存"), _("资料已更新。"))
    form = PostForm(request.POST or None, initial=initial, body=post.body)
    reasons = posts.why_not_keep_post(post, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def set_roles(request: StaffRequest, number: int) -> HttpResponse:
    """Set the roles a post carries."""
    post = administered_post(request, number)

    def act(given: Mapping[str, Any]) -> None:
        posts.set_roles(post, roles=given["roles"], by=request.person, at=request.at)

    page = _page(
        post.body,
        _("职责：%s") % post.name,
        _("保存"),
        _("岗位职责已更新，立即生效。"),
        intro=_("勾选这个岗位的职责；在任者和代理人立即取得或者失去相应权限。"),
    )
    form = RolesForm(request.POST or None, initial={"roles": post.roles})
    reasons = posts.why_not_keep_post(post, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def abolish(request: StaffRequest, number: int) -> HttpResponse:
    """Abolish a post."""
    post = administered_post(request, number)

    def act(given: Mapping[str, Any]) -> None:
        posts.abolish_post(post, by=request.person, at=request.at, **given)

    page = _page(
        post.body,
        _("撤销岗位：%s") % post.name,
        _("撤销"),
        _("岗位已撤销。"),
        intro=_("在任者、代理人立即失去这个岗位的权限；以往经办的记录保留。"),
    )
    reasons = posts.why_not_abolish(post, by=request.person, on=request.today)
    return act_page(request, AbolishForm(request.POST or None), act, page, reasons=reasons)


@_admin
def appoint(request: StaffRequest, number: int) -> HttpResponse:
    """Appoint somebody to a post."""
    post = administered_post(request, number)

    def act(given: Mapping[str, Any]) -> None:
        person = given["person"]
        posts.appoint(
            person,
            post=post,
            since=given["since"],
            document=given["document"],
            by=request.person,
            at=request.at,
        )

    page = _page(post.body, _("任命：%s") % post.name, _("任命"), _("已任命。"))
    form = AppointForm(request.POST or None, initial={"since": request.today}, body=post.body)
    reasons = posts.why_not_keep_post(post, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def relieve(request: StaffRequest, number: int) -> HttpResponse:
    """Relieve a holder of a post."""
    holding = get_object_or_404(
        PostHolding.objects.filter(post__body__in=administered_bodies(request)).select_related(
            "post__body", "person"
        ),
        pk=number,
    )

    def act(given: Mapping[str, Any]) -> None:
        posts.relieve(holding, by=request.person, at=request.at, **given)

    yesterday = request.today - timedelta(days=1)
    page = _page(
        holding.post.body,
        _("免职：%(person)s · %(post)s")
        % {"person": holding.person.name, "post": holding.post.name},
        _("免职"),
        _("已登记免职。"),
        intro=_("填昨天的日期即立即免职。"),
    )
    form = RelieveForm(request.POST or None, initial={"last_day": yesterday})
    return act_page(request, form, act, page)


@_admin
def delegate(request: StaffRequest, number: int) -> HttpResponse:
    """Name a deputy for a holder who cannot do so."""
    post = administered_post(request, number)

    def act(given: Mapping[str, Any]) -> None:
        deputies.delegate(post, by=request.person, at=request.at, **given)

    holders = Person.objects.filter(holdings__in=post.holdings.all())
    page = _page(
        post.body, _("委托代理：%(post)s") % {"post": post.name}, _("委托"), _("已委托代理。")
    )
    form = HolderDeputyForm(
        request.POST or None,
        initial={"since": request.today},
        people=colleagues(post.body, request.today, but=Person()),
        holders=list(holders.distinct()),
    )
    return act_page(request, form, act, page)


@require_POST
@_admin
def end_delegation(request: StaffRequest, number: int) -> HttpResponse:
    """End a delegation of a post of an administered body."""
    found = get_object_or_404(
        Delegation.objects.filter(post__body__in=administered_bodies(request)).select_related(
            "post__body"
        ),
        pk=number,
    )
    return act_at_once(
        request,
        lambda: deputies.end_delegation(found, by=request.person, at=request.at),
        done=_("代理已结束。"),
        back=reverse("desk:posts", args=[found.post.body.slug]),
    )
