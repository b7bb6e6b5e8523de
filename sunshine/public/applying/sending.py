"""Sending an application: one request, or one for each of its pieces, each of them once."""

import io
from dataclasses import dataclass
from datetime import datetime

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

    Where the connection or the server fails between two pieces, sending again sends the rest.
    Afterwards nothing of what was typed is left in the draft. Raises Refused.
    """
    sent = []
    for number, text in enumerate(texts_of(application), 1):
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
        sent.append(Sent(request, code))
    rows = [one.request.pk for one in sent]
    replace(application.token, {"secret": application.secret, "sent": rows}, at=at)
    return sent


def _papers(application: Application) -> list[HandedIn]:
    return [
        HandedIn(file.slot, io.BytesIO(content_of(application.token, file.number)), file.name)
        for file in application.files
    ]
