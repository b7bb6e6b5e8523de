"""Batches: the list, the upload, one batch with its rows, and what is done to it."""

from collections import Counter
from collections.abc import Mapping
from io import StringIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.imports import ImportForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.menu import PUBLISHING
from sunshine.desk.refusals import tell_refusal
from sunshine.desk.views.imports.findings import (
    import_crumbs,
    seen_batch,
    steps_of,
    written_batch,
)
from sunshine.desk.views.publishing.findings import own_bodies, writes_in
from sunshine.desk.views.publishing.lists import with_state
from sunshine.imports import actions, reporting
from sunshine.imports.keeping import forget, receive
from sunshine.imports.models import Batch, BatchState, RowState
from sunshine.imports.queries import editions_of, progress_of, reviewable_by
from sunshine.imports.reasons import reason_of
from sunshine.kit.errors import Refused
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body
from sunshine.publishing.actions import release, review
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import EditionState, Section
from sunshine.ui.parts import Tab, pager
from sunshine.ui.shell import Crumb

PER_PAGE = 100
# One click is one request: more than these is another click.
AT_ONCE = 100
_writer = role(*EDITING)
_reader = role(*PUBLISHING)
_ACTS = {
    "confirm": (actions.confirm_batch, gettext_lazy("开始导入。")),
    "stop": (actions.stop_batch, gettext_lazy("已暂停，可以随时继续。")),
    "resume": (actions.resume_batch, gettext_lazy("接着处理。")),
}


@_reader
def batches(request: StaffRequest) -> HttpResponse:
    """Show the imports of the bodies in which the person writes or reviews, newest first."""
    bodies = own_bodies(request, PUBLISHING)
    found = Batch.objects.filter(body__in=bodies).select_related("body", "section", "begun_by")
    context = {
        "batches": found[:PER_PAGE],
        "may_write": any(writes_in(request, post.body) for post in request.posts),
    }
    return render_desk(
        request, "desk/imports/batches.html", context, current="imports", crumbs=[Crumb(_("导入"))]
    )


@_writer
def begin(request: StaffRequest) -> HttpResponse:
    """Take an upload and begin to read it; nothing is written before the preview is confirmed."""
    bodies = own_bodies(request, EDITING)
    sets = {body.section_set for body in bodies}
    sections = Section.objects.filter(set__slug__in=sets, closed__isnull=True)
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        bodies=Body.objects.filter(pk__in=[body.pk for body in bodies]),
        sections=sections,
        initial={"kind": "documents"},
    )

    def act(given: Mapping[str, Any]) -> HttpResponse:
        return redirect("desk:import", _begun(request, given).code)

    page = Page(
        title=_("导入文件"),
        button=_("上传并读取"),
        done="",
        back=reverse("desk:imports"),
        current="imports",
        crumbs=import_crumbs(),
        intro=_("先读取，给您看会导入什么；确认以后才建草稿。导入的都是草稿，照样要经过审核。"),
        template="desk/imports/begin.html",
    )
    return act_page(request, form, act, page)


def _begun(request: StaffRequest, given: Mapping[str, Any]) -> Batch:
    code, upload = opaque_code(), given["file"]
    digest = receive(upload, code)
    try:
        return actions.begin_batch(
            given["body"],
            given["section"],
            code=code,
            kind=given["kind"],
            name=upload.name,
            digest=digest,
            options={
                "attach": ["docx"] if given["attach_docx"] else [],
                "base": given["base"],
                "sections": given["mapping"],
            },
            by=request.person,
            at=request.at,
        )
    except Refused:
        forget(code)
        raise


