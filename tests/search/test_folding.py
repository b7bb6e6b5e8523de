"""The one form that is compared: quick for plain text, and the same as the slow way."""

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from sunshine.search.folding import LINE, fold, pairs_of

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


@given(st.text("税务服务a1", min_size=1, max_size=20))
def test_pairs_are_every_two_neighbours(text: str) -> None:
    pairs = pairs_of(text)
    assert "".join(pair[0] for pair in pairs) == text
    assert pairs[-1][1] == LINE
    assert all(pair[1] == after[0] for pair, after in itertools.pairwise(pairs))
