"""Values go from plain text wherever they stand; every other byte stays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.scanning import sniffing
from sunshine.scanning.cleaning.matching import Finder, masked_text
from sunshine.scanning.cleaning.wishes import folded
from tests.scanning.cleaning.asking import cleaned, mask, uncleanable

MOBILE = mask("13812345678", "138****5678")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_stays(tmp_path: Path, encoding: str) -> None:
    text = "联系人张三\r\n电话 138 1234 5678，13812345678\r\n"
    path, report = cleaned(tmp_path, text.encode(encoding), sniffing.TEXT, masks=[MOBILE])
    wanted = "联系人张三\r\n电话 138 **** 5678，138****5678\r\n"
    assert path.read_bytes() == wanted.encode(encoding)
    assert report.masked == 2


def test_a_value_over_lines_and_cells_is_masked_where_it_was_seen_so(tmp_path: Path) -> None:
    split = mask("1381234\n5678", "138****5678")
    path, _ = cleaned(tmp_path, b"1381234\n5678;1381234,5678", sniffing.CSV, masks=[split])
    assert path.read_text() == "138****\n5678;1381234,5678"


def test_a_value_within_one_cell_does_not_join_two(tmp_path: Path) -> None:
    name = mask("王二", "王*")
    path, _ = cleaned(tmp_path, "王二\t姓王\t二人".encode(), sniffing.TEXT, masks=[name])
    assert path.read_text() == "王*\t姓王\t二人"


def test_a_mask_of_another_length_takes_the_whole_place(tmp_path: Path) -> None:
    mail = mask("zhangsan@example.cn", "z***@example.cn")
    path, _ = cleaned(tmp_path, b"to zhangsan@example.cn.", sniffing.TEXT, masks=[mail])
    assert path.read_text() == "to z***@example.cn."


def test_the_longest_value_goes_first(tmp_path: Path) -> None:
    both = [mask("张三", "张*"), mask("张三丰", "张*丰")]
    path, _ = cleaned(tmp_path, "张三丰、张三".encode(), sniffing.TEXT, masks=both)
    assert path.read_text() == "张*丰、张*"


def test_full_width_digits_are_the_same_value(tmp_path: Path) -> None:
    content = "13812345678和１３８１２３４５６７８".encode()
    path, _ = cleaned(tmp_path, content, sniffing.TEXT, masks=[MOBILE])
    assert path.read_text() == "138****5678和138****5678"


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with uncleanable("mask-not-found"):
        cleaned(tmp_path, "没有".encode(), sniffing.TEXT, masks=[MOBILE])


def test_a_mask_that_hides_nothing_is_refused(tmp_path: Path) -> None:
    with uncleanable("mask-changes-nothing"):
        cleaned(tmp_path, b"x", sniffing.TEXT, masks=[mask("张三", "某张 三")])


@pytest.mark.parametrize(
    ("media_type", "code"),
    [
        (sniffing.DOC, "save-as-docx"),
        (sniffing.XLS, "save-as-xlsx"),
        (sniffing.PPT, "save-as-pptx"),
        (sniffing.ZIP, "clean-members"),
        (sniffing.HTML, "kind-not-cleanable"),
    ],
)
def test_what_cannot_be_cleaned_says_what_to_do(tmp_path: Path, media_type: str, code: str) -> None:
    with uncleanable(code):
        cleaned(tmp_path, b"x", media_type)


@given(st.text(), st.text("张三13 ", min_size=2).filter(lambda text: bool(folded(text))), st.text())
def test_nothing_outside_of_the_value_changes(before: str, value: str, after: str) -> None:
    text = before + value + after
    one = mask(value)
    result, count = masked_text(text, [one])
    assert count >= 1
    assert len(result) == len(text)
    assert Finder(result).hits([one]) == []
    touched = {place for hit in Finder(text).hits([one]) for place in hit.places}
    assert all(result[place] == char for place, char in enumerate(text) if place not in touched)
