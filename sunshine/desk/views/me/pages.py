"""My posts, my deputies, my absence, my account."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.people import AwayForm, DeputyForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.me.findings import colleagues, my_delegations, my_holdings
from sunshine.orgs.actions import deputies, people
from sunshine.orgs.models import Delegation, PostHolding
from sunshine.orgs.sessions import factors_of
from sunshine.ui.shell import Crumb


@staff
def me(request: StaffRequest) -> HttpResponse:
    """Show the person's posts, deputies, absence and account."""
    context = {
        "person": request.person,
        "holdings": my_holdings(request.person, request.today),
        "delegations": my_delegations(request.person, request.today),
        "factors": factors_of(request.person),
        "is_away": request.person.is_away(request.today),
    }
    return render_desk(request, "desk/me/me.html", context, current="me")


def _crumbs() -> list[Crumb]:
    return [Crumb(_("我的岗位与账号"), reverse("desk:me"))]


@never_cache
@staff
def stay(request: StaffRequest) -> HttpResponse:  # noqa: ARG001 - asking is enough
    """Answer that the person is signed in; asking counts as doing something."""
    return HttpResponse(status=204)


@staff
def name_deputy(request: StaffRequest, post: int) -> HttpResponse:
    """Name a deputy for a post the person holds."""
    holding = get_object_or_404(
        PostHolding.objects.on(request.today).select_related("post__body"),
        post=post,
        person=request.person,
    )
    found = holding.post
    form = DeputyForm(
        request.POST or None,
        initial={"since": request.today},
        people=colleagues(found.body, request.today, but=request.person),
    )

    def act(given: Mapping[str, Any]) -> None:
        deputies.delegate(found, holder=request.person, by=request.person, at=request.at, **given)

    page = Page(
        title=_("委托代理：%(post)s") % {"post": found.name},
        button=_("委托"),
        done=_("已委托代理。"),
        back=reverse("desk:me"),
        current="me",
        crumbs=_crumbs(),
        intro=_("代理人在所选日期内行使这个岗位的全部职责，所办之事写明“代”。您随时可以结束代理。"),
    )
    return act_page(request, form, act, page)


@require_POST
@staff
def end_deputy(request: StaffRequest, number: int) -> HttpResponse:
    """End a delegation in which the person is holder or deputy."""
    found = get_object_or_404(Delegation.objects.select_related("post__body"), pk=number)
    if request.person.pk not in {found.holder_id, found.deputy_id}:
        found = get_object_or_404(Delegation.objects.none())
    return act_at_once(
        request,
        lambda: deputies.end_delegation(found, by=request.person, at=request.at),
        done=_("代理已结束。"),
        back=reverse("desk:me"),
    )


@staff
def away(request: StaffRequest) -> HttpResponse:
    """Record the person's absence."""

    def act(given: Mapping[str, Any]) -> None:
        people.mark_away(request.person, by=request.person, at=request.at, **given)

    page = Page(
        title=_("登记外出"),
        button=_("登记"),
        done=_("已登记外出。"),
        back=reverse("desk:me"),
        current="me",
        crumbs=_crumbs(),
        intro=_("登记以后，同事能看到您不在；要有人代您办理，请再委托代理。"),
    )
    form = AwayForm(request.POST or None, initial={"since": request.today})
    return act_page(request, form, act, page)


@require_POST
@staff
def back(request: StaffRequest) -> HttpResponse:
    """Record that the person is back."""
    return act_at_once(
        request,
        lambda: people.mark_back(request.person, by=request.person, at=request.at),
        done=_("已登记返回。"),
        back=reverse("desk:me"),
    )
