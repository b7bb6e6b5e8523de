"""What readers look for in vain: demand for what has not been published (rows L1, D7)."""

from django.http import HttpResponse

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.oversight.findings import OVERSEEING, framing, overseen_bodies
from sunshine.publishing.searching import missed


@role(*OVERSEEING)
def misses(request: StaffRequest) -> HttpResponse:
    """Show what the public looked for and did not find in the last ninety days."""
    frame = framing(request, overseen_bodies(request), "misses")
    context = {**frame.context, "rows": missed(request.at)}
    return render_desk(request, "desk/oversight/misses.html", context, current="disclosure")
