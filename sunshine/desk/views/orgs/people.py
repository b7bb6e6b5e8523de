"""People of a body: joining, leaving, absence, their accounts."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.people import AwayForm, JoinForm, LeaveForm, PersonForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.refusals import tell_refusal
from sunshine.desk.views.orgs.findings import (
    administered,
    administered_person,
    crumbs,
    people_of,
    tabs_of,
)
from sunshine.kit.errors import Refused
from sunshine.orgs import links
from sunshine.orgs.actions import people
from sunshine.orgs.models import AccountLink, Person, Role
from sunshine.orgs.sessions import factors_of
from sunshine.ui.shell import Crumb

_admin = role(Role.ADMINISTRATOR)


@_admin
def people_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the people of a body."""
    body = administered(request, slug)
    context = {
        "body": body,
        "tabs": tabs_of(body, "people"),
        "rows": [(person, person.is_away(request.today)) for person in people_of(body)],
        "exists": body.exists_on(request.today),
    }
    return render_desk(
        request, "desk/orgs/people.html", context, current="orgs", crumbs=crumbs(body)
    )


@_admin
def person_page(request: StaffRequest, number: int) -> HttpResponse:
    """Show a person: posts held now and before, account, and what can be done."""
    person = administered_person(request, number)
    context = {
        "person": person,
        "holdings": person.holdings.select_related("post__body").order_by("-since"),
        "factors": factors_of(person),
        "is_away": person.is_away(request.today),
        "has_password": person.has_usable_password(),
        "open_reset": person.resets.filter(decided_at__isnull=True).first(),
        "last_link": person.links.first(),
        "today": request.today,
    }
    way = [*crumbs(person.body, "people" if person.body else ""), Crumb(person.name)]
    return render_desk(request, "desk/orgs/person.html", context, current="orgs", crumbs=way)


def show_link(
    request: StaffRequest, person: Person, token: str, purpose: AccountLink.Purpose
) -> HttpResponse:
    """Show a one-time link, this once: it is kept nowhere."""
    path = reverse("account_link", args=[token])
    context = {
        "person": person,
        "link": f"{settings.SITE_URL.rstrip('/')}{path}",
        "hours": int(links.LASTS[purpose].total_seconds() // 3600),
        "days": links.LASTS[purpose].days,
        "back": reverse("desk:person", args=[person.pk]),
    }
    way = [*crumbs(person.body, "people" if person.body else ""), Crumb(person.name)]
    return render_desk(request, "desk/orgs/link.html", context, current="orgs", crumbs=way)


@_admin
def join(request: StaffRequest, slug: str) -> HttpResponse:
    """Open an account, and show its one-time link."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        person, token = people.join(body, by=request.person, at=request.at, **given)
        return show_link(request, person, token, AccountLink.Purpose.JOIN)

    page = Page(
        _("新人员到岗"),
        _("开立账号"),
        "",
        reverse("desk:people", args=[body.slug]),
        "orgs",
        crumbs(body, "people"),
        intro=_("开立以后得到一个一次性链接，请当面交给本人；没有初始密码。"),
    )
    return act_page(request, JoinForm(request.POST or None), act, page)


def _again(request: StaffRequest, number: int, renew: Callable[[Person], str]) -> HttpResponse:
    person = administered_person(request, number)
    try:
        token = renew(person)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("desk:person", number)
    return show_link(request, person, token, AccountLink.Purpose.JOIN)


@require_POST
@_admin
def invite_again(request: StaffRequest, number: int) -> HttpResponse:
    """Replace a first link that was lost or has run out."""
    return _again(
        request,
        number,
        lambda person: people.invite_again(person, by=request.person, at=request.at),
    )


@require_POST
@_admin
def rejoin(request: StaffRequest, number: int) -> HttpResponse:
    """Let somebody who left come back to the body that kept the account."""

    def renew(person: Person) -> str:
        body = person.body or administered_root(request)
        return people.rejoin(person, body=body, by=request.person, at=request.at)

    return _again(request, number, renew)


def administered_root(request: StaffRequest) -> Any:
    """Return the body of the first post that administers, for accounts no body keeps."""
    return next(post.body for post in request.posts if Role.ADMINISTRATOR in post.roles)


def _page(person: Person, title: str, button: str, done: str, **more: Any) -> Page:
    way = crumbs(person.body, "people" if person.body else "")
    back = reverse("desk:person", args=[person.pk])
    return Page(title, button, done, back, "orgs", way, **more)


@_admin
def describe(request: StaffRequest, number: int) -> HttpResponse:
    """Keep a person's name and e-mail address up to date."""
    person = administered_person(request, number)

    def act(given: Mapping[str, Any]) -> None:
        people.describe_person(person, by=request.person, at=request.at, **given)

    initial = {"name": person.name, "name_en": person.name_en, "email": person.email}
    page = _page(person, _("修改：%s") % person.name, _("保存"), _("资料已更新。"))
    reasons = people.why_not_keep_person(person, by=request.person, on=request.today)
    form = PersonForm(request.POST or None, initial=initial)
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def leave(request: StaffRequest, number: int) -> HttpResponse:
    """Record that somebody leaves, with effect at once."""
    person = administered_person(request, number)

    def act(given: Mapping[str, Any]) -> None:
        people.leave(person, by=request.person, at=request.at, **given)

    page = _page(
        person,
        _("离开：%s") % person.name,
        _("登记离开"),
        _("已登记离开，账号立即停用。"),
        intro=_("立即生效：账号停用，所有登录结束，岗位和代理终止。以往经办的记录保留。"),
    )
    reasons = people.why_not_leave(person, by=request.person, on=request.today)
    return act_page(request, LeaveForm(request.POST or None), act, page, reasons=reasons)


@_admin
def away(request: StaffRequest, number: int) -> HttpResponse:
    """Record somebody's absence for him."""
    person = administered_person(request, number)

    def act(given: Mapping[str, Any]) -> None:
        people.mark_away(person, by=request.person, at=request.at, **given)

    page = _page(person, _("登记外出：%s") % person.name, _("登记"), _("已登记外出。"))
    form = AwayForm(request.POST or None, initial={"since": request.today})
    reasons = people.why_not_keep_person(person, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@require_POST
@_admin
def back(request: StaffRequest, number: int) -> HttpResponse:
    """Record somebody's return for him."""
    person = administered_person(request, number)
    return act_at_once(
        request,
        lambda: people.mark_back(person, by=request.person, at=request.at),
        done=_("已登记返回。"),
        back=reverse("desk:person", args=[number]),
    )
