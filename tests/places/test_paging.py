"""Text for twelve metres: every screen fits, nothing is lost, nobody has to hurry."""

from hypothesis import given
from hypothesis import strategies as st

from sunshine.places.paging import (
    LEAST_SECONDS,
    LINES,
    PER_SECOND,
    lines_of,
    pages_of,
    seconds_for,
    width_of,
)

words = st.text(alphabet="阳光办税服务厅公开承诺，。；！a1 ", min_size=1, max_size=60)
texts = st.lists(words, min_size=1, max_size=8).map("\n".join)


@given(texts)
def test_every_screen_fits(text: str) -> None:
    for page in pages_of(text, most=1000):
        assert sum(map(lines_of, page.split("\n"))) <= LINES


@given(texts)
def test_nothing_is_lost(text: str) -> None:
    shown = "".join("".join(pages_of(text, most=1000)).split())
    assert shown == "".join(text.split())


@given(texts, st.integers(1, 3))
def test_what_is_cut_off_says_so(text: str, most: int) -> None:
    pages = pages_of(text, most=most)
    assert len(pages) <= most
    if len(pages_of(text, most=1000)) > most:
        assert pages[-1].endswith("…")
        assert sum(map(lines_of, pages[-1].split("\n"))) <= LINES


@given(texts)
def test_no_text_is_faster_than_reading(text: str) -> None:
    for page in pages_of(text, most=1000):
        assert seconds_for(page) >= max(LEAST_SECONDS, width_of(page) / PER_SECOND)


def test_a_cut_comes_after_a_sentence() -> None:
    text = "办税服务厅自下月一日起延长办公时间。" * 6
    assert all(page.endswith("。") for page in pages_of(text, most=9))
