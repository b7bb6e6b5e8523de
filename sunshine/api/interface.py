"""The interface as django-ninja serves it: its operations, and what it answers to faults."""

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from sunshine.api import problems
from sunshine.api.asked import errors_of
from sunshine.api.finding import router as finding
from sunshine.api.operations import ABOUT, NAME, VERSION, router

api = NinjaAPI(
    title=NAME,
    version=VERSION,
    description=ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", router)
api.add_router("", finding)


def _answer(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Return the problem that an error is told as."""
    if isinstance(error, problems.Problem):
        return problems.answer(request, error.code, status=error.status, errors=error.errors)
    if isinstance(error, ValidationError) and all(one["loc"][0] != "path" for one in error.errors):
        errors = errors_of(request, error.errors)
        return problems.answer(request, "bad-parameter", status=400, errors=errors)
    return problems.answer(request, "not-found", status=404)


for _kind in (problems.Problem, Http404, ValidationError):
    api.add_exception_handler(_kind, _answer)
