"""The desk of cases: lists, the page of one, hand-overs, reminders, messages, and who sees what."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.cases.actions import rate, write_message
from sunshine.cases.models import Case, Handover, Message, WaitingFor
from sunshine.cases.queries import case_followed
from sunshine.desk.lateness import Left, workdays_until
from sunshine.kit.days import beijing_day
from sunshine.notices.models import Notice
from sunshine.orgs.models import Delegation, PostHolding
from sunshine.workdays.loader import official_calendar
from tests.build import inforequests as requests
from tests.build.cases import closed, dated, opened
from tests.cast import Cast

CASES = "/desk/cases/"


def a_case(cast: Cast, name: str = "t", *, left: int | None = 20) -> Case:
    """Open a case of Wu's with ``left`` days to its last one, amber five before."""
    now = timezone.now()
    case, _code = opened(cast.heping, cast.wu, token=name, at=now)
    due = None if left is None else beijing_day(now) + timedelta(days=left)
    amber = due and due - timedelta(days=5)
    return dated(case, due, amber, waiting_for=WaitingFor.OFFICE, at=now)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_soonest_stands_on_top_and_is_named_in_words(cast: Cast, desks) -> None:
    later, soon, late = (a_case(cast, str(days), left=days) for days in (20, 3, -2))
    waiting = a_case(cast, "w", left=None)
    page = text(desks["wu"], CASES)
    places = [page.index(f'href="{CASES}{case.pk}/"') for case in (late, soon, later, waiting)]
    assert places == sorted(places)
    assert "已逾期 2 天" in page
    assert "期限暂停" in page
    assert "<b>1</b>逾期" in page
    assert "快到期" in page
    only_late = text(desks["wu"], f"{CASES}?state=late")
    assert f"{CASES}{late.pk}/" in only_late
    assert f"{CASES}{soon.pk}/" not in only_late
    table = desks["wu"].get(f"{CASES}?export=csv").content.decode()
    assert table.splitlines()[1].startswith(late.number)
    assert "3 days overdue" not in text(desks["wu"], f"/en{CASES}")
    assert "Clock stopped" in text(desks["wu"], f"/en{CASES}")


def test_what_the_law_gives_in_working_days_is_told_in_them(cast: Cast, desks) -> None:
    at = timezone.now() - timedelta(days=2)
    case = requests.received(cast, at=at).case
    calendar, today = official_calendar(body=cast.heping.slug), beijing_day(timezone.now())
    days = calendar.workdays_between(today, case.due)
    assert 15 < days <= 20
    assert f"还有 {days} 个工作日" in text(desks["wu"], CASES)
    assert f"{days} working days left" in text(desks["wu"], f"/en{CASES}")


@pytest.mark.parametrize(
    ("due", "today", "days", "tone", "words"),
    [
        # National Day and the make-up days of 2025: 09-28 and 10-11 are worked.
        ("2025-10-24", "2025-09-26", 16, "plain", "还有 16 个工作日"),
        ("2025-10-11", "2025-09-30", 3, "plain", "还有 3 个工作日"),
        ("2025-10-24", "2025-10-24", 0, "warn", "今天到期"),
        ("2025-10-24", "2025-10-25", 0, "late", "已逾期"),
        ("2025-10-24", "2025-10-28", -2, "late", "已逾期 2 个工作日"),
    ],
)
def test_working_days_left_know_holidays_and_make_up_days(
    due: str, today: str, days: int, tone: str, words: str
) -> None:
    calendar = official_calendar(date(2025, 1, 2))
    left = workdays_until(date.fromisoformat(due), date.fromisoformat(today), calendar)
    assert left == Left(days, tone, words)


def test_a_long_worklist_costs_no_more_queries_than_a_short_one(cast: Cast, desks) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            text(desks["wu"], f"{CASES}?tab=mine")
        return len(asked)

    a_case(cast, "first")
    text(desks["wu"], CASES)
    few = cost()
    for number in range(60):
        a_case(cast, f"{number}")
    assert cost() == few <= 14
    second = text(desks["wu"], f"{CASES}?tab=mine&page=2")
    assert "共 61 件" in second
    assert second.count('name="chosen"') == 11


