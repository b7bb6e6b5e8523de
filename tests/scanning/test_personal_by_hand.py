"""The recognisers on sentences written by hand, before the recognisers were."""

import pytest

from sunshine.scanning.findings import PERSONAL_KINDS
from sunshine.scanning.personal import find_personal
from tests.scanning.labels import by_hand, score


def test_what_was_written_by_hand_is_found_and_nothing_else() -> None:
    result = score(by_hand())
    assert set(result.hits) == PERSONAL_KINDS
    assert result.traps >= 120
    assert result.errors == []


def test_places_are_those_of_the_original_text() -> None:
    for case in by_hand():
        for seen in find_personal(case.text):
            assert case.text[seen.start : seen.end] == seen.text


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("电话：024-86543210", "（024）86543210"),
        ("电话：024-86543210", "86543210"),
        ("手机：138 0401 2233", "13804012233"),
        ("邮箱：Tax@Example.com", "tax@example.com"),
        ("地址：沈阳市和平区南京南街52号3楼301室", "辽宁省沈阳市和平区南京南街52号3楼301室"),
    ],
)
def test_what_is_the_offices_own_is_left(text: str, own: str) -> None:
    assert find_personal(text) != []
    assert find_personal(text, own=[own]) == []
