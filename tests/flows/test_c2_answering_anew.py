"""C2, C3: a decision orders an answer anew; the first reply stays and no year counts it twice."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from sunshine.audit.models import Event
from sunshine.cases.codes import code_for
from sunshine.inforequests.actions import (
    complaining,
    extending,
    remedies,
    renewing,
    serving,
    splitting,
)
from sunshine.inforequests.counting import behind, count_year
from sunshine.inforequests.models import InfoRequest, Remedy, State
from sunshine.inforequests.orders import orders_of
from sunshine.inforequests.queries.alike import count_of_month
from sunshine.inforequests.staff_notices import tell
from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from tests.build import inforequests as build
from tests.build.inforequests import AT, after
from tests.cast import Cast
from tests.entering import enter

pytestmark = pytest.mark.django_db
CAME = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Any) -> None:
    settings.FILES_DIR = tmp_path / "files"
    cache.clear()


def decided(
    cast: Cast, request: InfoRequest, *, kind: str = "reconsideration", outcome: str = "corrected"
) -> Remedy:
    """Return a remedy against the reply that was decided at the end of May."""
    remedy = remedies.file_remedy(
        request,
        kind=kind,
        organ="国家税务总局沈阳市税务局",
        filed_on=date(2026, 4, 1),
        by=cast.wu,
        at=after(30),
    )
    return remedies.decide_remedy(
        remedy, outcome=outcome, decided_on=date(2026, 5, 29), by=cast.wu, at=after(88)
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in refused.value.reasons}


def renewed(cast: Cast, request: InfoRequest, **told: Any) -> InfoRequest:
    """Return the answer anew, begun on the day after the decision came."""
    order = orders_of(request)[0]
    return renewing.answer_anew(
        request, order=order, ordered_on=CAME, by=cast.wu, at=after(89), **told
    )


def test_a_new_period_runs_and_the_first_reply_stays(cast: Cast) -> None:
    request = build.closed(cast, build.received(cast))
    before = (request.outcome, request.finished_on, request.reply.letter.number)
    decided(cast, request)
    new = renewed(cast, request)
    assert (new.state, new.case.received_on) == (State.HANDLING, CAME)
    assert new.case.due == date(2026, 6, 30)  # 20 workdays; 19 June is 端午节
    assert (new.description, new.applicant.digest) == (
        request.description,
        request.applicant.digest,
    )
    request = InfoRequest.objects.get(pk=request.pk)
    assert (request.outcome, request.finished_on, request.reply.letter.number) == before
    assert Event.objects.get(kind="inforequests.renewed").subject == request.subject
    tell(list(Event.objects.filter(kind="inforequests.renewed")))
    assert not Notice.objects.filter(recipient=cast.wu)  # he did it himself
    build.served(cast, new, at=after(90))
    assert new.outcome == "grant"
    assert request.reply_id != new.reply_id


def test_no_year_counts_it_twice(cast: Cast) -> None:
    request = build.closed(cast, build.received(cast))
    before = count_year(cast.heping, 2026)
    decided(cast, request)
    new = renewed(cast, request)
    running = count_year(cast.heping, 2026)
    build.served(cast, new, at=after(90))
    ended = count_year(cast.heping, 2026)
    assert before.requests == running.requests == ended.requests
    assert (ended.row("1"), ended.row("3.7"), ended.row("4")) == (1, 1, 0)
    assert ended.remedies["reconsideration", "corrected"] == 1
    assert list(behind(cast.heping, 2026, "3.7")) == [request]
    assert count_of_month(new)[0] == 1


def test_the_day_that_the_decision_sets_prevails(cast: Cast) -> None:
    request = build.served(cast, build.received(cast))
    decided(cast, request, kind="suit")
    new = renewed(cast, request, answer_by=date(2026, 6, 11))
    assert new.case.due == date(2026, 6, 11)
    barred = extending.why_not_extend(
        new, days=5, grounds="资料多", by=cast.he, on=date(2026, 6, 3)
    )
    assert [one.code for one in barred] == ["extension-without-period"]
    pieces = splitting.why_not_split(new, ["一二三四", "五六七八"], by=cast.wu, on=date(2026, 6, 3))
    assert [one.code for one in pieces] == ["split-too-late"]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [("reconsideration", "upheld"), ("complaint", "corrected"), ("suit", "other")],
)
def test_what_orders_nothing_does_not_open_it(cast: Cast, kind: str, outcome: str) -> None:
    request = build.served(cast, build.received(cast))
    remedy = decided(cast, request, kind=kind, outcome=outcome)
    assert orders_of(request) == []
    with pytest.raises(Refused) as refused:
        renewing.answer_anew(request, order=remedy, ordered_on=CAME, by=cast.wu, at=after(89))
    assert codes(refused) == {"renewal-without-order"}


def test_every_fault_is_named_and_it_begins_once(cast: Cast) -> None:
    request = build.served(cast, build.received(cast))
    remedy = decided(cast, request)
    faults = renewing.why_not_answer_anew(
        request,
        order=remedy,
        ordered_on=date(2026, 5, 1),
        answer_by=date(2026, 4, 1),
        by=cast.zhao,
        on=CAME,
    )
    assert [one.code for one in faults] == [
        "request-not-yours",
        "request-day-too-early",
        "renewal-day-unfit",
    ]
    renewed(cast, request)
    with pytest.raises(Refused) as refused:
        renewing.answer_anew(request, order=remedy, ordered_on=CAME, by=cast.wu, at=after(89))
    assert codes(refused) == {"renewal-begun"}


def test_a_complaint_found_true_orders_it_too(cast: Cast) -> None:
    request = build.served(cast, build.received(cast))
    complaint = complaining.complain(
        request, ground="handling", text="未答全", by=None, at=after(2)
    )
    complaining.decide_complaint(
        complaint, outcome="founded", measure="rectify", answer="重新答复", by=cast.ma, at=after(3)
    )
    assert orders_of(request) == [complaint]
    assert renewed(cast, request).renews == request


def test_desk_and_applicant_walk_it(cast: Cast) -> None:
    request = build.closed(cast, build.received(cast))
    decided(cast, request)
    wu = enter(Client(), cast.wu)
    to = f"/desk/requests/{request.case_id}/act/answer_anew/"
    order = f"Remedy:{Remedy.objects.get().pk}"
    assert "国家税务总局沈阳市税务局" in wu.get(to).content.decode()
    assert wu.post(to, {"order": "Remedy:0", "ordered_on": "2026-06-01"}).status_code == 422
    assert wu.post(to, {"order": order, "ordered_on": "2026-06-01"}).status_code == 302
    new = InfoRequest.objects.get(renews=request)
    for one, other in ((request, new), (new, request)):
        shown = wu.get(f"/desk/cases/{one.case_id}/").content.decode()
        assert f"/desk/cases/{other.case_id}/" in shown
    assert enter(Client(), cast.zhao).get(f"/desk/cases/{new.case_id}/").status_code == 404
    client = Client()
    typed = {"number": request.case.number, "code": code_for(build.FORM)}
    client.post("/follow/", typed)
    shown = client.get("/follow/case/").content.decode()
    assert "正在重新答复" in shown
    assert new.case.number in shown
    assert client.post("/follow/case/open/", {"case": new.case_id}).status_code == 302
    shown = client.get("/follow/case/").content.decode()
    assert "看原申请" in shown
    assert client.post("/follow/case/open/", {"case": request.case_id}).status_code == 302


def test_whom_time_has_forgotten_is_registered_again(cast: Cast) -> None:
    request = build.closed(cast, build.received(cast))
    remedy = decided(cast, request)
    request.applicant.forgotten_at = AT
    request.applicant.save(update_fields=["forgotten_at"])
    barred = renewing.why_not_answer_anew(
        request, order=remedy, ordered_on=CAME, by=cast.wu, on=CAME
    )
    assert [one.code for one in barred] == ["renewal-identity-forgotten"]
    assert serving.why_not_close(request, by=cast.wu, on=CAME)
