"""The files of a draft, by plain forms; and every file as its staff read it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role, staff
from sunshine.desk.refusals import tell_refusal
from sunshine.desk.views.publishing.findings import item_crumbs, seen_edition, written_edition
from sunshine.files.models import StoredFile
from sunshine.files.store import open_content
from sunshine.gate.serving import why_not_serve
from sunshine.kit.errors import Refused
from sunshine.publishing.actions import attachments
from sunshine.publishing.duties import EDITING
from sunshine.publishing.models import Attachment, Edition
from sunshine.ui.shell import Crumb

_writer = role(*EDITING)


def _file_of(edition: Edition, file: str) -> Attachment:
    return get_object_or_404(Attachment, code=file, standing__edition=edition)


def _back(edition: Edition) -> HttpResponse:
    there = reverse("desk:write", args=[edition.item.code, edition.number])
    return redirect(f"{there}#files")


def _done(
    request: StaffRequest, edition: Edition, act: Callable[[], object], words: str
) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        tell_refusal(request, refused)
    else:
        messages.success(request, words)
    return _back(edition)


@staff
def file(request: StaffRequest, code: str, number: int, file: str) -> HttpResponseBase:
    """Hand out a file of an edition that the person may see; sealed ones to nobody."""
    edition = seen_edition(request, code, number)
    attachment = _file_of(edition, file)
    if reasons := why_not_serve(attachment.digest, attachment.name):
        tell_refusal(request, Refused.because(reasons))
        return redirect("desk:item", edition.item.code)
    return handed_out(edition, file)


def handed_out(edition: Edition, file: str) -> FileResponse:
    """Return the content of a file of ``edition``.

    Raise Http404 if it is not there, sealed, or not yet known to bear no virus.
    """
    attachment = _file_of(edition, file)
    kept = get_object_or_404(StoredFile, sha256=attachment.digest, is_sealed=False)
    if why_not_serve(kept.sha256, attachment.name):
        raise Http404
    try:
        content = open_content(kept)
    except (Refused, FileNotFoundError):
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=attachment.name)
    response["Content-Type"] = attachment.media_type
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@_writer
def attach(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Attach the files sent, one after another; each refusal is said with its name."""
    edition = written_edition(request, code, number)
    by, at = request.person, request.at
    kept = 0
    for sent in request.FILES.getlist("file"):
        name = sent.name or ""
        try:
            attachments.attach(edition, stream=sent, filename=name, by=by, at=at)
        except Refused as refused:
            messages.error(request, f"{name}：{refused}")
        else:
            kept += 1
    if kept:
        messages.success(request, _("附件已添加。"))
    return _back(edition)


@_writer
def replace(request: StaffRequest, code: str, number: int, file: str) -> HttpResponse:
    """Show another content in the place of a file."""
    edition = written_edition(request, code, number)
    former = _file_of(edition, file)
    sent = request.FILES.get("file")
    if request.method == "POST" and sent is not None:
        return _done(
            request,
            edition,
            lambda: attachments.replace(
                edition,
                former,
                stream=sent,
                filename=sent.name or "",
                by=request.person,
                at=request.at,
            ),
            _("附件已替换；旧网址在发布以后转到新文件。"),
        )
    context = {"edition": edition, "item": edition.item, "former": former}
    crumbs = [*item_crumbs(edition.item, edition), Crumb(_("替换附件"))]
    return render_desk(
        request, "desk/publishing/replace_file.html", context, current="items", crumbs=crumbs
    )


@require_POST
@_writer
def detach(request: StaffRequest, code: str, number: int, file: str) -> HttpResponse:
    """Take a file off the draft."""
    edition = written_edition(request, code, number)
    former = _file_of(edition, file)
    return _done(
        request,
        edition,
        lambda: attachments.detach(edition, former, by=request.person, at=request.at),
        _("附件已去掉。"),
    )


@require_POST
@_writer
def raise_file(request: StaffRequest, code: str, number: int, file: str) -> HttpResponse:
    """Move a file one place up."""
    edition = written_edition(request, code, number)
    _file_of(edition, file)
    codes = list(edition.attached.order_by("rank", "id").values_list("attachment__code", flat=True))
    place = codes.index(file)
    if place:
        codes[place - 1], codes[place] = codes[place], codes[place - 1]
    return _done(
        request,
        edition,
        lambda: attachments.order_files(edition, codes, by=request.person, at=request.at),
        _("顺序已调整。"),
    )
