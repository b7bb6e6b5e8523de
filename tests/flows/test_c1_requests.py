"""C1: a request from the web form to the closed case, with its letters and its clock."""

from datetime import date

import pytest

from sunshine.audit.models import Event
from sunshine.cases.models import Case, WaitingFor
from sunshine.cases.queries import case_followed
from sunshine.inforequests.actions import filing, reviewing
from sunshine.inforequests.models import Applicant, InfoRequest, State
from sunshine.kit.errors import Refused
from sunshine.letters.models import Letter
from tests.build.inforequests import (
    ASKING,
    AT,
    ZHANG,
    after,
    archived,
    received,
    signed,
    submitted,
    to_sign,
)
from tests.cast import Cast


def test_from_the_web_to_the_archive(cast: Cast) -> None:
    request, code = filing.submit(cast.heping, asking=ASKING, identity=ZHANG, token="form-1", at=AT)
    assert request.state == State.SUBMITTED
    assert request.case.received_on is None
    assert case_followed(request.case.number, code) == request.case

    request = received(cast, token="form-1")
    case = Case.objects.get(pk=request.case_id)
    assert (request.state, case.received_on, case.due, case.amber) == (
        State.HANDLING,
        date(2026, 3, 5),
        date(2026, 4, 2),
        date(2026, 3, 26),
    )
    archived(cast, request, at=after(10))
    request.refresh_from_db()
    case.refresh_from_db()
    assert (request.state, request.outcome) == (State.ARCHIVED, "grant")
    assert request.finished_on == date(2026, 3, 15)
    assert (case.due, case.waiting_for, case.is_open) == (None, WaitingFor.NOBODY, False)
    kinds = list(Letter.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["receipt", "reply_grant", "delivery"]
    reply = Letter.objects.get(kind="reply_grant").content
    text = " ".join(part for part in reply["body"] if isinstance(part, str))
    assert "张某某于2026年3月5日提出" in text
    assert ASKING.description in text


def test_the_same_form_twice_is_one_request(cast: Cast) -> None:
    first = filing.submit(cast.heping, asking=ASKING, identity=ZHANG, token="form-1", at=AT)
    again = filing.submit(cast.heping, asking=ASKING, identity=ZHANG, token="form-1", at=after(1))
    assert again == first
    assert InfoRequest.objects.count() == Case.objects.count() == 1


def test_who_asks_is_sealed_and_never_in_the_log(cast: Cast) -> None:
    request = received(cast)
    archived(cast, request, at=after(3))
    row = Applicant.objects.get()
    said = " ".join(f"{event.data} {event.subject}" for event in Event.objects.all())
    for secret in (ZHANG.name, ZHANG.id_number, ZHANG.telephone, ZHANG.address, ZHANG.email):
        assert secret not in said
        assert secret not in row.sealed
    assert row.keep_until == date(2029, 12, 31)


def test_nobody_decides_on_his_own_draft_or_twice(cast: Cast) -> None:
    request = to_sign(cast, received(cast))
    reply = request.reply
    assert reply is not None
    reply.drafted_by = cast.he
    reply.save()
    with pytest.raises(Refused) as refused:
        reviewing.sign_off(request, by=cast.he, at=AT)
    assert [one.code for one in refused.value.reasons] == ["reply-own-draft"]


def test_a_signature_can_be_taken_back_until_it_is_served(cast: Cast) -> None:
    request = signed(cast, received(cast))
    reviewing.undo_sign_off(request, why="金额有误", by=cast.he, at=AT)
    assert request.state == State.SIGNING
    letter = Letter.objects.get(kind="reply_grant")
    assert letter.void_reason == "金额有误"
    reviewing.sign_off(request, by=cast.he, at=AT)
    numbers = list(Letter.objects.filter(kind="reply_grant").values_list("number", flat=True))
    assert len(set(numbers)) == 2


def test_strangers_may_do_nothing(cast: Cast) -> None:
    request = submitted(cast.heping)
    for person in (cast.zhao, cast.nobody, cast.li):
        with pytest.raises(Refused) as refused:
            reviewing.sign_off(request, by=person, at=AT)
        assert "request-not-yours" in {one.code for one in refused.value.reasons}
