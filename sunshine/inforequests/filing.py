"""Keeping what is handed in: request, header, applicant and papers, inside an action."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sunshine.cases.codes import code_for
from sunshine.cases.keeping import FirstDates, open_case
from sunshine.cases.models import Case
from sunshine.files.names import safe_name
from sunshine.files.store import Readable, store
from sunshine.gate.serving import ask_for_inspection
from sunshine.inforequests.asking import Asking
from sunshine.inforequests.dating import dates_of, put_dates
from sunshine.inforequests.identity import Identity, digest_of, sealed, sealed_bytes
from sunshine.inforequests.keepers import first_keeper
from sunshine.inforequests.kinds import DISCLOSURE
from sunshine.inforequests.models import (
    SEALED_PURPOSES,
    Applicant,
    Enclosure,
    InfoRequest,
    Purpose,
    State,
)
from sunshine.inforequests.receipt import Channel, received_on
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Person
from sunshine.orgs.rights import roster

LARGEST_SEALED = 8 << 20
# Copies of papers about a person: what a camera, a scanner or a printer to file makes.
_SEALABLE = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A paper that comes along: what it is for, its content, its name."""

    purpose: str
    stream: Readable
    filename: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """How and when a request came: by the clock of receipt, with the days both sides confirmed."""

    channel: Channel
    arrived_on: date
    office_confirmed_on: date | None = None
    applicant_confirmed_on: date | None = None

    @property
    def received_on(self) -> date | None:
        """Return the day of receipt, None while a confirmation is lacking."""
        both = (self.office_confirmed_on, self.applicant_confirmed_on)
        known = [day for day in both if day is not None]
        confirmed = max(known) if len(known) == len(both) else None
        return received_on(self.channel, arrived=self.arrived_on, confirmed=confirmed)


def token_digest(token: str) -> str:
    """Return what is kept of the token of a form: by it a form sent twice is one request."""
    return hashlib.sha256(token.encode()).hexdigest()


def filed_already(token: str, body: Body) -> tuple[InfoRequest, str] | None:
    """Return the request that the form of ``token`` opened before, with its code again."""
    found = (
        InfoRequest.objects.filter(token_digest=token_digest(token), body=body)
        .select_related("case", "body")
        .first()
    )
    return None if found is None else (found, code_for(token))


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything that is handed in at once; ``group`` joins the pieces of one form."""

    asking: Asking
    identity: Identity
    arrival: Arrival
    token: str
    group: str = ""
    account: Person | None = None
    owner: Person | None = None
    proven: bool = False
    split_from: InfoRequest | None = None


def keep_request(body: Body, filing: Filing, *, at: datetime) -> tuple[InfoRequest, str]:
    """Keep a new request, dated, with its header and sealed applicant; return it and its code.

    Raises Refused if nobody of the body can own it.
    """
    received, people = filing.arrival.received_on, roster(body, beijing_day(at))
    keeper = filing.owner or first_keeper(body, beijing_day(at), among=people)
    if keeper is None:
        raise Refused("request-without-office", body=body.name)
    request = InfoRequest(
        # Not the header yet: its day of receipt is all that the first dates need of it.
        case=Case(received_on=received),
        body=body,
        state=State.SUBMITTED if received is None else State.HANDLING,
        submitted_at=at,
        **_asked(filing),
    )
    # Nobody can have been consulted: the rows are written once, with their days.
    dates = dates_of(request, consultations=())
    put_dates(request, dates)
    request.case, code = open_case(
        DISCLOSURE,
        body=body,
        owner=keeper,
        title=filing.asking.title,
        token=filing.token,
        at=at,
        applicant=filing.account,
        dates=FirstDates(received, dates.due, dates.amber, dates.waiting_for),
        among=people,
    )
    request.save(force_insert=True)
    Applicant.objects.create(
        request=request,
        sealed=sealed(filing.identity, request=request.pk),
        digest=digest_of(filing.identity),
        proven=filing.proven,
    )
    return request, code


def keep_enclosure(
    request: InfoRequest, paper: HandedIn, *, by: Person | None, at: datetime
) -> Enclosure:
    """Keep a paper of the request: sealed where it is about a person, else among the files.

    Raises Refused for what ``sunshine.files`` does not keep, and for a sealed paper too large.
    """
    purpose = Purpose(paper.purpose)
    if purpose not in SEALED_PURPOSES:
        kept = store(paper.stream, filename=paper.filename)
        ask_for_inspection(kept.sha256, at)
        return Enclosure.objects.create(
            request=request,
            purpose=purpose,
            name=safe_name(paper.filename, kept.media_type),
            media_type=kept.media_type,
            size=kept.size,
            file=kept,
            added_by=by,
            added_at=at,
        )
    content = paper.stream.read(LARGEST_SEALED + 1)
    if len(content) > LARGEST_SEALED:
        raise Refused("file-too-big", field="file", megabytes=LARGEST_SEALED >> 20)
    media_type = next((kind for start, kind in _SEALABLE if content.startswith(start)), "")
    if not media_type:
        raise Refused("enclosure-picture-or-pdf", field="file")
    return Enclosure.objects.create(
        request=request,
        purpose=purpose,
        name="",
        media_type=media_type,
        size=len(content),
        sealed=sealed_bytes(content, request=request.pk),
        added_by=by,
        added_at=at,
    )


def asking_of(request: InfoRequest) -> Asking:
    """Return what is asked for as it would be handed in."""
    return Asking(
        description=request.description,
        applicant_class=request.applicant_class,
        document_number=request.document_number,
        features=request.features,
        wanted_form=request.wanted_form,
        wanted_way=request.wanted_way,
        other_forms=request.other_forms,
        suggests_publication=request.suggests_publication,
    )


def _asked(filing: Filing) -> dict[str, Any]:
    asking, arrival = filing.asking, filing.arrival
    return {
        "channel": arrival.channel,
        "arrived_on": arrival.arrived_on,
        "office_confirmed_on": arrival.office_confirmed_on,
        "applicant_confirmed_on": arrival.applicant_confirmed_on,
        "token_digest": token_digest(filing.token),
        "form_group": filing.group[:64],
        "split_from": filing.split_from,
        "applicant_class": asking.applicant_class,
        "description": asking.description.strip(),
        "document_number": asking.document_number.strip(),
        "features": asking.features.strip(),
        "wanted_form": asking.wanted_form,
        "wanted_way": asking.wanted_way,
        "other_forms": asking.other_forms,
        "suggests_publication": asking.suggests_publication,
    }
