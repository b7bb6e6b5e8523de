"""Addresses with a NUL character lead nowhere: PostgreSQL can neither store nor compare one."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

NUL = "\x00"


class PlainAddress:
    """Answers "not found" where the path or what is asked for bears a NUL character."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request through; raise Http404 for an address that can name nothing."""
        if NUL in request.path_info:
            raise Http404
        # The interface names the parameter that is at fault by itself.
        is_api = request.path_info.startswith("/api/")
        if not is_api and any(NUL in one for values in request.GET.lists() for one in values[1]):
            raise Http404
        return self._get_response(request)
