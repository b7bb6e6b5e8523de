"""Keeping the calendar and the periods by pages; and for whom."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sunshine.orgs.models import Person, Post, PostHolding, Role
from sunshine.rulebook import periods
from sunshine.workdays.loader import official_calendar
from tests.cast import SINCE, Cast
from tests.entering import enter

LAW = "/desk/law/"
YEAR = {
    "number": "2027",
    "law": "国务院办公厅关于2027年部分节假日安排的通知",
    "new_year_from": "2027-01-01",
    "new_year_to": "2027-01-03",
    "spring_festival_from": "2027-02-05",
    "spring_festival_to": "2027-02-11",
    "spring_festival_work": "2027-01-31，2027-02-20",
}


@pytest.fixture
def chief(cast: Cast, settings: Any, tmp_path: Path) -> Client:
    """Return the browser of an administrator of the whole authority."""
    settings.HOME = tmp_path
    person = Person.objects.create(username="chief", name="总", body=cast.ln, joined=SINCE)
    post = Post.objects.create(
        body=cast.ln, slug="chief", name="系统管理员", roles=[Role.ADMINISTRATOR.value]
    )
    PostHolding.objects.create(post=post, person=person, since=SINCE)
    return enter(Client(), person)


def test_every_page_opens_in_both_languages(chief: Client) -> None:
    for language in ("", "/en"):
        for page in ("", "year/", "closure/", "periods/proactive_publication/"):
            assert chief.get(f"{language}{LAW}{page}").status_code == 200, page


def test_a_year_is_entered(chief: Client) -> None:
    answer = chief.post(f"{LAW}year/", YEAR)
    assert answer.status_code == 302
    assert official_calendar().is_workday(date(2027, 2, 20))
    assert "放假 10 天，补班 2 天" in chief.get(LAW).content.decode()


def test_what_was_typed_is_kept_and_every_fault_named(chief: Client) -> None:
    wrong = YEAR | {"new_year_to": "", "spring_festival_work": "二月二十日", "law": ""}
    answer = chief.post(f"{LAW}year/", wrong)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "请同时填写放假的第一天和最后一天。" in text
    assert "“二月二十日”不是日期" in text
    assert 'value="2027-02-05"' in text


def test_a_closure_is_entered_and_shown(cast: Cast, chief: Client) -> None:
    facts = {
        "bodies": [str(cast.dalian.pk)],
        "first": "2026-12-01",
        "last": "2026-12-02",
        "name_zh": "暴雪停止办公",
        "name_en": "Snow",
        "law": "大连市人民政府通告",
    }
    assert chief.post(f"{LAW}closure/", facts).status_code == 302
    shown = chief.get(LAW).content.decode()
    assert "暴雪停止办公" in shown
    assert "2026-12-01" in shown
    backwards = chief.post(f"{LAW}closure/", facts | {"last": "2026-11-01"})
    assert backwards.status_code == 422
    assert "最后一天不能早于第一天" in backwards.content.decode()


def test_a_period_is_changed(chief: Client) -> None:
    facts = {
        "in_force": "2028-01-01",
        "length": "15",
        "unit": "workdays",
        "law": "政府信息公开条例（2027年修订）",
        "status": "verified",
    }
    assert chief.post(f"{LAW}periods/proactive_publication/", facts).status_code == 302
    assert periods.period("proactive_publication", date(2028, 1, 1)).length == 15
    assert chief.get(f"{LAW}periods/nothing-such/").status_code == 404


def test_others_read_or_find_nothing(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert enter(Client(), cast.wu).get(LAW).status_code == 200
    assert "登记放假安排" not in enter(Client(), cast.wu).get(LAW).content.decode()
    for person in (cast.wu, cast.li, cast.nobody, cast.sun):
        answer = enter(Client(), person).post(f"{LAW}year/", YEAR)
        assert answer.status_code == 404, person
    assert enter(Client(), cast.li).get(LAW).status_code == 404
    answer = enter(Client(), cast.gao).post(f"{LAW}year/", YEAR)
    assert answer.status_code == 422
    assert official_calendar().is_provisional(date(2027, 2, 8))
