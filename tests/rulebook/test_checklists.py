"""The secrecy checklist and the standard return reasons."""

from datetime import date

import pytest

from sunshine.rulebook.checklists import (
    IfYes,
    return_reason,
    return_reasons,
    secrecy_questions,
)
from sunshine.rulebook.grounds import grounds

TODAY = date(2026, 11, 23)


def test_the_questions_of_2008_are_asked_and_work_secrets_since_2024() -> None:
    before = [one.key for one in secrecy_questions(date(2024, 4, 30))]
    assert before == [
        *("classified", "undecided", "revenue_loss", "disturbs_work", "disturbs_order"),
        *("business_or_privacy", "otherwise_unfit"),
    ]
    after = [one.key for one in secrecy_questions(date(2024, 5, 1))]
    assert after == [before[0], "work_secret", *before[1:]]


def test_a_yes_points_to_a_ground_that_is_in_force() -> None:
    known = {one.key for one in grounds(TODAY)}
    pointed = {one.ground for one in secrecy_questions(TODAY) if one.ground}
    assert pointed == {"state_secret", "process", "safety", "third_party"}
    assert pointed <= known
    for one in secrecy_questions(TODAY):
        assert one.if_yes is IfYes.STOP or not one.ground


def test_every_review_has_its_reasons() -> None:
    secrecy = {one.key for one in return_reasons("secrecy")}
    assert {"secrecy", "undecidable", "personal_data"} <= secrecy
    for review in ("first", "second", "final"):
        offered = {one.key for one in return_reasons(review)}
        assert "facts" in offered
        assert not offered & {"secrecy", "undecidable"}
    assert len(return_reasons()) == len({one.key for one in return_reasons()})


def test_a_reason_is_found_by_its_key() -> None:
    assert return_reason("consult").law.endswith("第十一条")
    with pytest.raises(KeyError):
        return_reason("no_such_reason")
