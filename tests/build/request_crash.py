"""A process that hangs in the middle of an act, to be killed there; and what it then left."""

import time
from pathlib import Path
from unittest.mock import patch

from django.db.models import F

from sunshine.audit.log import append
from sunshine.audit.models import Event
from sunshine.audit.proof import verify
from sunshine.cases.models import Case
from sunshine.inforequests import periodic
from sunshine.inforequests.actions import redating, serving
from sunshine.inforequests.models import Delivery, InfoRequest, State
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Person
from tests.build.inforequests import AT, received, signed
from tests.cast import cast_people

OPEN = 5


def prepared() -> int:
    """Make a request to serve, and others that were dated by another calendar; return the one."""
    cast = cast_people()
    one = signed(cast, received(cast))
    for number in range(OPEN):
        received(cast, token=f"open-{number}")
    others = InfoRequest.objects.exclude(pk=one.pk)
    others.update(dated_by="")
    Case.objects.filter(pk__in=others.values("case")).update(due=F("amber"))
    return one.pk


def serve_and_hang(request: int, marker: str) -> None:
    """Serve the reply, and stop when all is written but the event and the commit."""
    with patch.object(serving, "append", lambda **_facts: _hang(marker)):
        serve(request)


def serve(request: int) -> None:
    """Serve the reply."""
    one = InfoRequest.objects.select_related("case", "body").get(pk=request)
    wu = Person.objects.get(username="wu")
    serving.serve(one, manner="hand", served_on=beijing_day(AT), by=wu, at=AT)


def redate_and_hang(marker: str, after: int) -> None:
    """Date anew what is to be, and stop in the middle of the one after ``after``."""
    done: list[object] = []

    def stopping(*args: object, **facts: object) -> object:
        if len(done) == after:
            _hang(marker)
        done.append(facts)
        return append(*args, **facts)  # type: ignore[arg-type]

    with patch.object(redating, "append", stopping):
        periodic.redate(AT)


def redate() -> int:
    """Date anew what is left, and return how many were looked at."""
    return periodic.redate(AT)


def stands(request: int) -> dict[str, object]:
    """Return what is written of the one request, and how far the others are."""
    one = InfoRequest.objects.get(pk=request)
    redated = Event.objects.filter(kind="inforequests.redated").order_by()
    return {
        "is_signed": one.state == State.SIGNED,
        "finished": one.finished_on,
        "deliveries": Delivery.objects.filter(reply__answers=one).count(),
        "served": Event.objects.filter(kind="inforequests.served").count(),
        "redated": redated.count(),
        "moved": redated.values("subject").distinct().count(),
        "left": periodic.to_redate(),
        "is_whole": verify() is None,
    }


def _hang(marker: str) -> None:
    Path(marker).touch()
    time.sleep(600)
