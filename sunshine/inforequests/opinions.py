"""A letter that asks for an opinion (征求意见书): its kind, what it tells, until when to answer."""

from datetime import date

from sunshine.inforequests.dating import calendar_of
from sunshine.inforequests.deadlines import Deadline, last_day
from sunshine.inforequests.models import Consultation, InfoRequest
from sunshine.kit.errors import Refused
from sunshine.letters.filling import Fact
from sunshine.orgs.models import Body

# Where the edition of 2007 sets no period: what the one of 2019 gives.
USUAL_WORKDAYS = 15
LETTERS = {
    Consultation.Party.THIRD_PARTY: "third_party",
    Consultation.Party.ORGAN: "organ_consultation",
    Consultation.Party.JOINT_MAKER: "organ_consultation",
}


def told_of_consultation(
    request: InfoRequest, *, party: Consultation.Party, name: str, about: str, on: date
) -> dict[str, Fact]:
    """Return what the letter tells who is asked on ``on``; also before it is sent."""
    until = answer_by(party, on, request.body)
    return {"addressee": name.strip(), "information": about.strip(), "answer_by": until}


def answer_by(party: Consultation.Party, start: date, body: Body) -> date:
    """Return until when ``party`` may answer if the letter arrives on ``start``."""
    key = (
        Deadline.THIRD_PARTY_ANSWER
        if party is Consultation.Party.THIRD_PARTY
        else Deadline.JOINT_MAKER_ANSWER
    )
    calendar = calendar_of(body)
    try:
        return last_day(key, start, calendar).day
    except Refused:
        return calendar.add_workdays(start, USUAL_WORKDAYS)
