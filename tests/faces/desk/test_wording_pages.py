"""Keeping wording lists, and settling what is public and suspicious, by pages; and for whom."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from sunshine.gate.models import Examination, Suspicion, WordingList
from sunshine.gate.periodic import load_wording
from sunshine.publishing.gate_parts import subject_of
from sunshine.publishing.models import Edition
from tests.build.release import draft, published
from tests.cast import Cast
from tests.entering import enter

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OWN = {
    "slug": "heping-own",
    "name": "和平区局词表",
    "source": "本局校对经验",
    "dated": "2026-03-01",
}


@pytest.fixture
def lists(cast: Cast) -> None:
    """Load the lists that Sunshine brings along."""
    load_wording(AT)


@pytest.mark.usefixtures("lists")
def test_a_body_keeps_a_list_of_its_own(cast: Cast) -> None:
    wu = enter(Client(), cast.wu)
    made = wu.post("/desk/wording/new/", OWN | {"body": cast.heping.pk})
    assert made.status_code == 302
    entry = {"wrong": "和平区区局", "right": "和平区局", "why": "多写了一个“区”字。"}
    assert wu.post("/desk/wording/l/heping-own/new/", entry).status_code == 302
    again = wu.post("/desk/wording/l/heping-own/new/", entry)
    assert again.status_code == 422
    assert "词表里已有" in again.content.decode()
    row = WordingList.objects.get(slug="heping-own").entries.get()
    wu.post(f"/desk/wording/l/heping-own/{row.pk}/end/")
    row.refresh_from_db()
    assert row.until is not None


@pytest.mark.usefixtures("lists")
def test_every_page_opens_in_both_languages(cast: Cast) -> None:
    wu = enter(Client(), cast.wu)
    for language in ("", "/en"):
        for page in ("wording/", "wording/new/", "wording/l/typing/", "suspicions/"):
            assert wu.get(f"{language}/desk/{page}").status_code == 200, page
    assert "账户" in wu.get("/desk/wording/l/typing/?q=账户").content.decode()


@pytest.mark.usefixtures("lists")
def test_the_common_lists_are_not_a_district_s_to_change(cast: Cast) -> None:
    answer = enter(Client(), cast.wu).post(
        "/desk/wording/l/typing/new/", {"wrong": "某错", "right": "某对", "why": "测试"}
    )
    assert answer.status_code == 422
    assert not WordingList.objects.get(slug="typing").entries.filter(wrong="某错").exists()


@pytest.mark.usefixtures("lists")
def test_strangers_find_no_list_and_no_suspicion(cast: Cast) -> None:
    enter(Client(), cast.wu).post("/desk/wording/new/", OWN | {"body": cast.heping.pk})
    suspicion = suspicious(cast)
    for person in (cast.li, cast.nobody, cast.sun, cast.zhao):
        client = enter(Client(), person)
        assert client.get("/desk/wording/l/heping-own/").status_code == 404, person
        assert client.get(f"/desk/suspicions/{suspicion.pk}/").status_code == 404, person


def suspicious(cast: Cast) -> Suspicion:
    edition: Edition = published(cast, draft(cast)).current
    examination = Examination.objects.get(subject=subject_of(edition))
    examination.findings.create(
        part="content", kind="wording", text="延时", excerpt="实行延时服务", fingerprint="f"
    )
    return Suspicion.objects.create(
        subject=subject_of(edition), body=cast.heping, kinds={"wording": 1}, found_at=AT
    )


def test_a_suspicion_is_looked_at_and_settled_with_a_reason(cast: Cast) -> None:
    suspicion = suspicious(cast)
    wu = enter(Client(), cast.wu)
    assert "延时服务" in wu.get("/desk/suspicions/").content.decode()
    here = f"/desk/suspicions/{suspicion.pk}/"
    assert "<mark>延时</mark>" in wu.get(here).content.decode()
    assert wu.post(here, {"outcome": "kept", "reason": ""}).status_code == 422
    assert wu.post(here, {"outcome": "kept", "reason": "用词无误"}).status_code == 302
    suspicion.refresh_from_db()
    assert (suspicion.outcome, suspicion.settled_by) == ("kept", cast.wu)
    assert "没有待办的疑点" in wu.get("/desk/suspicions/").content.decode()
