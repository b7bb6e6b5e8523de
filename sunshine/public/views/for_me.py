"""What is addressed to the reader: a named group's and the staff's items (row B8)."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunshine.public.face import answer, frame, reader_of
from sunshine.publishing.models import Audience
from sunshine.publishing.visibility import listed
from sunshine.ui.shell import Crumb

MOST = 100


@require_safe
def for_me(request: HttpRequest) -> HttpResponse:
    """List the items that are addressed to the reader, the newest first; or ask him to sign in."""
    reader = reader_of(request)
    shell = frame(request, door="mine")
    items = []
    if reader.person is not None:
        shown = listed(reader.viewer).exclude(audience=Audience.PUBLIC)
        related = shown.select_related("body", "section", "current")
        items = list(related.order_by("-published_here", "-pk")[:MOST])
    context = {
        "person": reader.person,
        "is_staff": bool(reader.viewer.body_paths),
        "items": items,
        "here": shell.at("/for-me/"),
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(_("发给我的信息"))],
    }
    return answer(request, "public/for_me.html", context, shell=shell)
