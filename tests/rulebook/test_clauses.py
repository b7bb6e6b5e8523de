"""Dividing texts into clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.rulebook.clauses import ClauseText, figures_label, join, normal_label, split

RULE = """沈阳市税务局政府信息公开办法

第一章　总则

第一条　为了规范公开工作，制定本办法。
第二条　本办法适用于全市税务机关。
第三十条规定的情形，不在此列。

第二章　公开的范围
第三条之一
附件：1.目录
一、公开事项
"""

WORDS = st.sampled_from(
    [
        *(
            "第一条　",
            "第2条 ",
            "第三条规定的事项",
            "第二章　公开",
            "附件：1",
            "\u3000",
            "\n",
            "第十条",
        ),
        *("税务", "。", "第九千九百九十九万条 ", "# ", "(一)", "第二十条之一　", "甲"),
    ]
)
TEXTS = st.lists(WORDS, max_size=30).map("".join) | st.text(max_size=60)


def test_a_rule_falls_into_articles_under_their_headings() -> None:
    assert split(RULE) == [
        ClauseText("", "沈阳市税务局政府信息公开办法"),
        ClauseText("", "第一章　总则", is_heading=True),
        ClauseText("第一条", "为了规范公开工作，制定本办法。", "第一章　总则"),
        ClauseText(
            "第二条",
            "本办法适用于全市税务机关。\n第三十条规定的情形，不在此列。",
            "第一章　总则",
        ),
        ClauseText("", "第二章　公开的范围", is_heading=True),
        ClauseText("第三条之一", "", "第二章　公开的范围"),
        ClauseText("", "附件：1.目录\n一、公开事项"),
    ]


def test_sections_stand_under_their_chapter() -> None:
    text = (
        "第一章　总则\n第一节　目的\n第一条　甲。\n第二节　范围\n第二条　乙。\n"
        "第二章　附则\n第三条　丙。"
    )
    headings = {clause.label: clause.heading for clause in split(text) if clause.label}
    assert headings == {
        "第一条": "第一章　总则 第一节　目的",
        "第二条": "第一章　总则 第二节　范围",
        "第三条": "第二章　附则",
    }


def test_articles_without_a_space_are_found_in_their_order() -> None:
    text = "第一条为了公开。\n第二条中华人民共和国境内适用。\n第一条规定的除外。\n第3条本办法施行。"
    assert [clause.label for clause in split(text)] == ["第一条", "第二条", "第三条"]
    assert split(text)[1].text == "中华人民共和国境内适用。\n第一条规定的除外。"


def test_a_mention_of_the_next_article_begins_none() -> None:
    text = "第一条　甲。\n第二条第一款规定的，从其规定。\n第二条　乙。"
    assert [clause.label for clause in split(text)] == ["第一条", "第二条"]


def test_a_text_without_articles_falls_into_paragraphs() -> None:
    text = "关于放假的通知\n\n各科室：\n现将安排通知如下。\n附件：安排表"
    assert [clause.text for clause in split(text)] == [line for line in text.split("\n") if line]


def test_headings_of_markdown_lose_only_their_marks() -> None:
    assert split("## 第一章 总则\n第一条 甲")[0].text == "第一章 总则"


@pytest.mark.parametrize(
    ("text", "chinese", "figures"),
    [
        ("第62条", "第六十二条", "第62条"),
        ("第 六十二 条", "第六十二条", "第62条"),
        ("第六十二条之一", "第六十二条之一", "第62条之1"),
        ("第１０５条", "第一百零五条", "第105条"),
    ],
)
def test_numbers_of_articles_are_brought_to_one_form(text: str, chinese: str, figures: str) -> None:
    assert normal_label(text) == chinese
    assert figures_label(text) == figures
    assert normal_label(figures) == chinese


@pytest.mark.parametrize("text", ["第条", "六十二", "第六十二条第一款", ""])
def test_what_is_no_number_of_an_article_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number of an article"):
        normal_label(text)
    with pytest.raises(ValueError, match="number of an article"):
        figures_label(text)


@given(TEXTS)
def test_dividing_again_what_was_joined_changes_nothing(text: str) -> None:
    clauses = split(text)
    assert split(join(clauses)) == clauses


@given(st.lists(st.integers(1, 300), unique=True, min_size=1, max_size=12).map(sorted))
def test_every_article_is_found_whatever_its_number_looks_like(numbers: list[int]) -> None:
    text = "\n".join(f"第{number}条　内容{number}。" for number in numbers)
    assert [figures_label(clause.label) for clause in split(text)] == [
        f"第{number}条" for number in numbers
    ]


@given(TEXTS)
def test_nothing_but_space_is_lost(text: str) -> None:
    clauses = split(text)
    if not any(clause.label for clause in clauses):
        kept = "".join(clause.text for clause in clauses)
        assert "".join(kept.split()).replace("#", "") == _dense(text)


def _dense(text: str) -> str:
    return "".join(text.replace("\ufeff", "").split()).replace("#", "")
