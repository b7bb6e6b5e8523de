"""What several processes do at once to the numbers of letters; run inside a house."""

from datetime import UTC, datetime

from django.db import transaction

from sunshine.letters.models import Letter
from sunshine.letters.writing import write_letter
from sunshine.orgs.models import Body
from tests.cast import cast_people

AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
_SAID = ("applicant", "submitted", "request", "received", "request_number", "withdrawn")


def prepare() -> str:
    """Cast the people and their bodies; return the slug of the body that writes."""
    return cast_people().shenyang.slug


def write(*, slug: str, count: int, seed: int) -> int:
    """Write ``count`` letters and take every fifth back; return how many stayed."""
    body = Body.objects.get(slug=slug)
    stayed = 0
    for number in range(count):
        back = (number + seed) % 5 == 0
        with transaction.atomic():
            write_letter(
                "withdrawal",
                body=body,
                facts=dict.fromkeys(_SAID, "甲"),
                subject=f"case:{seed}-{number}",
                by=None,
                at=AT,
            )
            transaction.set_rollback(back)
        stayed += not back
    return stayed


def serials() -> list[int]:
    """Return the numbers that letters bear, in their order."""
    return sorted(Letter.objects.values_list("serial", flat=True))
