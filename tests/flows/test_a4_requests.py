"""A4: a request is never without somebody who answers for it."""

from datetime import date

import pytest

from sunshine.audit.models import Event
from sunshine.cases.actions import accept_handover, hand_over, take_up
from sunshine.inforequests import periodic
from sunshine.inforequests.actions import drafting, receiving, sheet
from sunshine.inforequests.staff_notices import tell
from sunshine.inforequests.states import Party, parties_of
from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from sunshine.orgs.models import Delegation, PostHolding
from tests.build.inforequests import (
    ASKING,
    AT,
    ZHANG,
    after,
    drafted,
    in_review,
    received,
    submitted,
)
from tests.cast import Cast

TODAY = date(2026, 3, 5)


def test_it_has_an_owner_from_its_first_moment(cast: Cast) -> None:
    request = submitted(cast.heping)
    assert request.case.owner == cast.wu
    PostHolding.objects.filter(person=cast.wu).update(until=date(2026, 3, 1))
    assert submitted(cast.heping, token="t2").case.owner == cast.he
    with pytest.raises(Refused) as refused:
        submitted(cast.ln, token="t3")
    assert [one.code for one in refused.value.reasons] == ["request-without-office"]


def test_who_takes_it_over_acts_and_who_gave_it_does_not(cast: Cast) -> None:
    request = received(cast)
    handover = hand_over(request.case, to=cast.lin, why="业务科室承办", by=cast.wu, at=AT)
    assert Party.KEEPER in parties_of(request, cast.wu, TODAY)
    accept_handover(handover, by=cast.lin, at=AT)
    drafting.draft_reply(request, kind="grant", facts={"how": "附后"}, by=cast.lin, at=AT)
    with pytest.raises(Refused):
        drafting.draft_reply(request, kind="grant", facts={}, by=cast.wu, at=AT)


def test_a_deputy_acts_for_who_is_away(cast: Cast) -> None:
    request = received(cast)
    post = PostHolding.objects.get(person=cast.wu).post
    Delegation.objects.create(
        post=post, holder=cast.wu, deputy=cast.lin, since=TODAY, until=date(2026, 3, 20)
    )
    assert Party.KEEPER in parties_of(request, cast.lin, TODAY)
    assert Party.KEEPER not in parties_of(request, cast.lin, date(2026, 3, 21))


def test_whose_owner_is_gone_goes_to_the_chief(cast: Cast) -> None:
    request = received(cast)
    PostHolding.objects.filter(person=cast.wu).update(until=date(2026, 3, 9))
    assert periodic.take_ownerless_to_chiefs(after(2)) == 0
    periodic.take_ownerless_to_chiefs(after(6))
    periodic.take_ownerless_to_chiefs(after(7))
    notice = Notice.objects.get(kind="inforequests.ownerless")
    assert notice.recipient == cast.he
    take_up(request.case, by=cast.he, at=after(7))
    assert periodic.take_ownerless_to_chiefs(after(8)) == 0


def test_whom_it_concerns_may_do_nothing(cast: Cast) -> None:
    request = received(cast)
    receiving.recuse(request, cast.wu, why="申请人的亲属", by=cast.he, at=AT)
    assert request.case.owner == cast.he
    assert parties_of(request, cast.wu, TODAY) == frozenset()
    with pytest.raises(Refused) as refused:
        sheet.write_on_sheet(request, kind="note", text="意见", by=cast.wu, at=AT)
    assert "request-not-yours" in {one.code for one in refused.value.reasons}


def test_everybody_is_told_that_it_is_his_turn(cast: Cast) -> None:
    request = in_review(cast, drafted(cast, received(cast)))
    sheet.ask_countersign(request, cast.lin, by=cast.wu, at=AT)
    events = list(Event.objects.filter(kind__startswith="inforequests."))
    tell(events)
    tell(events)
    told = set(Notice.objects.values_list("kind", "recipient__username"))
    assert ("inforequests.draft_submitted", "feng") in told
    assert ("inforequests.countersign_asked", "lin") in told
    assert ("inforequests.submitted", "wu") in told
    said = " ".join(one.text for one in Notice.objects.all())
    assert request.case.number in said
    assert ZHANG.name not in said
    assert ASKING.description not in said
