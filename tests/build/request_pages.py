"""Requests whose pages the browser opens: one answered, one to be paid for, one answered anew."""

from datetime import timedelta

from django.utils import timezone

from sunshine.cases.codes import code_for
from sunshine.inforequests.actions import remedies, renewing
from sunshine.inforequests.models import InfoRequest
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body
from sunshine.publishing.reference import load_sections
from tests.build import inforequests as build
from tests.build.desk import NAMES, session_of
from tests.cast import Cast, cast_people

Opened = dict[str, object]


def furnished() -> Opened:
    """Make cast and requests; return sessions by name, and number, code and case of each."""
    cast, at = cast_people(), timezone.now()
    load_sections(at=at)
    Body.objects.filter(pk=cast.shenyang.pk).update(supervision_telephone="024-12366")
    made = {
        "served": build.served(cast, build.received(cast, token="served", at=at), at=at),
        "paying": build.paying(cast, build.received(cast, token="paying", at=at), at=at),
        "handling": build.received(cast, token="handling", at=at),
        "renewed": _renewed(cast),
    }
    opened: Opened = {key: _known(request, key) for key, request in made.items()}
    return {**opened, "sessions": {name: session_of(getattr(cast, name)) for name in NAMES}}


def _renewed(cast: Cast) -> InfoRequest:
    at, on = timezone.now(), beijing_day(timezone.now())
    request = build.closed(cast, build.received(cast, token="renewed", at=at), at=at)
    remedy = remedies.file_remedy(
        request, kind="reconsideration", organ=cast.shenyang.name, filed_on=on, by=cast.wu, at=at
    )
    remedies.decide_remedy(remedy, outcome="corrected", decided_on=on, by=cast.wu, at=at)
    later = at + timedelta(minutes=1)
    renewing.answer_anew(request, order=remedy, ordered_on=on, by=cast.wu, at=later)
    return request


def _known(request: InfoRequest, token: str) -> dict[str, object]:
    return {"number": request.case.number, "code": code_for(token), "case": request.case_id}
