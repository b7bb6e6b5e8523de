"""Handing in a request on the web, and entering one that came otherwise."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from sunshine.audit.log import action, append
from sunshine.inforequests.asking import Asking, why_not_asking
from sunshine.inforequests.filing import (
    Arrival,
    Filing,
    HandedIn,
    filed_already,
    keep_enclosure,
    keep_request,
)
from sunshine.inforequests.identity import Identity, why_not_identity
from sunshine.inforequests.letter_facts import send_receipt
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.profiles import editions
from sunshine.inforequests.receipt import Channel
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import roles_in

REGISTRARS = frozenset({Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD})
ORAL_LAW = "政府信息公开条例（2019年修订）第二十九条"
CONFIRMED_LAW = "政府信息公开条例（2019年修订）第三十一条"


def why_not_submit(body: Body, *, asking: Asking, identity: Identity, on: date) -> list[Reason]:
    """Return why nobody can ask ``body`` so on the web on ``on``, each reason at its field."""
    return [
        *why_not_asking(asking),
        *why_not_identity(identity, asking, on=on),
        *_why_not_of(body, on),
    ]


@action
def submit(
    body: Body,
    *,
    asking: Asking,
    identity: Identity,
    token: str,
    at: datetime,
    by: Person | None = None,
    group: str = "",
    papers: Sequence[HandedIn] = (),
) -> tuple[InfoRequest, str]:
    """Hand in a request on the web; return it and the code to follow it by.

    ``token`` comes from ``secrets`` with the form: the same form sent again returns the same
    request and code and changes nothing. Submitted, and not received until the office has
    confirmed (条例 2019 art. 31). ``group`` joins the pieces of one form. Raises Refused.
    """
    on = beijing_day(at)
    arrival = Arrival(Channel.WEB, on, applicant_confirmed_on=on)
    filing = Filing(asking, identity, arrival, token, group=group, account=by)
    try:
        refuse_if(why_not_submit(body, asking=asking, identity=identity, on=on))
        with transaction.atomic():
            request, code = keep_request(body, filing, at=at)
    except (IntegrityError, Refused):
        # The same form, before or a moment ago: the token is unique, so nobody need look first.
        if (before := filed_already(token, body)) is None:
            raise
        return _again(before, by, at)
    _keep_papers(request, papers, by=None, at=at)
    append(**event_of("submitted", request, by=by, at=at, channel=request.channel))
    return request, code


def why_not_register(
    body: Body, *, arrival: Arrival, asking: Asking, identity: Identity, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot enter this for ``body``, each reason at its field."""
    reasons = _why_not_of(body, on) + why_not_asking(asking)
    if not REGISTRARS & roles_in(by, body, on):
        reasons.append(Reason("request-not-registrar", facts={"body": body.name}))
    reasons += why_not_identity(identity, asking, on=on)
    reasons += _why_not_arrival(arrival, on)
    if arrival.channel == Channel.ORAL and not (identity.mark and identity.witness.strip()):
        reasons.append(Reason("request-mark-needed", ORAL_LAW, "mark"))
    return reasons


@action
def register(
    body: Body,
    *,
    arrival: Arrival,
    asking: Asking,
    identity: Identity,
    token: str,
    by: Person,
    at: datetime,
    proven: bool = False,
    owner: Person | None = None,
    group: str = "",
    papers: Sequence[HandedIn] = (),
) -> tuple[InfoRequest, str]:
    """Enter a request that came at a window, orally, by letter, mail or fax.

    Returns it and its code; the receipt letter is written where it counts as received, and
    else when the office confirms. ``token`` as in ``submit``. Raises Refused.
    """
    if (before := filed_already(token, body)) is not None:
        return _again(before, by, at)
    asked = {"arrival": arrival, "asking": asking, "identity": identity}
    refuse_if(why_not_register(body, **asked, by=by, on=beijing_day(at)))  # type: ignore[arg-type]
    filing = Filing(asking, identity, arrival, token, group=group, owner=owner, proven=proven)
    request, code = keep_request(body, filing, at=at)
    _keep_papers(request, papers, by=by, at=at)
    received = request.case.received_on
    if received is not None:
        send_receipt(request, code=code, by=by, at=at)
    came = {"channel": request.channel, "received": received}
    append(**event_of("registered", request, by=by, at=at, **came))
    return request, code


def _why_not_of(body: Body, on: date) -> list[Reason]:
    if body.exists_on(on):
        return []
    return [Reason("request-body-gone", field="body", facts={"body": body.name})]


def _why_not_arrival(arrival: Arrival, on: date) -> list[Reason]:
    """Return why the days of an arrival cannot be: to come, before the law, or out of order."""
    reasons = []
    days = {
        "arrived_on": arrival.arrived_on,
        "office_confirmed_on": arrival.office_confirmed_on,
        "applicant_confirmed_on": arrival.applicant_confirmed_on,
    }
    for field, day in days.items():
        if day is None:
            continue
        if day > on:
            reasons.append(Reason("request-day-to-come", field=field, facts={"day": str(day)}))
        if day < arrival.arrived_on:
            reasons.append(Reason("request-confirmed-before", CONFIRMED_LAW, field))
    first = editions()[0].in_force
    if arrival.arrived_on < first:
        facts = {"day": arrival.arrived_on.isoformat(), "first": first.isoformat()}
        reasons.append(Reason("due-before-the-law", field="arrived_on", facts=facts))
    return reasons


def _keep_papers(
    request: InfoRequest, papers: Sequence[HandedIn], *, by: Person | None, at: datetime
) -> None:
    for paper in papers:
        keep_enclosure(request, paper, by=by, at=at)


def _again(
    before: tuple[InfoRequest, str], by: Person | None, at: datetime
) -> tuple[InfoRequest, str]:
    append(**event_of("submitted_again", before[0], by=by, at=at))
    return before
