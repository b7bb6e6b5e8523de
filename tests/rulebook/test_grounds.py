"""Legal grounds as dated data."""

from datetime import date
from itertools import pairwise

import pytest
from django.utils import translation

from sunshine.kit.errors import Refused
from sunshine.rulebook import grounds
from sunshine.rulebook.grounds import AppliesTo

IN_2010, TODAY = date(2010, 1, 1), date(2026, 11, 23)


def test_each_edition_of_the_regulation_has_its_own_grounds() -> None:
    assert {one.key for one in grounds.grounds(IN_2010)} == {
        "state_secret", "safety", "trade_secret", "privacy", "not_general",
    }  # fmt: skip
    assert {one.key for one in grounds.grounds(TODAY)} == {
        "state_secret", "law_forbidden", "safety", "third_party", "internal", "process",
        "case_file", "not_general",
    }  # fmt: skip


def test_no_ground_holds_before_the_first_edition() -> None:
    assert grounds.grounds(date(2008, 4, 30)) == []


def test_the_change_falls_on_the_day_the_revision_took_effect() -> None:
    assert "2007" in grounds.ground("safety", date(2019, 5, 14)).article
    assert "2019" in grounds.ground("safety", date(2019, 5, 15)).article
    assert grounds.ground("privacy", date(2019, 5, 14)).must
    with pytest.raises(Refused, match="privacy"):
        grounds.ground("privacy", date(2019, 5, 15))


def test_an_unknown_ground_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refused) as refusal:
        grounds.ground("because", TODAY)
    assert str(refusal.value) == "2026-11-23没有“because”这一不予公开理由。请选择当日有效的理由。"


def test_what_must_and_what_may_be_withheld() -> None:
    must = {one.key for one in grounds.grounds(TODAY) if one.must}
    assert must == {"state_secret", "law_forbidden", "safety", "third_party"}
    assert grounds.ground("third_party", TODAY).unless is not None


def test_a_state_secret_is_never_open_on_request() -> None:
    for day in (IN_2010, TODAY):
        on_request = {one.key for one in grounds.grounds(day, AppliesTo.ON_REQUEST)}
        assert not on_request & {"state_secret", "law_forbidden", "safety"}
        assert "not_general" in on_request
        withheld = {one.key for one in grounds.grounds(day, AppliesTo.WITHHELD)}
        assert "not_general" not in withheld


def test_rows_of_the_yearly_account_are_seven_and_each_once() -> None:
    rows = [one.report_row for one in grounds.grounds(TODAY) if one.report_row]
    assert rows == [f"3.3.{n}" for n in range(1, 8)]


def test_the_wording_follows_the_language_of_the_reader() -> None:
    found = grounds.ground("state_secret", TODAY)
    assert str(found.wording) == "依法确定为国家秘密"
    with translation.override("en"):
        assert str(found.wording) == "Determined by law to be a state secret"


def test_editions_of_a_ground_never_overlap() -> None:
    by_key: dict[str, list[grounds.Ground]] = {}
    for one in grounds.every_edition():
        by_key.setdefault(one.key, []).append(one)
    for editions in by_key.values():
        for older, newer in pairwise(editions):
            assert older.until is not None
            assert newer.in_force is not None
            assert older.until < newer.in_force
