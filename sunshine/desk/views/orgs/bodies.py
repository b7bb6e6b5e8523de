"""The tree of bodies, and the acts on a body."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.orgs import (
    DissolveForm,
    FactsForm,
    FoundForm,
    MergeForm,
    MoveForm,
    RenameForm,
)
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.orgs.findings import (
    administered,
    administered_bodies,
    consequences,
    crumbs,
    tabs_of,
)
from sunshine.orgs.actions import bodies
from sunshine.orgs.models import Body, Role

_admin = role(Role.ADMINISTRATOR)


@_admin
def tree(request: StaffRequest) -> HttpResponse:
    """Show the bodies the person administers as a tree, or those a search finds; one query."""
    asked = request.GET.get("q", "").strip()
    rows = administered_bodies(request).annotate(
        post_count=Count("posts", filter=Q(posts__abolished__isnull=True), distinct=True)
    )
    if asked:
        rows = rows.filter(
            Q(name__icontains=asked) | Q(slug__icontains=asked) | Q(names__name__icontains=asked)
        ).distinct()
    context = {
        "rows": [(body, body.path.count("/") - 1) for body in rows],
        "asked": asked,
        "today": request.today,
    }
    return render_desk(request, "desk/orgs/tree.html", context, current="orgs")


@_admin
def body_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show one body: facts, names in time, and what can be done with it."""
    body = administered(request, slug)
    context = {
        "body": body,
        "tabs": tabs_of(body, "body"),
        "names": body.names.order_by("-since"),
        "always": bodies.ALWAYS,
        "children": body.children.in_tree_order(),
        "exists": body.exists_on(request.today),
        "facts": [
            (field.label, getattr(body, name)) for name, field in FactsForm.base_fields.items()
        ],
    }
    return render_desk(request, "desk/orgs/body.html", context, current="orgs", crumbs=crumbs(body))


def _page(body: Body, title: str, button: str, done: str, **more: Any) -> Page:
    back = reverse("desk:body", args=[body.slug])
    return Page(title, button, done, back, "orgs", crumbs(body), **more)


@_admin
def found(request: StaffRequest, slug: str) -> HttpResponse:
    """Found a body under another."""
    parent = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        bodies.found_body(parent, by=request.person, at=request.at, **given)

    page = _page(
        parent,
        _("新设下级机关"),
        _("设立"),
        _("机关已设立。"),
        intro=_("上级机关：%s") % parent.name,
    )
    return act_page(request, FoundForm(request.POST or None), act, page)


@_admin
def describe(request: StaffRequest, slug: str) -> HttpResponse:
    """Keep the facts of a body up to date."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        bodies.describe_body(body, facts=given, by=request.person, at=request.at)

    initial = {name: getattr(body, name) for name in FactsForm.base_fields}
    page = _page(body, _("修改机关资料"), _("保存"), _("机关资料已更新。"))
    return act_page(request, FactsForm(request.POST or None, initial=initial), act, page)


@_admin
def rename(request: StaffRequest, slug: str) -> HttpResponse:
    """Give a body another name."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        bodies.rename_body(body, by=request.person, at=request.at, **given)

    initial = {
        "name": body.name,
        "short_name": body.short_name,
        "name_en": body.name_en,
        "since": request.today,
    }
    page = _page(
        body,
        _("机关更名"),
        _("更名"),
        _("机关已更名。"),
        intro=_("原名称连同使用的日期保留；网址不变，以前发布的条目显示当时的名称。"),
    )
    return act_page(request, RenameForm(request.POST or None, initial=initial), act, page)


@_admin
def move(request: StaffRequest, slug: str) -> HttpResponse:
    """Place a body, with all below it, under another."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        bodies.move(body, by=request.person, at=request.at, **given)

    others = (
        administered_bodies(request).existing(request.today).exclude(path__startswith=body.path)
    )
    page = _page(
        body,
        _("划转机关"),
        _("划转"),
        _("机关已划转。"),
        intro=_("下级机关随同划转；网址和已发布的条目不变。"),
    )
    form = MoveForm(request.POST or None, bodies=others)
    return act_page(request, form, act, page, reasons=_root_stays(body, request))


def _root_stays(body: Body, request: StaffRequest) -> list[Any]:
    """Return the hindrances of ending or moving that no choice of day or document removes."""
    lasting = {"root-stays", "body-is-no-more", "body-has-children", "not-administrator"}
    found = bodies.why_not_dissolve(body, on=request.today, by=request.person, today=request.today)
    return [reason for reason in found if reason.code in lasting]


@_admin
def merge(request: StaffRequest, slug: str) -> HttpResponse:
    """Merge a body into another, after showing what that touches."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        bodies.merge_bodies(body, by=request.person, at=request.at, **given)

    others = (
        administered_bodies(request).existing(request.today).exclude(path__startswith=body.path)
    )
    page = _page(
        body,
        _("合并机关"),
        _("合并"),
        _("机关已合并。"),
        intro=_(
            "“%s”的公开记录原样保留并注明合并；岗位和部门终止，大厅和人员转入承继机关，"
            "人员由承继机关另行任命。请先看清影响。"
        )
        % body.name,
        facts=consequences(body),
    )
    form = MergeForm(request.POST or None, initial={"on": request.today}, bodies=others)
    return act_page(request, form, act, page, reasons=_root_stays(body, request))


@_admin
def dissolve(request: StaffRequest, slug: str) -> HttpResponse:
    """End a body without a successor."""
    body = administered(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        bodies.dissolve(body, by=request.person, at=request.at, **given)

    page = _page(
        body,
        _("撤销机关"),
        _("撤销"),
        _("机关已撤销。"),
        intro=_("公开记录原样保留并注明撤销；岗位、部门和大厅终止。请先看清影响。"),
        facts=consequences(body),
    )
    form = DissolveForm(request.POST or None, initial={"on": request.today})
    return act_page(request, form, act, page, reasons=_root_stays(body, request))
