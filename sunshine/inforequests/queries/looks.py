"""Who has opened what is sealed: asked of the log, so that a day needs one event of a reader."""

from datetime import date

from sunshine.audit.models import Event
from sunshine.inforequests.models import InfoRequest
from sunshine.kit.days import start_of_day
from sunshine.orgs.models import Person

IDENTITY = "identity"


def has_opened(person: Person, request: InfoRequest, what: str, on: date) -> bool:
    """Return whether the log says that ``person`` opened ``what`` since ``on`` began; one query."""
    looks = Event.objects.filter(
        subject=request.subject,
        kind="inforequests.looked",
        actor=person.pk,
        at__gte=start_of_day(on),
    )
    return any(event.data.get("what") == what for event in looks)
