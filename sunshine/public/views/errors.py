"""Pages for what went wrong: finished files, so that they need nothing that may be broken."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from sunshine.public.addresses import ELDER, PLAIN, page_file, split_language

RETRY_SECONDS = "60"
_BARE = {
    "404": "没有这一页 / Page not found",
    "503": "暂时不能用，请稍后再试 / Unavailable, please try again soon",
    "500": "出了故障，我们已经记下 / Something broke, and we have noted it",
}


def _finished(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """Return the finished page of a status, in the reader's language and variant."""
    code = str(status.value)
    language, _ = split_language(request.path)
    variant = ELDER if request.COOKIES.get("variant") == ELDER else PLAIN
    file = settings.RECORD_DIR / page_file(f"/errors/{code}.html", language, variant)
    try:
        body = file.read_bytes()
    except OSError:
        body = f"<!doctype html><title>{_BARE[code]}</title><p>{_BARE[code]}</p>".encode()
    response = HttpResponse(body, status=status)
    response["Content-Language"] = "en" if language == "en" else "zh-Hans"
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404: the same for what never was, what is gone, and what one may not know of."""
    return _finished(request, HTTPStatus.NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, 500 for any other fault."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        response = _finished(request, HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = RETRY_SECONDS
        return response
    return _finished(request, HTTPStatus.INTERNAL_SERVER_ERROR)
