"""Finding a request, and who may see how much of it."""

from django.http import Http404

from sunshine.cases.models import Case
from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.cases.findings import seen_case
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.states import Party, parties_of

# Who may see who asks: those who deal with the applicant.
OPENERS = frozenset({Party.KEEPER, Party.OFFICER, Party.HEAD})


def seen_request(request: StaffRequest, number: int) -> InfoRequest:
    """Return the request of the case if the person may look into it; raise Http404 otherwise."""
    return request_of(seen_case(request, number))


def request_of(case: Case) -> InfoRequest:
    """Return the request that hangs on ``case``; raise Http404 if it is of another kind."""
    found = InfoRequest.objects.select_related(
        "applicant", "reply", "reply__letter", "body", "repeats", "renews__case"
    )
    info = found.filter(case=case).first()
    if info is None:
        raise Http404
    info.case = case
    return info


def may_open(request: StaffRequest, info: InfoRequest) -> bool:
    """Return whether the person may see who asks."""
    return bool(OPENERS & parties_of(info, request.person, request.today))


def opened_request(request: StaffRequest, number: int) -> InfoRequest:
    """Return the request if the person may see who asks; raise Http404 otherwise."""
    info = seen_request(request, number)
    if not may_open(request, info):
        raise Http404
    return info
