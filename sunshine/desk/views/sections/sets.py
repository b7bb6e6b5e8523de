"""Sets of sections, which all bodies share: kept by the administrators of the highest body."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.sections import NewSectionForm, NewSetForm, SectionForm, SetNameForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.templatetags.desk import named
from sunshine.desk.views.sections.findings import (
    KEEPING,
    crumbs,
    kept_bodies,
    section_of,
    section_set,
)
from sunshine.orgs.models import Role
from sunshine.publishing.actions import sections
from sunshine.publishing.models import SectionSet
from sunshine.ui.shell import Crumb

_keeper = role(*KEEPING)
_admin = role(Role.ADMINISTRATOR)


@_keeper
def sections_page(request: StaffRequest) -> HttpResponse:
    """Show the sets, and the bodies whose promises the person sets."""
    sought = request.GET.get("q", "").strip()
    bodies = [
        body
        for body in kept_bodies(request)
        if sought.casefold() in f"{body.name} {body.short_name} {body.name_en}".casefold()
    ]
    context = {
        "sets": SectionSet.objects.prefetch_related("sections"),
        "bodies": bodies,
        "q": sought,
        "may_keep": _may_keep(request),
    }
    return render_desk(request, "desk/sections/sections.html", context, current="sections")


def _may_keep(request: StaffRequest) -> bool:
    return not sections.why_not_keep_sections(request.person, request.today)


def _kept_set(request: StaffRequest, slug: str) -> SectionSet:
    """Return a set that the person may change; for others its pages do not exist."""
    if not _may_keep(request):
        raise Http404
    return section_set(slug)


@_keeper
def set_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the sections of a set in their order."""
    found = section_set(slug)
    rows = list(found.sections.all())
    context = {"set": found, "rows": rows, "may_keep": _may_keep(request), "last": len(rows)}
    return render_desk(
        request,
        "desk/sections/set.html",
        context,
        current="sections",
        crumbs=[*crumbs(), Crumb(named(found))],
    )


def _page(title: str, button: str, done: str, back: str, found: SectionSet | None = None) -> Page:
    return Page(title, button, done, back, "sections", crumbs(found))


@_admin
def add_set(request: StaffRequest) -> HttpResponse:
    """Add an empty set."""
    if not _may_keep(request):
        raise Http404

    def act(given: Mapping[str, Any]) -> None:
        sections.add_section_set(by=request.person, at=request.at, **given)

    page = _page(
        _("新建栏目方案"), _("新建"), _("栏目方案已建立。请添加栏目。"), reverse("desk:sections")
    )
    return act_page(request, NewSetForm(request.POST or None), act, page)


@_admin
def rename_set(request: StaffRequest, slug: str) -> HttpResponse:
    """Give a set another name."""
    found = _kept_set(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        sections.rename_section_set(found, by=request.person, at=request.at, **given)

    form = SetNameForm(request.POST or None, initial={"name": found.name, "name_en": found.name_en})
    back = reverse("desk:section_set", args=[slug])
    page = _page(_("栏目方案改名"), _("保存"), _("栏目方案已改名。"), back, found)
    return act_page(request, form, act, page)


@_admin
def add_section(request: StaffRequest, slug: str) -> HttpResponse:
    """Add a section at the end of a set."""
    found = _kept_set(request, slug)

    def act(given: Mapping[str, Any]) -> None:
        sections.add_section(found, by=request.person, at=request.at, **given)

    back = reverse("desk:section_set", args=[slug])
    page = _page(_("新增栏目"), _("新增"), _("栏目已新增，排在最后。"), back, found)
    return act_page(request, NewSectionForm(request.POST or None), act, page)


@_admin
def change_section(request: StaffRequest, slug: str, section: str) -> HttpResponse:
    """Change what a section says of itself."""
    found = _kept_set(request, slug)
    chosen = section_of(slug, section)

    def act(given: Mapping[str, Any]) -> None:
        sections.change_section(chosen, by=request.person, at=request.at, **given)

    initial = {name: getattr(chosen, name) for name in SectionForm.base_fields}
    back = reverse("desk:section_set", args=[slug])
    title = _("修改栏目：%(section)s") % {"section": chosen.name}
    page = _page(title, _("保存"), _("栏目已更新。"), back, found)
    return act_page(request, SectionForm(request.POST or None, initial=initial), act, page)


@require_POST
@_admin
def close_section(request: StaffRequest, slug: str, section: str) -> HttpResponse:
    """Close a section, or open it again."""
    _kept_set(request, slug)
    chosen = section_of(slug, section)
    back = reverse("desk:section_set", args=[slug])
    by, at = request.person, request.at
    if chosen.closed is None:
        done = _("栏目已停用：原有内容仍可查阅，不再增加新的。")
        return act_at_once(
            request, lambda: sections.close_section(chosen, by=by, at=at), done=done, back=back
        )
    return act_at_once(
        request,
        lambda: sections.reopen_section(chosen, by=by, at=at),
        done=_("栏目已重新启用。"),
        back=back,
    )


@require_POST
@_admin
def move_section(request: StaffRequest, slug: str, section: str) -> HttpResponse:
    """Move a section one place up, or down."""
    found = _kept_set(request, slug)
    section_of(slug, section)
    order = list(found.sections.values_list("slug", flat=True))
    place = order.index(section)
    other = place + (1 if request.POST.get("to") == "down" else -1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    return act_at_once(
        request,
        lambda: sections.reorder_sections(found, order, by=request.person, at=request.at),
        done=_("栏目次序已调整。"),
        back=reverse("desk:section_set", args=[slug]),
    )
