"""The first page of the desk."""

from django.http import HttpResponse

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.menu import menu_for
from sunshine.desk.views.me.findings import my_delegations


@staff
def home(request: StaffRequest) -> HttpResponse:
    """Show where the person's posts lead, and whom he stands in for today."""
    context = {
        "places": [item for item in menu_for(request.roles) if item.key != "home"],
        "delegations": my_delegations(request.person, request.today),
        "posts": request.posts,
    }
    return render_desk(request, "desk/home.html", context, current="home")
