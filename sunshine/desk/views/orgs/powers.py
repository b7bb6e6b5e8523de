"""Powers of a body, and what openness costs it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.orgs import CloseForm, InputForm, NewPowerForm, PowerForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.orgs.findings import administered, administered_bodies, crumbs, tabs_of
from sunshine.orgs.actions import powers
from sunshine.orgs.models import Body, Power, Role

_admin = role(Role.ADMINISTRATOR)


@_admin
def powers_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the powers of a body, and what it spent on openness by year."""
    body = administered(request, slug)
    context = {
        "body": body,
        "tabs": tabs_of(body, "powers"),
        "powers": body.powers.select_related("post").order_by("repealed", "code"),
        "inputs": body.openness_inputs.order_by("-year", "kind"),
        "exists": body.exists_on(request.today),
    }
    return render_desk(
        request, "desk/orgs/powers.html", context, current="orgs", crumbs=crumbs(body)
    )


def _page(body: Body, title: str, button: str, done: str) -> Page:
    back = reverse("desk:powers", args=[body.slug])
    return Page(title, button, done, back, "orgs", crumbs(body, "powers"))


@_admin
def add(request: StaffRequest, slug: str) -> HttpResponse:
    """Enter a power."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        powers.add_power(body, by=request.person, at=request.at, **given)

    page = _page(body, _("登记权责事项"), _("登记"), _("权责事项已登记。"))
    return act_page(request, NewPowerForm(request.POST or None, body=body), act, page)


def _power(request: StaffRequest, number: int) -> Power:
    kept = Power.objects.filter(body__in=administered_bodies(request))
    return get_object_or_404(kept.select_related("body"), pk=number)


@_admin
def describe(request: StaffRequest, number: int) -> HttpResponse:
    """Keep a power up to date."""
    power = _power(request, number)

    def act(given: Mapping[str, Any]) -> None:
        powers.describe_power(power, by=request.person, at=request.at, **given)

    initial = {name: getattr(power, name) for name in ("name", "kind", "basis", "post", "openness")}
    page = _page(power.body, _("修改：%s") % power.name, _("保存"), _("资料已更新。"))
    form = PowerForm(request.POST or None, initial=initial, body=power.body)
    reasons = powers.why_not_keep_power(power, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def repeal(request: StaffRequest, number: int) -> HttpResponse:
    """Repeal a power."""
    power = _power(request, number)

    def act(given: Mapping[str, Any]) -> None:
        powers.repeal_power(power, on=given["on"], by=request.person, at=request.at)

    page = _page(power.body, _("取消：%s") % power.name, _("取消"), _("权责事项已取消。"))
    form = CloseForm(request.POST or None, initial={"on": request.today})
    reasons = powers.why_not_keep_power(power, by=request.person, on=request.today)
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def record_input(request: StaffRequest, slug: str) -> HttpResponse:
    """Record what openness cost in a year."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        powers.record_input(body, by=request.person, at=request.at, **given)

    page = _page(body, _("登记公开投入"), _("登记"), _("公开投入已登记。"))
    form = InputForm(request.POST or None, initial={"year": request.today.year})
    return act_page(request, form, act, page)
