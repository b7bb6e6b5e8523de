"""Eight processes at one request: who decides first, and one form sent by all of them."""

import time
from contextlib import suppress

from sunshine.audit.models import Event
from sunshine.inforequests.actions import filing, reviewing
from sunshine.inforequests.models import InfoRequest, State
from sunshine.kit.errors import Refused
from sunshine.letters.models import Letter
from sunshine.orgs.models import Body, Person
from tests.build.inforequests import ASKING, AT, ZHANG, received, to_sign
from tests.cast import cast_people


def contested() -> dict[str, int]:
    """Make the cast and a request that waits to be signed; return its key."""
    cast = cast_people()
    return {"request": to_sign(cast, received(cast)).pk}


def decide(start: float, number: int, request: int) -> int:
    """Wait for ``start``, then sign or return the draft; return whether it was done."""
    he = Person.objects.get(username="he")
    one = InfoRequest.objects.select_related("case", "body").get(pk=request)
    time.sleep(max(0.0, start - time.time()))
    with suppress(Refused):
        if number % 2:
            reviewing.sign_off(one, by=he, at=AT)
        else:
            reviewing.return_draft(one, note="改", by=he, at=AT)
        return 1
    return 0


def submit_one_form(start: float, number: int, count: int) -> list[str]:
    """Wait for ``start``, then send ``count`` forms that every process sends; return the codes."""
    body = Body.objects.get(slug="ln-shenyang-heping")
    time.sleep(max(0.0, start - time.time()))
    codes = []
    for place in range(count):
        _request, code = filing.submit(
            body, asking=ASKING, identity=ZHANG, token=f"form-{place}", at=AT
        )
        codes.append(code)
    return codes


def stands() -> dict[str, object]:
    """Return how the contested request stands, and how many requests there are."""
    first = InfoRequest.objects.order_by("pk").first()
    decided = ("inforequests.signed_off", "inforequests.draft_returned")
    return {
        "state": "" if first is None else first.state,
        "signed": State.SIGNED.value,
        "decided": Event.objects.filter(kind__in=decided).count(),
        "letters": Letter.objects.filter(kind="reply_grant").count(),
        "requests": InfoRequest.objects.count(),
        "submitted": Event.objects.filter(kind="inforequests.submitted").count(),
        "serials": sorted(InfoRequest.objects.values_list("case__serial", flat=True)),
    }