def test_the_page_says_where_it_stands_and_is_looked_into_once_a_day(cast: Cast, desks) -> None:
    case = a_case(cast, left=3)
    for _time in range(2):
        page = text(desks["he"], f"{CASES}{case.pk}/")
    assert case.number in page
    assert "还有 3 天" in page
    assert "负责人" in page
    looks = Event.objects.filter(kind="cases.looked", actor=cast.he.pk)
    assert [event.data for event in looks] == [{"what": "case"}]
    assert "查阅" not in page.partition("经过")[2]


def test_a_case_moves_only_when_it_is_accepted(cast: Cast, desks) -> None:
    case = a_case(cast)
    address = f"{CASES}{case.pk}/"
    assert desks["li"].get(address).status_code == 404
    asked = desks["wu"].post(f"{address}hand-over/", {"to": cast.li.pk, "why": "由采编掌握"})
    assert asked.status_code == 302
    assert Notice.objects.get(recipient=cast.li).kind == "cases.handover_asked"
    page = text(desks["li"], address)
    assert "由采编掌握" in page
    assert f"{address}accept/" in page
    assert f"{address}take-back/" not in page
    case.refresh_from_db()
    assert case.owner == cast.wu
    assert desks["li"].post(f"{address}decline/", {"why": ""}).status_code == 422
    assert desks["li"].post(f"{address}accept/").status_code == 302
    case.refresh_from_db()
    assert case.owner == cast.li
    assert case.number in text(desks["li"], CASES)


def test_a_hand_over_is_declined_or_taken_back_and_nothing_moves(cast: Cast, desks) -> None:
    case = a_case(cast)
    address = f"{CASES}{case.pk}/"
    for _time in range(2):
        desks["wu"].post(f"{address}hand-over/", {"to": cast.li.pk, "why": "由采编掌握"})
        if not Handover.objects.filter(decline_reason="不归我管").exists():
            assert "由采编掌握" in text(desks["li"], f"{address}decline/")
            desks["li"].post(f"{address}decline/", {"why": "不归我管"})
            assert desks["li"].get(address).status_code == 404
        else:
            desks["wu"].post(f"{address}take-back/")
    case.refresh_from_db()
    assert case.owner == cast.wu
    assert not case.handovers.filter(answered_at=None).exists()
    assert "不归我管" in text(desks["wu"], address)


def test_a_refusal_keeps_what_was_typed(cast: Cast, desks) -> None:
    case = a_case(cast)
    address = f"{CASES}{case.pk}/hand-over/"
    answer = desks["wu"].post(address, {"to": cast.zhao.pk, "why": "请大连办"})
    assert answer.status_code == 422
    assert "请大连办" in answer.content.decode()
    closed(case, at=timezone.now())
    page = text(desks["wu"], address)
    assert "已经办结" in page
    assert "disabled" in page


def test_a_head_takes_up_what_nobody_has_and_chases_others(cast: Cast, desks) -> None:
    case = a_case(cast)
    assert desks["he"].post(f"{CASES}{case.pk}/remind/").status_code == 302
    desks["he"].post(f"{CASES}several/", {"chosen": [case.pk], "act": "remind", "back_tab": "body"})
    assert Notice.objects.filter(recipient=cast.wu, kind="cases.reminded").count() == 1
    assert Event.objects.filter(kind="cases.reminded").count() == 2
    yesterday = beijing_day(timezone.now()) - timedelta(days=1)
    PostHolding.objects.filter(person=cast.wu).update(until=yesterday)
    assert case.number in text(desks["he"], f"{CASES}?tab=orphans")
    assert desks["he"].post(f"{CASES}{case.pk}/take-up/").status_code == 302
    case.refresh_from_db()
    assert case.owner == cast.he


def test_a_deputy_works_for_who_is_away(cast: Cast, desks) -> None:
    case = a_case(cast)
    today = beijing_day(timezone.now())
    post = PostHolding.objects.get(person=cast.wu).post
    Delegation.objects.create(
        post=post, holder=cast.wu, deputy=cast.lin, since=today - timedelta(days=1), until=today
    )
    assert case.number in text(desks["lin"], CASES)
    page = text(desks["lin"], f"{CASES}{case.pk}/")
    assert "代理：林" in page
    written = desks["lin"].post(f"{CASES}{case.pk}/message/", {"text": "正在办理。"})
    assert written.status_code == 302
    assert Message.objects.get().author == cast.lin


