"""Sending an application: one request, or one for each of its pieces, each of them once."""

import io
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sunshine.drafts.keeping import content_of, replace
from sunshine.inforequests.actions.filing import submit
from sunshine.inforequests.advice import pieces_of
from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import InfoRequest
from sunshine.orgs.models import Body, Person
from sunshine.public.applying.drafted import Application
from sunshine.public.applying.gathering import asking_of, identity_of


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it: the request, and the code to follow it by."""

    request: InfoRequest
    code: str


def texts_of(application: Application) -> tuple[str, ...]:
    """Return what each of the requests asks for: the whole text, or its pieces if so chosen."""
    text = application.said("what", "description")
    pieces = pieces_of(text) if application.said("found", "split") == "yes" else ()
    return pieces or (text,)


def send(application: Application, body: Body, *, by: Person | None, at: datetime) -> list[Sent]:
    """Send the application and return what came of it; sent again, the same comes of it.

    All pieces in one transaction with the draft, in which nothing of what was typed is left
    afterwards: where the server fails between two pieces, nothing was sent. Raises Refused.
    """
    texts = texts_of(application)
    with transaction.atomic(savepoint=False):
        sent = [_submitted(application, body, one, by, at) for one in enumerate(texts, 1)]
        rows = [one.request.pk for one in sent]
        replace(application.token, {"secret": application.secret, "sent": rows}, at=at)
    return sent


def _submitted(
    application: Application,
    body: Body,
    piece: tuple[int, str],
    by: Person | None,
    at: datetime,
) -> Sent:
    number, text = piece
    request, code = submit(
        body,
        asking=asking_of(application.steps, description=text),
        identity=identity_of(application.steps),
        token=f"{application.secret}:{number}",
        at=at,
        by=by,
        group=application.secret,
        papers=_papers(application),
    )
    return Sent(request, code)


def _papers(application: Application) -> list[HandedIn]:
    return [
        HandedIn(file.slot, io.BytesIO(content_of(application.token, file.number)), file.name)
        for file in application.files
    ]
