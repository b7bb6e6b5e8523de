"""Chinese numerals, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.kit.numerals import from_chinese, to_chinese


@given(st.integers(0, 9999))
def test_every_number_is_read_back(number: int) -> None:
    assert from_chinese(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"), (10, "十"), (11, "十一"), (20, "二十"), (62, "六十二"), (105, "一百零五"),
        (110, "一百一十"), (1001, "一千零一"), (1010, "一千零一十"), (1260, "一千二百六十"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_laws_write_them(number: int, text: str) -> None:
    assert to_chinese(number) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [("62", 62), ("６２", 62), ("一〇五", 105), ("两百", 200), (" 十 ", 10), ("一百零二", 102)],
)
def test_other_ways_of_writing_are_read(text: str, number: int) -> None:
    assert from_chinese(text) == number


@pytest.mark.parametrize("text", ["", "甲", "六十二条", "-1", "1.5", "²³x"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        from_chinese(text)


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numbers_outside_the_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        to_chinese(number)
