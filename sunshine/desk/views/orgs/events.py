"""Who did what in a body: the event log, read only."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sunshine.audit.models import Event
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.orgs.event_names import name_of_kind
from sunshine.desk.views.orgs.findings import administered, crumbs, tabs_of
from sunshine.orgs.models import Role
from sunshine.ui.shell import Crumb

_PER_PAGE = 50


@role(Role.ADMINISTRATOR)
def events_page(request: StaffRequest, slug: str) -> HttpResponse:
    """Show the acts about a body's tables, posts and people, the newest first; two queries.

    Only ``orgs.…``: what is written or withheld in the body is not the administrator's affair.
    """
    body = administered(request, slug)
    events = Event.objects.filter(body=body.slug, kind__startswith="orgs.").order_by("-id")
    page = Paginator(events, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "body": body,
        "tabs": tabs_of(body, "events"),
        "page": page,
        "rows": [(event, name_of_kind(event.kind)) for event in page],
    }
    way = [*crumbs(body), Crumb(_("办理记录"))]
    return render_desk(request, "desk/orgs/events.html", context, current="orgs", crumbs=way)
