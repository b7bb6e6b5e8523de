"""Lost passwords and second factors: opened by one person, released by another."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.people import OpenResetForm, RefuseForm, ReleaseForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.orgs.findings import administered_person
from sunshine.desk.views.orgs.people import show_link
from sunshine.orgs.actions import accounts
from sunshine.orgs.models import AccountLink, AccountReset, Body, Role
from sunshine.ui.shell import Crumb

_deciders = role(Role.ADMINISTRATOR, Role.DISCLOSURE_HEAD)


def _resets(request: StaffRequest) -> Any:
    """Return the resets of people whose accounts the person's bodies keep, or those below."""
    heads = [
        post.body
        for post in request.posts
        if {Role.ADMINISTRATOR, Role.DISCLOSURE_HEAD} & set(post.roles)
    ]
    kept = Body.objects.none()
    for head in heads:
        kept = kept | Body.objects.under(head)
    of_root = any(head.parent_id is None for head in heads)
    rows = AccountReset.objects.filter(person__body__in=kept)
    if of_root:
        rows = rows | AccountReset.objects.filter(person__body__isnull=True)
    return rows.select_related("person__body", "opened_by", "decided_by")


@_deciders
def resets_page(request: StaffRequest) -> HttpResponse:
    """Show the resets that wait for a second person, and the last that were decided."""
    rows = _resets(request)
    context = {
        "waiting": [
            (reset, accounts.why_not_decide_reset(reset, by=request.person, on=request.today))
            for reset in rows.filter(decided_at__isnull=True)
        ],
        "decided": rows.filter(decided_at__isnull=False)[:30],
        "me": request.person,
    }
    return render_desk(request, "desk/orgs/resets.html", context, current="resets")


@role(Role.ADMINISTRATOR)
def open_reset(request: StaffRequest, number: int) -> HttpResponse:
    """Open a reset for a person."""
    person = administered_person(request, number)

    def act(given: Mapping[str, Any]) -> None:
        accounts.open_reset(person, by=request.person, at=request.at, **given)

    page = Page(
        _("找回账号：%s") % person.name,
        _("发起"),
        _("已发起。请另一位系统管理员或者公开工作机构负责人核对身份后确认。"),
        reverse("desk:person", args=[person.pk]),
        "resets",
        [Crumb(_("找回账号"), reverse("desk:resets"))],
        intro=_("一人发起，另一人核对身份后确认，才发给一次性链接。两人的办理都记录在案。"),
    )
    reasons = accounts.why_not_open_reset(person, by=request.person, on=request.today)
    form = OpenResetForm(request.POST or None, initial={"lost": AccountReset.Lost.PASSWORD})
    return act_page(request, form, act, page, reasons=reasons)


@_deciders
def release(request: StaffRequest, number: int) -> HttpResponse:
    """Release a reset as the second person, and show the one-time link."""
    reset = get_object_or_404(_resets(request), pk=number)

    def act(given: Mapping[str, Any]) -> HttpResponse:
        token = accounts.release_reset(reset, by=request.person, at=request.at, **given)
        return show_link(request, reset.person, token, AccountLink.Purpose.RESET)

    page = Page(
        _("确认找回：%s") % reset.person.name,
        _("确认并取得链接"),
        "",
        reverse("desk:resets"),
        "resets",
        [Crumb(_("找回账号"), reverse("desk:resets"))],
        intro=_("确认以后，原密码立即失效，所有登录结束；链接24小时内有效，请当面交给本人。"),
        facts=_facts(reset),
    )
    reasons = accounts.why_not_decide_reset(reset, by=request.person, on=request.today)
    return act_page(request, ReleaseForm(request.POST or None), act, page, reasons=reasons)


def _facts(reset: AccountReset) -> list[tuple[str, object]]:
    return [
        (_("遗失"), reset.get_lost_display()),
        (_("经过"), reset.reason),
        (_("发起人"), reset.opened_by.name),
    ]


@_deciders
def refuse(request: StaffRequest, number: int) -> HttpResponse:
    """Close a reset without releasing it."""
    reset = get_object_or_404(_resets(request), pk=number)

    def act(given: Mapping[str, Any]) -> None:
        accounts.refuse_reset(reset, by=request.person, at=request.at, **given)

    page = Page(
        _("不予找回：%s") % reset.person.name,
        _("不予找回"),
        _("已办结，账号没有变化。"),
        reverse("desk:resets"),
        "resets",
        [Crumb(_("找回账号"), reverse("desk:resets"))],
        facts=_facts(reset),
    )
    return act_page(request, RefuseForm(request.POST or None), act, page)
