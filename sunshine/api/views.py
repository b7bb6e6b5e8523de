"""The description of the interface: for programs, and as a page."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.api import problems
from sunshine.api.description import description
from sunshine.api.door import PREFIX
from sunshine.api.reference import operations_of, shapes_of
from sunshine.orgs.models import Body
from sunshine.ui.shell import ENGLISH, Crumb, PageMeta, build_shell

_OPEN = "public, max-age=0, must-revalidate"


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """Return the description; in English if ``lang=en`` or the headers ask for it."""
    asked = request.GET.get("lang") or problems.language_of(request)
    schema = description("en" if asked == "en" else "zh-hans")
    text = json.dumps(schema, ensure_ascii=False, indent=1)
    return HttpResponse(f"{text}\n".encode(), content_type="application/json")


@require_safe
def show_reference(request: HttpRequest) -> HttpResponse:
    """Show the description as a page; one query for who speaks."""
    root = Body.objects.filter(parent__isnull=True).order_by("path").first()
    if root is None:
        raise Http404
    language = ENGLISH if get_language() == ENGLISH else "zh-hans"
    shell = build_shell(
        lang=language,
        variant=request.COOKIES.get("variant", ""),
        path=request.path,
        body=root,
        root_body=root,
        site_url=settings.SITE_URL,
        query=request.META.get("QUERY_STRING", ""),
    )
    schema, title = description(language), _("开放接口")
    context = {
        "shell": shell,
        "title": title,
        "operations": operations_of(schema),
        "shapes": shapes_of(schema),
        "problems": [
            (code, _(name), _(problems.DETAILS[code])) for code, name in problems.TITLES.items()
        ],
        "base": f"{settings.SITE_URL.rstrip('/')}{PREFIX}",
        "limit": settings.API_PER_MINUTE,
        "openapi_url": f"{PREFIX}/openapi.json" + ("?lang=en" if language == ENGLISH else ""),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
        "meta": PageMeta(column_name=title, column_type=title),
    }
    response = render(request, "api/reference.html", context)
    response["Cache-Control"] = _OPEN
    patch_vary_headers(response, ["Cookie"])
    return response
