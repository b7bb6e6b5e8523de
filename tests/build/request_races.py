"""Eight processes at one request: who decides first, and one form sent by all of them."""

import time
from collections.abc import Callable
from contextlib import suppress

from sunshine.audit.models import Event
from sunshine.audit.proof import verify
from sunshine.cases.actions import hand_over
from sunshine.cases.models import Handover
from sunshine.inforequests.actions import filing, receiving, reviewing, serving
from sunshine.inforequests.filing import token_digest
from sunshine.inforequests.models import Delivery, InfoRequest, State
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.letters.models import Letter
from sunshine.orgs.models import Body, Person
from tests.build.inforequests import ASKING, AT, ZHANG, received, signed, submitted, to_sign
from tests.cast import cast_people


def contested() -> dict[str, int]:
    """Make the cast and a request that waits to be signed; return its key."""
    cast = cast_people()
    return {"request": to_sign(cast, received(cast)).pk}


def three_steps() -> dict[str, int]:
    """Make the cast, and a request to confirm, one to pass on, one to serve; return their keys."""
    cast = cast_people()
    return {
        "confirm": submitted(cast.heping, token="confirm").pk,
        "pass_on": received(cast, token="pass").pk,
        "serve": signed(cast, received(cast, token="serve")).pk,
    }


def take_steps(start: float, number: int, confirm: int, pass_on: int, serve: int) -> list[str]:
    """Wait for ``start``, then take each of the steps; return those that were done."""
    wu = Person.objects.get(username="wu")
    to = Person.objects.get(username=("li", "lin", "chen", "xu")[number % 4])
    found = InfoRequest.objects.select_related("case", "body")
    rows = {key: found.get(pk=key) for key in (confirm, pass_on, serve)}
    steps: dict[str, Callable[[], object]] = {
        "confirm": lambda: receiving.confirm(rows[confirm], by=wu, at=AT),
        "pass_on": lambda: hand_over(rows[pass_on].case, to=to, why="请接手", by=wu, at=AT),
        "serve": lambda: serving.serve(
            rows[serve], manner="hand", served_on=beijing_day(AT), by=wu, at=AT
        ),
    }
    time.sleep(max(0.0, start - time.time()))
    done = []
    # Half of them from the other end, so that all three are contested.
    for name in sorted(steps, reverse=bool(number % 2)):
        with suppress(Refused):
            steps[name]()
            done.append(name)
    return done


def steps_stand() -> dict[str, int]:
    """Return how often each of the steps stands in the log and in its tables."""
    counted = Event.objects.filter
    return {
        "confirm": counted(kind="inforequests.confirmed", subject=_subject("confirm")).count(),
        "receipts": Letter.objects.filter(kind="receipt", subject=_subject("confirm")).count(),
        "pass_on": counted(kind="cases.handover_asked").count(),
        "handovers": Handover.objects.count(),
        "serve": counted(kind="inforequests.served").count(),
        "deliveries": Delivery.objects.count(),
        "broken": verify() is not None,
    }


def _subject(token: str) -> str:
    return InfoRequest.objects.get(token_digest=token_digest(token)).subject


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
