"""One form, several things asked for: each becomes a request of its own (一事一申请)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.asking import Asking, why_not_asking
from sunshine.inforequests.filing import Arrival, Filing, asking_of, keep_request
from sunshine.inforequests.letter_facts import identity_of, send_receipt
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import Correction, InfoRequest
from sunshine.inforequests.receipt import Channel
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person

MOST_PIECES = 20


def why_not_split(
    request: InfoRequest, pieces: Sequence[str], *, by: Person, on: date
) -> list[Reason]:
    """Return why the request cannot be split into ``pieces``."""
    reasons = why_not_step("split", request, by=by, on=on)
    if not 2 <= len(pieces) <= MOST_PIECES:
        reasons.append(Reason("split-pieces", field="pieces", facts={"most": MOST_PIECES}))
    for piece in pieces:
        reasons += why_not_asking(replace(asking_of(request), description=piece))
    is_begun = Correction.objects.filter(request=request).exists() or request.reply_id
    # What is answered anew is one thing: its pieces would count as newly received.
    is_begun = is_begun or request.renews_id is not None
    if is_begun or request.fees.exists() or request.consultations.exists():
        reasons.append(Reason("split-too-late"))
    return reasons


@action
def split(
    request: InfoRequest, pieces: Sequence[str], *, by: Person, at: datetime
) -> list[InfoRequest]:
    """Split the request and return all of them, itself in front with the first piece.

    The others have the same applicant, arrival and day of receipt; each gets its receipt.
    """
    hold_request(request)
    refuse_if(why_not_split(request, pieces, by=by, on=beijing_day(at)))
    request.description = pieces[0].strip()
    request.form_group = request.form_group or f"split:{request.pk}"
    request.save(update_fields=["description", "form_group"])
    request.case.title = Asking(pieces[0]).title
    request.case.save(update_fields=["title"])
    others = [
        _split_off(request, piece, number, by=by, at=at)
        for number, piece in enumerate(pieces[1:], 2)
    ]
    numbers = [one.case.number for one in others]
    append(**event_of("split", request, by=by, at=at, into=numbers))
    return [request, *others]


def _split_off(
    request: InfoRequest, piece: str, number: int, *, by: Person, at: datetime
) -> InfoRequest:
    arrival = Arrival(
        Channel(request.channel),
        request.arrived_on,
        request.office_confirmed_on,
        request.applicant_confirmed_on,
    )
    filing = Filing(
        replace(asking_of(request), description=piece),
        identity_of(request),
        arrival,
        # Only the office opened it; its code can be given out anew by nobody else.
        token=f"split:{request.token_digest}:{number}",
        group=request.form_group,
        account=request.case.applicant,
        owner=request.case.owner,
        proven=request.applicant.proven,
        split_from=request,
    )
    new, code = keep_request(request.body, filing, at=at)
    if new.case.received_on is not None:
        send_receipt(new, code=code, by=by, at=at)
    return new
