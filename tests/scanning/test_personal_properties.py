"""What holds for any text: places, masks, and that splitting hides nothing."""

import sys
import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sunshine.scanning.findings import BANK_CARD, ID_CARD, MOBILE, PERSONAL_KINDS
from sunshine.scanning.masks import PROFILES, masked
from sunshine.scanning.personal import find_personal
from sunshine.scanning.plain import INVISIBLE, bare, plain
from tests.scanning.generated import card_number, cases, id_number, mobile_number

BLANKS = st.sampled_from([" ", "-", "\u3000", "\u200b", "－"])
MAKERS = st.sampled_from([(ID_CARD, id_number), (MOBILE, mobile_number), (BANK_CARD, card_number)])
OFFICIAL = st.text(
    alphabet="0123456789Xx０１３８ -\t\n:：，。@.号室路税张王辽AE电话身份证姓名·()", max_size=80
)


@given(OFFICIAL | st.text(max_size=80))
def test_places_slice_back_and_lie_apart(text: str) -> None:
    seen = find_personal(text)
    assert all(text[one.start : one.end] == one.text for one in seen)
    assert all(one.end <= other.start for one, other in pairwise(seen))
    assert {one.kind for one in seen} <= PERSONAL_KINDS


def test_no_blank_or_figure_is_overlooked_anywhere_in_unicode() -> None:
    for char in map(chr, range(0x80, sys.maxunicode + 1)):
        match unicodedata.category(char):
            case "Cf":
                assert plain(char) == INVISIBLE
            case "Zs":
                assert plain(char) == " "
            case "Nd":
                assert plain(char) == str(unicodedata.digit(char))


@given(st.text(max_size=80))
def test_the_plain_form_is_as_long(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


@given(MAKERS, st.randoms(use_true_random=False), st.lists(BLANKS, min_size=20, max_size=20))
def test_splitting_does_not_hide_a_labelled_number(maker, chance, blanks) -> None:
    kind, make = maker
    value = make(chance)
    split = "".join(
        char + (blanks[place] if chance.random() < 0.4 and place < len(value) - 1 else "")
        for place, char in enumerate(value)
    )
    label = {ID_CARD: "身份证号", MOBILE: "手机", BANK_CARD: "卡号"}[kind]
    seen = find_personal(f"{label}：{split}。")
    assert [(one.kind, bare(one.text)) for one in seen] == [(kind, bare(value))]


@given(st.integers(0, 500))
def test_a_mask_leaves_no_value_and_rests(seed: int) -> None:
    for case in cases(seed, each=1):
        for one in find_personal(case.text):
            for profile in PROFILES:
                mask = masked(one.kind, one.text, profile)
                assert masked(one.kind, mask, profile) == mask
                orders_it = PROFILES[profile].rules[one.kind]["rule"] == "whole"
                assert orders_it or bare(one.text) not in bare(mask)


@given(st.integers(0, 500))
def test_a_masked_text_is_clean(seed: int) -> None:
    """Masking everything that was found leaves nothing to find."""
    for case in cases(seed, each=1):
        text = case.text
        for one in reversed(find_personal(text)):
            text = text[: one.start] + one.suggestion + text[one.end :]
        assert [one.text for one in find_personal(text)] == []
