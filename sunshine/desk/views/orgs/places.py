"""Halls and departments of a body."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.orgs import (
    CloseForm,
    DepartmentForm,
    HallForm,
    NewDepartmentForm,
    NewHallForm,
)
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.orgs.findings import administered, administered_bodies, crumbs, tabs_of
from sunshine.orgs.actions import places
from sunshine.orgs.models import Body, Department, Hall, Role

_admin = role(Role.ADMINISTRATOR)


@_admin
def places_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the halls and departments of a body."""
    body = administered(request, slug)
    context = {
        "body": body,
        "tabs": tabs_of(body, "places"),
        "halls": body.halls.order_by("closed", "pk"),
        "departments": body.departments.order_by("closed", "rank", "pk"),
        "exists": body.exists_on(request.today),
    }
    return render_desk(
        request, "desk/orgs/places.html", context, current="orgs", crumbs=crumbs(body)
    )


def _page(body: Body, title: str, button: str, done: str) -> Page:
    back = reverse("desk:places", args=[body.slug])
    return Page(title, button, done, back, "orgs", crumbs(body, "places"))


def _split(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new place's slug beside its other facts."""
    facts = dict(given)
    return {"slug": facts.pop("slug"), "facts": facts}


@_admin
def add_hall(request: StaffRequest, slug: str) -> HttpResponse:
    """Open a hall."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        places.add_hall(body, by=request.person, at=request.at, **_split(given))

    page = _page(body, _("新设办税服务厅"), _("设立"), _("办税服务厅已设立。"))
    return act_page(request, NewHallForm(request.POST or None), act, page)


@_admin
def add_department(request: StaffRequest, slug: str) -> HttpResponse:
    """Set up a department."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        places.add_department(body, by=request.person, at=request.at, **_split(given))

    page = _page(body, _("新设内设机构"), _("设立"), _("内设机构已设立。"))
    return act_page(request, NewDepartmentForm(request.POST or None), act, page)


def _hall(request: StaffRequest, number: int) -> Hall:
    halls = Hall.objects.filter(body__in=administered_bodies(request))
    return get_object_or_404(halls.select_related("body"), pk=number)


def _department(request: StaffRequest, number: int) -> Department:
    departments = Department.objects.filter(body__in=administered_bodies(request))
    return get_object_or_404(departments.select_related("body"), pk=number)


@_admin
def describe_hall(request: StaffRequest, number: int) -> HttpResponse:
    """Keep a hall up to date."""
    hall = _hall(request, number)

    def act(given: Mapping[str, Any]) -> None:
        places.describe_hall(hall, facts=given, by=request.person, at=request.at)

    initial = {name: getattr(hall, name) for name in places.HALL_FACTS}
    page = _page(hall.body, _("修改：%s") % hall.name, _("保存"), _("资料已更新。"))
    reasons = places.why_not_keep(hall, by=request.person, on=request.today)
    return act_page(
        request, HallForm(request.POST or None, initial=initial), act, page, reasons=reasons
    )


@_admin
def close_hall(request: StaffRequest, number: int) -> HttpResponse:
    """Close a hall."""
    hall = _hall(request, number)

    def act(given: Mapping[str, Any]) -> None:
        places.close_hall(hall, on=given["on"], by=request.person, at=request.at)

    page = _page(hall.body, _("关闭：%s") % hall.name, _("关闭"), _("办税服务厅已关闭。"))
    reasons = places.why_not_keep(hall, by=request.person, on=request.today)
    form = CloseForm(request.POST or None, initial={"on": request.today})
    return act_page(request, form, act, page, reasons=reasons)


@_admin
def describe_department(request: StaffRequest, number: int) -> HttpResponse:
    """Keep a department up to date."""
    department = _department(request, number)

    def act(given: Mapping[str, Any]) -> None:
        places.describe_department(department, facts=given, by=request.person, at=request.at)

    initial = {name: getattr(department, name) for name in places.DEPARTMENT_FACTS}
    page = _page(department.body, _("修改：%s") % department.name, _("保存"), _("资料已更新。"))
    reasons = places.why_not_keep(department, by=request.person, on=request.today)
    return act_page(
        request, DepartmentForm(request.POST or None, initial=initial), act, page, reasons=reasons
    )


@_admin
def close_department(request: StaffRequest, number: int) -> HttpResponse:
    """Close a department."""
    department = _department(request, number)

    def act(given: Mapping[str, Any]) -> None:
        places.close_department(department, on=given["on"], by=request.person, at=request.at)

    page = _page(department.body, _("撤销：%s") % department.name, _("撤销"), _("内设机构已撤销。"))
    reasons = places.why_not_keep(department, by=request.person, on=request.today)
    form = CloseForm(request.POST or None, initial={"on": request.today})
    return act_page(request, form, act, page, reasons=reasons)
