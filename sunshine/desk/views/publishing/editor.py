"""The editor: an edition written, saved while it is written, and held against another's change."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.forms.editions import SPARE_CLAUSES, EditionForm, clauses_of
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.refusals import add_refusal_to_form
from sunshine.desk.templatetags.desk import named
from sunshine.desk.views.gate.findings import state_of
from sunshine.desk.views.publishing.findings import item_crumbs, written_edition
from sunshine.desk.views.publishing.shown import block_of, facts_of, files_of, plain
from sunshine.kit.errors import Reason, Refused
from sunshine.publishing.actions.editing import save_draft, why_not_save_draft
from sunshine.publishing.actions.review import why_not_submit
from sunshine.publishing.content import clean, plain_text, size_bytes
from sunshine.publishing.drafts import (
    LARGEST_TYPED_BYTES,
    ClauseValidity,
    DraftFields,
    EditConflict,
)
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import Edition, EditionState, Validity
from sunshine.rulebook.comparing import compare
from sunshine.ui.shell import Crumb

_writer = role(*EDITING)


@_writer
def write(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Show the editor, or save what it sends; see the module."""
    edition = written_edition(request, code, number)
    if edition.elements:
        # Its text is made of elements, which have an editor of their own.
        return redirect("desk:write_guide", code)
    if request.method != "POST":
        if edition.state != EditionState.DRAFT:
            return redirect("desk:edition", code, number)
        return _editor(request, edition, EditionForm(edition=edition))
    return _take(request, edition, EditionForm(request.POST, edition=edition))


@require_POST
@_writer
def clean_text(request: StaffRequest) -> HttpResponse:
    """Return what was pasted as it would be stored: structure only."""
    pasted = request.POST.get("html", "")
    if size_bytes(pasted) > LARGEST_TYPED_BYTES:
        return JsonResponse({"content": ""}, status=422)
    return JsonResponse({"content": clean(pasted)})


def _take(request: StaffRequest, edition: Edition, form: EditionForm) -> HttpResponse:
    """Save what was sent, by the writer or by the page itself; whatever fails, keep the text."""
    by_itself = request.POST.get("autosave") == "1"
    try:
        saved = _save(request, edition, form) if form.is_valid() else None
    except EditConflict as conflict:
        return _conflict(request, form, conflict, by_itself=by_itself)
    except Refused as refused:
        add_refusal_to_form(form, refused)
        saved = None
    if saved is None:
        return _unsaved(request, edition, form, by_itself=by_itself)
    return _saved(request, saved) if by_itself else _onward(request, saved)


def _onward(request: StaffRequest, edition: Edition) -> HttpResponse:
    place = [edition.item.code, edition.number]
    if request.POST.get("then") == "submit":
        return redirect("desk:submit", *place)
    messages.success(request, _("已保存。"))
    return redirect("desk:write", *place)


def _save(request: StaffRequest, edition: Edition, form: EditionForm) -> Edition:
    typed = request.POST.get("revision", "")
    revision = int(typed) if typed.isascii() and typed.isdigit() else 0
    changes = form.changes()
    # After a conflict: what the writer takes over from the other stays as it is stored.
    for name in request.POST.getlist("take"):
        changes.pop(name, None)  # type: ignore[misc]
    return save_draft(edition, revision=revision, changes=changes, by=request.person, at=request.at)


def _unsaved(
    request: StaffRequest, edition: Edition, form: EditionForm, *, by_itself: bool
) -> HttpResponse:
    if by_itself:
        return JsonResponse({"errors": form.errors}, status=422)
    return _editor(request, edition, form, status=422)


def _saved(request: StaffRequest, edition: Edition) -> HttpResponse:
    """Tell the page what was stored: its revision, what is lacking still, how it will look."""
    parts = _parts(request, edition)
    return JsonResponse(
        {
            "fields": {"revision": str(edition.revision)},
            "lacking": render_to_string("desk/publishing/lacking.html", parts, request),
            "preview": render_to_string("desk/publishing/paper_look.html", parts, request),
        }
    )


def _parts(request: StaffRequest, edition: Edition) -> dict[str, object]:
    lacking = why_not_submit(edition, by=request.person, at=request.at)
    return {
        "edition": edition,
        # What the gate says stands in a panel of its own, asked anew until it is done.
        "lacking": [reason for reason in lacking if not reason.code.startswith("gate-")],
        "fields": set(EditionForm.base_fields) | {"clause_validity"},
        "look": facts_of(edition),
    }


def _editor(
    request: StaffRequest,
    edition: Edition,
    form: EditionForm,
    *,
    status: int = 200,
    conflict: Sequence[object] = (),
    saved_by: str = "",
    saved_at: datetime | None = None,
) -> HttpResponse:
    clauses = clauses_of(request.POST) if form.is_bound else _stored_clauses(edition)
    reasons: list[Reason] = why_not_save_draft(edition, by=request.person, on=request.today)
    context = {
        **_parts(request, edition),
        **state_of(request, edition),
        "form": form,
        "item": edition.item,
        "blocked": reasons,
        "clauses": [*clauses, *[_empty_clause()] * SPARE_CLAUSES],
        "validities": Validity.choices,
        "files": files_of(edition),
        "conflict": conflict,
        "saved_by": saved_by,
        "saved_at": saved_at,
        "person": request.person,
    }
    crumbs = [*item_crumbs(edition.item, edition), Crumb(_("编写"))]
    return render_desk(
        request,
        "desk/publishing/editor.html",
        context,
        current="items",
        crumbs=crumbs,
        status=status,
    )


def _stored_clauses(edition: Edition) -> list[ClauseValidity]:
    return cast("list[ClauseValidity]", edition.clause_validity)


def _empty_clause() -> ClauseValidity:
    return ClauseValidity(label="", state=Validity.REPEALED, until=None, note="")


def _conflict(
    request: StaffRequest, form: EditionForm, conflict: EditConflict, *, by_itself: bool
) -> HttpResponse:
    """Show what the other wrote beside what was not saved; nothing of either is lost."""
    if by_itself:
        return JsonResponse({"conflict": str(conflict)}, status=409)
    stored, unsaved = conflict.edition, conflict.unsaved
    rows = [
        {
            "name": one.name,
            "label": one.label,
            "stored": plain(one.stored) if one.name != "content" else "",
            "unsaved": plain(one.unsaved) if one.name != "content" else "",
            "blocks": _texts(stored, unsaved) if one.name == "content" else [],
        }
        for one in conflict.differences
    ]
    stored.item = conflict.edition.item
    return _editor(
        request,
        stored,
        form,
        status=409,
        conflict=rows,
        saved_by=named(stored.saved_by),
        saved_at=stored.saved_at,
    )


def _texts(stored: Edition, unsaved: DraftFields) -> list[object]:
    changes = compare(plain_text(stored.content), plain_text(unsaved.get("content", "")))
    return [block_of(one) for one in changes if one.kind != "same"]
