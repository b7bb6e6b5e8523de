"""Pictures that staff took, shown to the few who may see them."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from sunshine.files.models import StoredFile
from sunshine.files.store import open_content
from sunshine.gate.serving import why_not_serve
from sunshine.kit.errors import Refused


def shown_picture(sha256: str) -> FileResponse:
    """Return a stored picture; raise Http404 if there is none, or it is sealed."""
    kept = get_object_or_404(StoredFile, sha256=sha256, is_sealed=False)
    if why_not_serve(sha256, ""):
        raise Http404
    try:
        content = open_content(kept)
    except (Refused, FileNotFoundError):
        raise Http404 from None
    response = FileResponse(content, content_type=kept.media_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
