"""The header: always an owner, numbers without gaps, codes that only their holder knows."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from sunshine.audit.models import Event
from sunshine.cases import actions
from sunshine.cases.codes import code_for, is_code, spoken
from sunshine.cases.kinds import Kind, register_kind
from sunshine.cases.models import Case, Handover, WaitingFor
from sunshine.cases.queries import Standing, case_followed, ownerless_of, standing_of
from sunshine.kit.errors import Refused
from sunshine.kit.opaque import ALPHABET
from sunshine.orgs.models import Delegation, Person, PostHolding
from tests.build.cases import AT, KIND, closed, dated, opened, opened_in_vain
from tests.cast import Cast

DAY = date(2026, 3, 5)
LATER = AT + timedelta(hours=1)


def refusal(caught: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in caught.value.reasons}


def deputise(holder: Person, deputy: Person) -> Delegation:
    post = PostHolding.objects.get(person=holder).post
    return Delegation.objects.create(
        post=post, holder=holder, deputy=deputy, since=DAY, until=DAY + timedelta(days=7)
    )


def test_numbers_run_per_body_and_kind(cast: Cast) -> None:
    numbers = [opened(cast.heping, cast.wu)[0].number for _ in range(2)]
    numbers.append(opened(cast.dalian, cast.zhao)[0].number)
    assert numbers == ["CS-210102-2026-1", "CS-210102-2026-2", "CS-210200-2026-1"]


def test_what_is_rolled_back_leaves_no_gap(cast: Cast) -> None:
    opened(cast.heping, cast.wu)
    with pytest.raises(Refused):
        opened_in_vain(cast.heping, cast.wu)
    assert opened(cast.heping, cast.wu)[0].serial == 2


def test_a_kind_keeps_its_word_to_itself() -> None:
    assert register_kind(KIND) is KIND
    with pytest.raises(ValueError, match="taken"):
        register_kind(Kind("others", "CS", "别的", frozenset()))


def test_the_same_secret_gives_the_same_code_and_another_another() -> None:
    codes = {code_for(f"token {number}") for number in range(500)}
    assert code_for("token 1") in codes
    assert len(codes) == 500
    assert all(len(code) == 10 and set(code) <= set(ALPHABET) for code in codes)
    assert spoken("23456789bc") == "2345 6789 bc"


def test_a_case_is_followed_by_number_and_code_alone(cast: Cast) -> None:
    case, code = opened(cast.heping, cast.wu, token="one")
    other, _ = opened(cast.heping, cast.wu, token="two")
    assert case_followed(case.number, spoken(code).upper()) == case
    assert case_followed(other.number, code) is None
    assert case_followed(case.number, "") is None
    assert case_followed("CS-210102-2026-99", code) is None
    assert code not in case.code_digest
    assert not is_code("", case.code_digest)


def test_a_stranger_is_given_no_case(cast: Cast) -> None:
    for owner in (cast.zhao, cast.sun, cast.nobody):
        with pytest.raises(Refused) as caught:
            opened(cast.heping, owner)
        assert refusal(caught) == {"case-keeper-not-of-body"}


def test_nobody_keeps_a_complaint_against_himself(cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        opened(cast.heping, cast.wu, may_not_own=[cast.wu])
    assert refusal(caught) == {"case-concerns-keeper"}
    case, _ = opened(cast.heping, cast.wu, may_not_own=[cast.li, cast.he])
    with pytest.raises(Refused) as caught:
        actions.hand_over(case, to=cast.li, why="由其办理", by=cast.wu, at=LATER)
    assert refusal(caught) == {"case-concerns-keeper"}
    deputise(cast.wu, cast.li)
    assert case not in Case.objects.owned_by(cast.li, DAY)
    with pytest.raises(Refused) as caught:
        actions.hand_over(case, to=cast.lin, why="转走", by=cast.li, at=LATER)
    assert refusal(caught) == {"case-not-yours"}
    with pytest.raises(Refused) as caught:
        actions.hand_over(case, to=cast.lin, why="转走", by=cast.he, at=LATER)
    assert refusal(caught) == {"case-not-yours"}


def test_the_owner_stays_owner_until_another_accepts(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu)
    handover = actions.hand_over(case, to=cast.li, why="业务归口", by=cast.wu, at=LATER)
    case.refresh_from_db()
    assert case.owner == cast.wu
    with pytest.raises(Refused) as caught:
        actions.hand_over(case, to=cast.lin, why="再转", by=cast.wu, at=LATER)
    assert refusal(caught) == {"handover-open"}
    for other in (cast.wu, cast.lin, cast.zhao):
        with pytest.raises(Refused) as caught:
            actions.accept_handover(handover, by=other, at=LATER)
        assert "handover-not-to-you" in refusal(caught)
    assert actions.accept_handover(handover, by=cast.li, at=LATER).owner == cast.li
    with pytest.raises(Refused) as caught:
        actions.accept_handover(handover, by=cast.li, at=LATER)
    assert refusal(caught) == {"handover-answered"}
    kinds = [event.kind for event in Event.objects.filter(subject=case.subject)]
    assert kinds == ["tests.opened", "cases.handover_asked", "cases.handover_accepted"]


def test_what_is_declined_or_taken_back_stays(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu)
    first = actions.hand_over(case, to=cast.li, why="业务归口", by=cast.wu, at=LATER)
    with pytest.raises(Refused) as caught:
        actions.decline_handover(first, why=" ", by=cast.li, at=LATER)
    assert refusal(caught) == {"handover-decline-why-needed"}
    assert actions.decline_handover(first, why="不归我科", by=cast.li, at=LATER).owner == cast.wu
    second = actions.hand_over(case, to=cast.li, why="再请考虑", by=cast.wu, at=LATER)
    with pytest.raises(Refused) as caught:
        actions.take_back_handover(second, by=cast.li, at=LATER)
    assert refusal(caught) == {"case-not-yours"}
    assert actions.take_back_handover(second, by=cast.wu, at=LATER).owner == cast.wu
    first.refresh_from_db()
    assert (first.accepted, first.decline_reason) == (False, "不归我科")


def test_only_who_has_it_or_a_chief_passes_it_on(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu)
    for other in (cast.li, cast.zhao, cast.ma, cast.sun, cast.nobody):
        with pytest.raises(Refused) as caught:
            actions.hand_over(case, to=cast.lin, why="转走", by=other, at=LATER)
        assert refusal(caught) == {"case-not-yours"}
    assert actions.hand_over(case, to=cast.lin, why="调整分工", by=cast.he, at=LATER).asked_by == (
        cast.he
    )


def test_a_deputy_covers_an_absence_and_no_longer(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu)
    deputise(cast.wu, cast.lin)
    assert list(Case.objects.owned_by(cast.lin, DAY)) == [case]
    assert list(Case.objects.owned_by(cast.lin, DAY + timedelta(days=30))) == []
    assert list(Case.objects.owned_by(cast.li, DAY)) == []
    actions.write_message(case, text="请补充", of_office=True, by=cast.lin, at=LATER)


def test_a_case_whose_owner_has_left_is_found_and_taken_up(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu)
    with pytest.raises(Refused) as caught:
        actions.take_up(case, by=cast.he, at=LATER)
    assert refusal(caught) == {"case-has-owner"}
    PostHolding.objects.filter(person=cast.wu).update(until=DAY)
    after = AT + timedelta(days=3)
    assert list(Case.objects.ownerless(DAY + timedelta(days=3))) == [case]
    others, _code = opened(cast.heping, cast.he, token="other")
    assert list(ownerless_of(Case.objects.all(), DAY + timedelta(days=3))) == [case]
    assert list(ownerless_of(Case.objects.filter(pk=others.pk), DAY + timedelta(days=3))) == []
    with pytest.raises(Refused) as caught:
        actions.take_up(case, by=cast.li, at=after)
    assert refusal(caught) == {"case-not-chief"}
    assert actions.take_up(case, by=cast.he, at=after).owner == cast.he
    assert list(Case.objects.ownerless(DAY + timedelta(days=3))) == []


def test_the_database_refuses_an_open_case_without_owner(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(owner=None)


def test_amber_and_overdue_follow_the_day(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu)
    due, amber = date(2026, 4, 2), date(2026, 3, 27)
    dated(case, due, amber, waiting_for=WaitingFor.OFFICE)
    on = [amber - timedelta(days=1), amber, due, due + timedelta(days=1)]
    assert [Case.objects.amber(day).count() for day in on] == [0, 1, 1, 0]
    assert [Case.objects.overdue(day).count() for day in on] == [0, 0, 0, 1]
    dated(case, None, None, waiting_for=WaitingFor.APPLICANT)
    assert Case.objects.overdue(date(2030, 1, 1)).count() == 0
    dated(case, due, amber, waiting_for=WaitingFor.OFFICE)
    closed(case)
    assert Case.objects.overdue(date(2030, 1, 1)).count() == 0


def test_a_list_is_counted_in_one_query(cast: Cast, django_assert_num_queries) -> None:
    days = {"late": -1, "today": 0, "soon": 3, "later": 30}
    for name, left in days.items():
        due = DAY + timedelta(days=left)
        case, _code = opened(cast.heping, cast.wu, token=name)
        dated(case, due, due - timedelta(days=5), waiting_for=WaitingFor.OFFICE)
    opened(cast.heping, cast.he, token="undated")
    with django_assert_num_queries(1):
        assert standing_of(Case.objects.open(), DAY) == Standing(all=5, late=1, soon=2)


def test_messages_pass_between_the_office_and_the_applicant_only(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu, applicant=cast.sun)
    mine = actions.write_message(case, text="何时答复？", of_office=False, by=cast.sun, at=LATER)
    actions.write_message(case, text="下周。", of_office=True, by=cast.wu, at=LATER)
    actions.write_message(case, text="谢谢。", of_office=False, by=None, at=LATER)
    assert [one.of_office for one in case.messages.all()] == [False, True, False]
    assert mine.text not in str(Event.objects.get(kind="cases.message_written", actor=cast.sun.pk))
    for person, of_office, code in (
        (cast.nobody, False, "message-not-yours"),
        (cast.li, True, "case-not-yours"),
        (cast.zhao, True, "case-not-yours"),
        (None, True, "case-not-yours"),
    ):
        with pytest.raises(Refused) as caught:
            actions.write_message(case, text="?", of_office=of_office, by=person, at=LATER)
        assert refusal(caught) == {code}


def test_a_closed_case_is_rated_once(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu, applicant=cast.sun)
    with pytest.raises(Refused) as caught:
        actions.rate(case, stars=6, by=cast.nobody, at=LATER)
    assert refusal(caught) == {"case-still-open", "rating-not-yours", "rating-stars"}
    closed(case)
    assert actions.rate(case, stars=4, comment="还行", by=cast.sun, at=LATER).stars == 4
    with pytest.raises(Refused) as caught:
        actions.rate(case, stars=5, by=None, at=LATER)
    assert refusal(caught) == {"rated-already"}


def test_nothing_happens_to_a_closed_case(cast: Cast) -> None:
    case, _ = opened(cast.heping, cast.wu)
    handover = actions.hand_over(case, to=cast.li, why="业务归口", by=cast.wu, at=LATER)
    closed(case)
    assert Handover.objects.get().accepted is False
    with pytest.raises(Refused) as caught:
        actions.accept_handover(handover, by=cast.li, at=LATER)
    assert refusal(caught) == {"case-closed", "handover-answered"}
    with pytest.raises(Refused) as caught:
        dated(case, DAY, DAY, waiting_for=WaitingFor.OFFICE)
    assert refusal(caught) == {"case-closed"}
