"""Who hears a complaint about a request: the office above, never the one complained of (row A4).

Tax bureaus are led from above, so the disclosure office of the next body is at once the superior
organ and the department in charge (条例 2019 arts. 3, 47, 51).
"""

from datetime import date

from sunshine.cases.models import Case
from sunshine.cases.standing import acts_on, is_chief
from sunshine.inforequests.keepers import first_keeper
from sunshine.inforequests.models import InfoRequest
from sunshine.orgs.models import Body, Person


def concerned(request: InfoRequest) -> list[Person]:
    """Return who asked, or has worked on the request, and so cannot judge a complaint about it."""
    people = [request.case.applicant, request.case.owner]
    if request.reply is not None:
        people += [request.reply.drafted_by, request.reply.signed_by]
    return [one for one in people if one is not None]


def hearer_of(request: InfoRequest, on: date) -> tuple[Body, Person] | None:
    """Return the next body above that has an office, and who of it gets the complaint.

    None where nobody above works here: the complaint then goes to the highest authority itself.
    """
    barred = concerned(request)
    body: Body | None = request.body.parent
    while body is not None:
        keeper = first_keeper(body, on, barred=barred)
        if keeper is not None:
            return body, keeper
        body = body.parent
    return None


def may_hear(case: Case, by: Person, on: date) -> bool:
    """Return whether ``by`` may answer the complaint of ``case``: who has it, or a chief."""
    return acts_on(by, case, on) or is_chief(by, case, on)
