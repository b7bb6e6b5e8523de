"""Papers of a request: handed out to those who may see them, each opening an event."""

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase

from sunshine.cases.actions import look
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.requests.findings import may_open, seen_request
from sunshine.files.kinds import BY_MEDIA_TYPE
from sunshine.files.store import open_content
from sunshine.inforequests.actions import enclosing
from sunshine.inforequests.identity import opened_bytes
from sunshine.inforequests.models import Enclosure, InfoRequest


def seen_enclosure(request: StaffRequest, number: int, code: str) -> tuple[InfoRequest, Enclosure]:
    """Return a paper of the request; raise Http404 if the person may not see it.

    What is about a person is for those who deal with the applicant.
    """
    info = seen_request(request, number)
    paper = info.enclosures.filter(code=code, removed_at=None).select_related("file").first()
    if paper is None or (paper.file_id is None and not may_open(request, info)):
        raise Http404
    return info, paper


@staff
def enclosure_file(request: StaffRequest, number: int, code: str) -> HttpResponseBase:
    """Hand out a paper as it was handed in; it is saved, not shown by the browser."""
    info, paper = seen_enclosure(request, number, code)
    what = f"enclosure:{paper.code}"
    if paper.file is None:
        enclosing.look(info, what=what, by=request.person, at=request.at)
    else:
        # Also who is only offered the case may open what is not sealed.
        look(info.case, what=what, by=request.person, at=request.at)
    kind = BY_MEDIA_TYPE.get(paper.media_type)
    name = paper.name or f"{paper.code}.{kind.extensions[0] if kind else 'bin'}"
    if paper.file is None:
        content = opened_bytes(bytes(paper.sealed), request=info.pk)
        response: HttpResponseBase = HttpResponse(content, content_type=paper.media_type)
        response["Content-Disposition"] = f'attachment; filename="{paper.code}"'
        if kind:
            response["Content-Disposition"] = (
                f'attachment; filename="{paper.code}.{kind.extensions[0]}"'
            )
    else:
        response = FileResponse(
            open_content(paper.file),
            as_attachment=True,
            filename=name,
            content_type=paper.media_type,
        )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
