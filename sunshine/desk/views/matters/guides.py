"""Guides at the desk: the list with what each lacks, a new one, all its elements, a look at it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.guide_rows import elements_from, formset, initial_of
from sunshine.desk.forms.matters import ROWS, BeginForm, GuideForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.refusals import sentence
from sunshine.desk.views.matters.findings import keeping, lines_of, matter_of, matters_of
from sunshine.kit.errors import Refused
from sunshine.matters.actions.guides import begin_matter
from sunshine.matters.completeness import lacking
from sunshine.matters.elements import Guide, read
from sunshine.matters.labels import LABELS
from sunshine.matters.models import Matter
from sunshine.matters.standing import basis_on
from sunshine.orgs.models import Body, Hall
from sunshine.publishing.actions.editing import begin_edition, save_draft
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import Edition, EditionState, Section
from sunshine.ui.shell import Crumb

_writer = role(*EDITING)
MOST_SPARE = 40


def _crumbs(*last: Crumb) -> list[Crumb]:
    return [Crumb(_("办事指南"), reverse("desk:matters")), *last]


@_writer
def matters(request: StaffRequest) -> HttpResponse:
    """Show the matters of the person's bodies, those with something to do first."""
    sought = request.GET.get("q", "").strip()
    lines = lines_of(list(matters_of(request)), request.today)
    if sought:
        lines = [one for one in lines if sought in one.guide.name or sought in one.matter.key]
    context = {"lines": lines, "q": sought}
    return render_desk(request, "desk/matters/matters.html", context, current="matters")


@_writer
def begin(request: StaffRequest) -> HttpResponse:
    """Begin the guide to a matter."""
    made: list[Matter] = []

    def act(given: Mapping[str, Any]) -> HttpResponse:
        matter = begin_matter(
            given["body"],
            given["section"],
            key=given["key"],
            guide=Guide(name=given["name"]),
            by=request.person,
            at=request.at,
        )
        made.append(matter)
        return redirect("desk:write_guide", matter.item.code)

    bodies = Body.objects.filter(pk__in=[body.pk for body in keeping(request)], dissolved=None)
    sets = bodies.values("section_set")
    sections = Section.objects.filter(set__slug__in=sets, closed=None).order_by("rank")
    page = Page(
        title=_("新建办事指南"),
        button=_("开始填写"),
        done=_("已新建。"),
        back=reverse("desk:matters"),
        current="matters",
        crumbs=_crumbs(),
        intro=_("先定名称和代号，再逐项填写。没有填全的指南不能送审，缺什么会一次列出。"),
    )
    initial = {"body": bodies.first(), "section": sections.filter(slug="services").first()}
    form = BeginForm(request.POST or None, bodies=bodies, sections=sections, initial=initial)
    return act_page(request, form, act, page)


@_writer
def write_guide(request: StaffRequest, code: str) -> HttpResponse:
    """Show all elements of a guide for editing, or save what was typed; see what it lacks."""
    matter = matter_of(request, code)
    edition = _open_edition(matter)
    if edition is None:
        return redirect("desk:guide", code)
    halls = _halls(matter)
    data = request.POST if request.method == "POST" else None
    typed = request.GET.get("more", "")
    more = min(int(typed), MOST_SPARE) if typed.isascii() and typed.isdecimal() else 0
    form = GuideForm(data, initial={**initial_of(edition.elements), **_of_edition(edition)})
    rows = {
        name: formset(name, data, edition.elements, more=more, halls=list(halls.items()))
        for name in ROWS
    }
    if data is not None and form.is_valid() and all(some.is_valid() for some in rows.values()):
        try:
            _save(request, edition, form, elements_from(form, rows, halls))
        except Refused as refused:
            for reason in refused.reasons:
                field = reason.field if reason.field in form.fields else None
                form.add_error(field, sentence(reason))
        else:
            messages.success(request, _("已保存。"))
            return redirect("desk:write_guide", code)
    status = 422 if data is not None else 200
    return _editor(request, matter, edition, form, rows, status=status)


def _editor(
    request: StaffRequest,
    matter: Matter,
    edition: Edition,
    form: GuideForm,
    rows: Mapping[str, Any],
    *,
    status: int,
) -> HttpResponse:
    context = {
        "matter": matter,
        "edition": edition,
        "form": form,
        "rows": [(name, LABELS[name], some) for name, some in rows.items()],
        "lacks": lacking(edition, request.today),
        "revision": request.POST.get("revision", edition.revision),
    }
    return render_desk(
        request,
        "desk/matters/write.html",
        context,
        current="matters",
        crumbs=_crumbs(Crumb(edition.title or matter.key)),
        status=status,
    )


def _save(
    request: StaffRequest, edition: Edition, form: GuideForm, elements: dict[str, Any]
) -> None:
    typed = request.POST.get("revision", "")
    revision = int(typed) if typed.isascii() and typed.isdigit() else 0
    given = form.cleaned_data
    changes = DraftFields(
        elements=elements,
        made_on=given["made_on"] or edition.made_on or request.today,
        in_force_on=given["in_force_on"],
        change_note=given["change_note"],
    )
    save_draft(edition, revision=revision, changes=changes, by=request.person, at=request.at)


@_writer
def guide_page(request: StaffRequest, code: str) -> HttpResponse:
    """Show the guide as it will read, what it lacks, what it rests on today, and its editions."""
    matter = matter_of(request, code)
    edition = matter.item.editions.exclude(state=EditionState.DISCARDED).latest("number")
    guide = read(edition.elements)
    context = {
        "matter": matter,
        "edition": edition,
        "guide": guide,
        "bases": basis_on(guide, request.today),
        "lacks": lacking(edition, request.today),
        "is_draft": edition.state == EditionState.DRAFT,
        "editions": matter.item.editions.order_by("-number"),
        "may_renew": _open_edition(matter) is None and edition.state == EditionState.PUBLISHED,
    }
    return render_desk(
        request,
        "desk/matters/guide.html",
        context,
        current="matters",
        crumbs=_crumbs(Crumb(edition.title or matter.key)),
    )


@require_POST
@_writer
def renew_guide(request: StaffRequest, code: str) -> HttpResponse:
    """Begin the next edition of a published guide."""
    matter = matter_of(request, code)
    kind = "major" if request.POST.get("kind") == "major" else "minor"

    def act() -> None:
        begin_edition(matter.item, kind=kind, by=request.person, at=request.at)

    back = reverse("desk:write_guide", args=[code])
    return act_at_once(request, act, done=_("已开始新的版次。"), back=back)


def _open_edition(matter: Matter) -> Edition | None:
    drafts = matter.item.editions.filter(state=EditionState.DRAFT)
    return drafts.select_related("item__body", "saved_by").first()


def _halls(matter: Matter) -> dict[str, str]:
    halls = Hall.objects.filter(body__path__startswith=matter.body.path, closed=None)
    return dict(halls.order_by("body__path", "pk").values_list("slug", "name"))


def _of_edition(edition: Edition) -> dict[str, Any]:
    return {
        "made_on": edition.made_on,
        "in_force_on": edition.in_force_on,
        "change_note": edition.change_note,
    }
