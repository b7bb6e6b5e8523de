"""Eight processes at once: one decision, and one request for one form."""

from typing import Any

import pytest

from tests.house import House

EIGHT = 8
FORMS = 6


@pytest.mark.slow
def test_two_officers_decide_at_once_and_a_form_is_sent_by_eight(house: House) -> None:
    contested = house.call("tests.build.request_races:contested")
    done = _at_once(house, "decide", contested)
    codes = _at_once(house, "submit_one_form", {"count": FORMS})
    found = house.call("tests.build.request_races:stands")
    assert sum(done) == found["decided"] == 1
    assert found["letters"] == (found["state"] == found["signed"])
    assert all(one == codes[0] for one in codes)
    assert len(set(codes[0])) == FORMS
    # The contested one was submitted too.
    assert found["requests"] == found["submitted"] == FORMS + 1
    assert found["serials"] == list(range(1, FORMS + 2))


@pytest.mark.slow
def test_each_step_is_taken_once_by_eight(house: House) -> None:
    contested = house.call("tests.build.request_races:three_steps")
    done = [name for names in _at_once(house, "take_steps", contested) for name in names]
    assert sorted(done) == ["confirm", "pass_on", "serve"]
    found = house.call("tests.build.request_races:steps_stand")
    assert found.pop("broken") is False
    assert set(found.values()) == {1}, found


def _at_once(house: House, what: str, facts: dict[str, Any]) -> list[Any]:
    calls = [{"number": number, **facts} for number in range(EIGHT)]
    return house.at_once(f"tests.build.request_races:{what}", calls)
