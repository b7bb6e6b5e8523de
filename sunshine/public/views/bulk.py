"""Sending the bulk files of open data; no question to the database."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

_TYPES = {".gz": "application/gzip", ".json": "application/json"}


@require_safe
def send_bulk(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send one file; 304 if the reader has it."""
    file = Path(settings.OPEN_DATA_DIR) / name
    try:
        status, stream = file.stat(), file.open("rb")
    except OSError:
        raise Http404 from None
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    if request.headers.get("If-None-Match") == etag:
        stream.close()
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        kind = _TYPES.get(file.suffix, "text/plain; charset=utf-8")
        response = FileResponse(stream, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    response["Access-Control-Allow-Origin"] = "*"
    return response
