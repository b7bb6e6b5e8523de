"""Inside a house: applications ready to be sent, and what came of them. Not a figure itself."""

from django.utils import timezone

from bench.filing import PHOTO, STEPS
from sunshine.drafts.keeping import keep, keep_file, new_token
from sunshine.inforequests.models import Enclosure, InfoRequest
from sunshine.public.applying.drafted import Application
from tests.cast import cast_people


def people() -> None:
    """Make the bodies and the office that takes requests."""
    cast_people()


def ready(count: int) -> list[str]:
    """Return the tokens of ``count`` applications that only have to be sent."""
    return [_ready().token for _ in range(count)]


def filed() -> dict[str, int]:
    """Return how many requests and papers there are."""
    return {"requests": InfoRequest.objects.count(), "papers": Enclosure.objects.count()}


def _ready() -> Application:
    token, at = new_token(), timezone.now()
    keep(token, {"secret": new_token(), "steps": STEPS}, at=at)
    keep_file(token, "identity", name="id.pdf", media_type="application/pdf", content=PHOTO, at=at)
    return Application(token, STEPS)