@_reader
def batch_page(request: StaffRequest, code: str) -> HttpResponse:
    """Show one import: how far it is, what became of each row, what can be done next."""
    batch = seen_batch(request, code)
    writes = writes_in(request, batch.body)
    state = request.GET.get("state", "")
    rows = batch.rows.select_related("item").defer("content").order_by("ordinal")
    if state in RowState.values:
        rows = rows.filter(state=state)
    total = rows.count()
    last = max(1, -(-total // PER_PAGE))
    asked = request.GET.get("page", "1")
    current = min(last, max(1, int(asked))) if asked.isascii() and asked.isdigit() else 1
    shown = rows[(current - 1) * PER_PAGE : current * PER_PAGE]
    far = progress_of(batch)
    context = {
        "batch": batch,
        "rows": [(row, reporting.sentence_of(row), reporting.remarks_of(row)) for row in shown],
        "tabs": _tabs(far.counts, far.total, state),
        "pager": pager(current, last, lambda number: with_state(request, page=str(number))),
        "progress": far,
        "trouble": reason_of(batch.trouble, batch.trouble_facts) if batch.trouble else None,
        "writes": writes,
        "confirmable": writes and batch.state == BatchState.PREVIEW,
        "drafts": len(editions_of(batch, EditionState.DRAFT)) if writes else 0,
        "ready": len(editions_of(batch, EditionState.APPROVED)) if writes else 0,
        "turns": _turns(request, batch),
    }
    return render_desk(
        request,
        "desk/imports/batch.html",
        context,
        current="imports",
        crumbs=[*import_crumbs(), Crumb(batch.name)],
    )


@_reader
def progress(request: StaffRequest, code: str) -> HttpResponse:
    """Return how far an import is, for a page that stays open."""
    batch = seen_batch(request, code)
    context = {"batch": batch, "progress": progress_of(batch)}
    response = render(request, "desk/imports/progress.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@_reader
def report(request: StaffRequest, code: str) -> HttpResponse:
    """Hand out the report of an import as CSV."""
    batch = seen_batch(request, code)
    out = StringIO()
    rows = batch.rows.select_related("item").defer("content").order_by("ordinal")
    reporting.write_csv(rows.iterator(500), out)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{batch.code}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@_writer
def act(request: StaffRequest, code: str, what: str) -> HttpResponse:
    """Confirm, stop or resume an import."""
    batch = written_batch(request, code)
    if what not in _ACTS:
        raise Http404
    do, done = _ACTS[what]
    return act_at_once(
        request,
        lambda: do(batch, by=request.person, at=request.at),
        done=str(done),
        back=reverse("desk:import", args=[code]),
    )


@require_POST
@_writer
def send(request: StaffRequest, code: str) -> HttpResponse:
    """Send every draft of an import on that is complete; the others stay, and are counted."""
    batch = written_batch(request, code)
    done, held = 0, Counter[str]()
    for edition in editions_of(batch, EditionState.DRAFT)[:AT_ONCE]:
        try:
            review.submit(edition, by=request.person, at=request.at)
            done += 1
        except Refused as refused:
            held.update({str(one) for one in refused.reasons})
    if done:
        words = ngettext("已送审 %(count)s 件。", "已送审 %(count)s 件。", done)
        messages.success(request, words % {"count": done})
    for why, count in held.most_common(5):
        words = ngettext(
            "%(count)s 件还不能送审：%(why)s", "%(count)s 件还不能送审：%(why)s", count
        )
        messages.warning(request, words % {"count": count, "why": why})
    return redirect("desk:import", code)


@require_POST
@_writer
def publish(request: StaffRequest, code: str) -> HttpResponse:
    """Publish every edition of an import that has passed all its reviews."""
    batch = written_batch(request, code)
    done = 0
    for edition in editions_of(batch, EditionState.APPROVED)[:AT_ONCE]:
        try:
            release.publish(edition, by=request.person, at=request.at)
            done += 1
        except Refused as refused:
            tell_refusal(request, refused)
    words = ngettext("已发布 %(count)s 件。", "已发布 %(count)s 件。", done)
    messages.success(request, words % {"count": done})
    return redirect("desk:import", code)


def _turns(request: StaffRequest, batch: Batch) -> list[tuple[str, str]]:
    """Return name and address of every review in which something waits for the person."""
    found = []
    for step in steps_of(request, batch):
        if reviewable_by(batch, step, by=request.person, at=request.at, most=1):
            address = reverse("desk:review_import", args=[batch.code, step.value])
            found.append((str(step.label), address))
    return found


def _tabs(counts: Mapping[str, int], total: int, state: str) -> list[Tab]:
    tabs = [Tab(_("全部"), "?", is_current=not state, count=total)]
    return tabs + [
        Tab(RowState(one).label, f"?state={one}", is_current=one == state, count=count)
        for one, count in counts.items()
    ]
