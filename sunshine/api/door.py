"""The door of the interface: reading only, for everybody, within a limit, told in headers.

A middleware, so that every answer below ``/api/v1`` passes here, those of errors included.
"""

import hashlib
import time
from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from sunshine.api import problems
from sunshine.api.limits import Allowance, Limiter

PREFIX = "/api/v1"
METHODS = "GET, HEAD, OPTIONS"
_EXPOSED = "ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
# What was taken down must be gone everywhere within five minutes: nobody keeps it unasked.
_ASK_AGAIN = "public, max-age=0, must-revalidate"
_KEPT_WHEN_UNCHANGED = ("ETag", "Cache-Control", "Vary", "Link", "Content-Language")


class ApiDoor:
    """Lets readers of the interface in, and gives their answers what all have in common."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        limit = settings.API_PER_MINUTE
        self._limiter = Limiter(settings.HOME / "limits", limit, settings.SECRET_KEY.encode())

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer one request."""
        path = request.path_info
        if path != PREFIX and not path.startswith(f"{PREFIX}/"):
            return self._get_response(request)
        if request.method == "OPTIONS":
            return _shared(HttpResponse(status=204), _preflight())
        if request.method not in {"GET", "HEAD"}:
            refused = problems.answer(request, "method-not-allowed", status=405)
            return _shared(refused, {"Allow": METHODS})
        allowance = self._limiter.take(_address_of(request), time.time())
        if not allowance.allowed:
            refused = problems.answer(request, "too-many-requests", status=429)
            return _shared(refused, allowance.headers())
        return self._answer(request, allowance)

    def _answer(self, request: HttpRequest, allowance: Allowance) -> HttpResponseBase:
        is_head = request.method == "HEAD"
        # Nobody is known by name here: the same answer for all, and no session is opened.
        request.COOKIES = {}
        request.method = "GET"
        response = self._get_response(request)
        if isinstance(response, HttpResponse):
            response = _finished(request, response)
            if is_head:
                response["Content-Length"] = str(len(response.content))
                response.content = b""
        request.method = "HEAD" if is_head else "GET"
        return _shared(response, allowance.headers())


def _address_of(request: HttpRequest) -> str:
    """Return who asks; all whose address nobody can tell are one reader."""
    try:
        return get_adapter(request).get_client_ip(request) or ""
    except PermissionDenied:
        return ""


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer with its tag, as nothing if the reader has it, or as a problem."""
    status = response.status_code
    if status >= 400:
        if response["Content-Type"] == problems.CONTENT_TYPE:
            return response
        problem = problems.answer(request, problems.code_of(status), status=status)
        if "Retry-After" in response:
            problem["Retry-After"] = response["Retry-After"]
        return problem
    response["Cache-Control"] = _ASK_AGAIN
    if status != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    response["ETag"] = etag
    known = request.headers.get("If-None-Match", "")
    tags = {part.strip().removeprefix("W/") for part in known.split(",")}
    if known.strip() != "*" and etag not in tags:
        return response
    unchanged = HttpResponseNotModified()
    for name in _KEPT_WHEN_UNCHANGED:
        if name in response:
            unchanged[name] = response[name]
    return unchanged


def _preflight() -> dict[str, str]:
    return {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }


def _shared(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    """Return the answer with what every answer of the interface bears."""
    for name, value in headers.items():
        response[name] = value
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = _EXPOSED
    patch_vary_headers(response, ["Accept-Language"])
    return response
