"""The same page from plain Django views. Not a figure itself."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Template, engines
from django.urls import path

from bench.plain_filing import file_request
from sunshine.public.baking.keys import Key, Page
from sunshine.public.baking.kinds import KINDS
from tests.build.release import AT


@cache
def _finished(code: str) -> tuple[Template, str]:
    page = (settings.RECORD_DIR / f"zh/plain/i/{code}/index.html").read_text(encoding="utf-8")
    head, mark, body = page.partition("<main")
    return engines["django"].from_string("{{ head|safe }}{{ body|safe }}"), (head, mark + body)


def least(request: HttpRequest, code: str) -> HttpResponse:
    """Render a template around the finished text, without a database."""
    template, (head, body) = _finished(code)
    return HttpResponse(template.render({"head": head, "body": body}, request))


def whole(_request: HttpRequest, code: str) -> HttpResponse:
    """Read the item and render its page, in one language."""
    outputs = KINDS["item"].render(Key("item", code), AT.date())
    page = next(output for output in outputs if isinstance(output, Page))
    return HttpResponse(page.html)


urlpatterns = [
    path("least/<code>/", least),
    path("whole/<code>/", whole),
    path("file/", file_request),
]
