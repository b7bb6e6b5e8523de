"""The one form that is compared: quick for plain text, and the same as the slow way."""

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from sunshine.search.fields import frequent, triples
from sunshine.search.folding import LINE, SPACE, bigrams, fold, fold_in_place

RARE = "ß"
MIXED = st.text(st.sampled_from("税務务服Ａａ１（）：　 \n\t\u200b\u0301e￥㈱①·、"), max_size=30)


@given(st.text(max_size=40) | MIXED)
@example("國家稅務總局（２０２４）１２號")
@example("e\u0301 Ａ")
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@given(MIXED)
@example("第六十二条：纳税人，应当")
def test_plain_text_is_folded_as_what_stands_beside_something_rare(text: str) -> None:
    # One character that is in no table lets the whole text go the slow way.
    assert fold(f"{text}\n{RARE}") == LINE.join(filter(None, [fold(text), RARE]))


@given(st.text(max_size=40) | MIXED)
@example("第62条 ℃")
def test_folded_in_place_every_sign_is_in_its_place(text: str) -> None:
    folded = fold_in_place(text)
    if folded is not None:
        assert folded == "".join(SPACE if one.isspace() else fold(one) for one in text)
        assert len(folded) == len(text)


@given(st.text("税务服务a1😀𠀀", max_size=20))
def test_pairs_are_every_two_neighbours(text: str) -> None:
    pairs = bigrams(text).split()
    assert "".join(pair[0] for pair in pairs) == text
    assert not text or pairs[-1][1] == LINE
    assert all(pair[1] == after[0] for pair, after in itertools.pairwise(pairs))


@given(st.text("税务机关应当按照规定", max_size=30))
def test_threes_are_those_of_two_frequent_pairs(text: str) -> None:
    threes = {text[place : place + 3] for place in range(len(text) - 2)}
    assert triples(text, bigrams(text)) == {
        one for one in threes if {one[:2], one[1:]} <= frequent()
    }
