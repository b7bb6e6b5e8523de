"""Check digits, on codes that are in real use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.kit.codes import (
    CREDIT_ALPHABET,
    credit_check_character,
    is_credit_code,
    is_org_code,
    org_check_character,
)

ORG_STEMS = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)
CREDIT_STEMS = st.text(CREDIT_ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize(
    "code", ["71526726X", "D2143569X", "000014349", "014314799", "014006438", "01527918X"]
)
def test_organisation_codes_in_use_are_right(code: str) -> None:
    assert is_org_code(code)


@pytest.mark.parametrize(
    "code", ["000014348", "00001434", "0000143490", "", "71526726x", "税务00014349"]
)
def test_other_organisation_codes_are_wrong(code: str) -> None:
    assert not is_org_code(code)


@pytest.mark.parametrize(
    "code",
    ["9144030071526726XG", "91330100799655058B", "914403001922038216", "91110000802100433B"],
)
def test_credit_codes_in_use_are_right(code: str) -> None:
    assert is_credit_code(code)
    assert is_org_code(code[8:17])


@pytest.mark.parametrize(
    "code", ["91350100M000100Y44", "9135010OM000100Y43", "91350100M000100Y4", "91350100m000100y43"]
)
def test_other_credit_codes_are_wrong(code: str) -> None:
    assert not is_credit_code(code)


def test_a_stem_of_the_wrong_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="eight"):
        org_check_character("1234567")
    with pytest.raises(ValueError, match="17"):
        credit_check_character("9135010OM000100Y4")


@given(CREDIT_STEMS, st.integers(0, 16), st.sampled_from(CREDIT_ALPHABET))
def test_one_wrong_character_of_a_credit_code_is_always_found(
    stem: str, place: int, wrong: str
) -> None:
    code = stem + credit_check_character(stem)
    assert is_credit_code(code)
    if wrong != code[place]:
        assert not is_credit_code(code[:place] + wrong + code[place + 1 :])


@given(ORG_STEMS)
def test_every_stem_has_exactly_one_check_character(stem: str) -> None:
    right = [char for char in "0123456789X" if is_org_code(stem + char)]
    assert right == [org_check_character(stem)]