def test_messages_and_the_rating_are_shown(cast: Cast, desks) -> None:
    case = a_case(cast)
    now = timezone.now()
    write_message(case, text="办到哪里了？", of_office=False, by=None, at=now)
    assert "办到哪里了？" in text(desks["wu"], f"{CASES}{case.pk}/")
    assert desks["wu"].post(f"{CASES}{case.pk}/message/", {"text": " "}).status_code == 422
    closed(case, at=now)
    case.refresh_from_db()
    rate(case, stars=2, comment="太慢", by=None, at=now)
    page = text(desks["wu"], f"{CASES}{case.pk}/")
    assert "2 星" in page
    assert "太慢" in page
    assert case.number in text(desks["wu"], f"{CASES}?tab=closed")


def test_the_calendar_the_load_and_the_shift_agree_with_the_list(cast: Cast, desks) -> None:
    cases = [a_case(cast, str(days), left=days) for days in (-2, 3, 3)]
    due = cases[1].due
    assert due is not None
    month = text(desks["he"], f"{CASES}calendar/?month={due:%Y-%m}")
    assert f"due={due.isoformat()}" in month
    assert "2 件" in month
    for odd in ("2026-13", "", "9999-12", "0001-01"):
        assert desks["he"].get(f"{CASES}calendar/?month={odd}").status_code == 200
    load = text(desks["he"], f"{CASES}workload/")
    assert f"owner={cast.wu.pk}" in load
    shift = text(desks["wu"], f"{CASES}shift/")
    assert all(case.number in shift for case in cases)
    chosen = [case.pk for case in cases]
    several = {"chosen": chosen, "act": "hand_over", "to": cast.lin.pk, "why": "交班"}
    assert desks["wu"].post(f"{CASES}several/", several).status_code == 302
    assert Handover.objects.filter(to_person=cast.lin, answered_at=None).count() == 3
    assert "请他人接手" in text(desks["wu"], f"{CASES}shift/")
    assert text(desks["lin"], f"{CASES}?tab=asked").count("data-row") == 3


def test_for_others_a_case_is_not_there(cast: Cast, desks) -> None:
    case = a_case(cast)
    own = f"{CASES}{case.pk}/"
    for name in ("zhao", "ma", "li", "gao", "zhou"):
        for rest in ("", "hand-over/", "message/", "decline/"):
            assert desks[name].get(own + rest).status_code == 404, (name, rest)
        for rest in ("accept/", "take-back/", "take-up/", "remind/"):
            assert desks[name].post(own + rest).status_code == 404, (name, rest)
        assert case.number not in text(desks[name], f"{CASES}?tab=body")
    several = {"chosen": [case.pk, "x", ""], "act": "remind"}
    assert desks["zhao"].post(f"{CASES}several/", several).status_code == 302
    assert not Notice.objects.filter(kind="cases.reminded").exists()


def test_whom_it_concerns_does_not_see_it(cast: Cast, desks) -> None:
    case, _code = opened(cast.heping, cast.wu, at=timezone.now(), may_not_own=[cast.he])
    assert desks["he"].get(f"{CASES}{case.pk}/").status_code == 404
    assert case.number not in text(desks["he"], f"{CASES}?tab=body")


def test_a_lost_code_is_replaced_for_whoever_shows_who_he_is(cast: Cast, desks) -> None:
    case = a_case(cast)
    place = f"{CASES}{case.pk}/code/"
    assert place in text(desks["wu"], f"{CASES}{case.pk}/")
    before = case.code_digest
    unseen = desks["wu"].post(place, {})
    assert unseen.status_code == 422
    assert "请先核对身份证明" in unseen.content.decode()
    case.refresh_from_db()
    assert case.code_digest == before
    given = desks["wu"].post(place, {"seen": "on"}).content.decode()
    code = re.findall(r'slip-big">([^<]+)<', given)[1]
    assert case_followed(case.number, code) == case
    case.refresh_from_db()
    assert case.code_digest != before
    assert code not in str(list(Event.objects.values_list("data", flat=True)))
    assert desks["zhao"].post(place, {"seen": "on"}).status_code == 404
