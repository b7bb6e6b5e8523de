"""Comparing texts clause by clause and word by word."""

from hypothesis import given
from hypothesis import strategies as st

from sunshine.rulebook.clauses import ClauseText, split
from sunshine.rulebook.comparing import (
    MOST_WORD_PAIRS,
    Change,
    ClauseChange,
    Words,
    compare,
    compare_clauses,
    compare_words,
    has_changes,
)

OLD = """第一章　总则
第一条　为了规范发票管理，制定本办法。
第二条　领购发票的单位，必须遵守本办法。
第三条　税务机关可以要求其提供保证人或者交纳不超过1万元的保证金。
第四条　本办法自2011年2月1日起施行。"""

NEW = """第一章　总则
第一条　为了规范发票管理，制定本办法。
第二条　发票包括纸质发票和电子发票。
第三条　领用发票的单位，必须遵守本办法。
第四条　本办法自2023年7月20日起施行。"""

PHRASES = st.sampled_from(
    [
        "税务",
        "公开",
        "信息",
        "。",
        "，",
        "第一条　",
        "\n",
        "20",
        "3.5",
        "VAT ",
        "应当",
        "可以",
        "　",
    ]
)
TEXTS = st.lists(PHRASES, max_size=60).map("".join)
CLAUSES = st.lists(
    st.builds(ClauseText, st.sampled_from(["", "第一条", "第二条", "第三条"]), TEXTS), max_size=8
)


def _of(changes: list[ClauseChange], kind: Change) -> list[tuple[str, str]]:
    return [(one.old_label, one.label) for one in changes if one.kind is kind]


def test_a_rule_that_was_revised_is_told_clause_by_clause() -> None:
    changes = compare(OLD, NEW)
    assert _of(changes, Change.SAME) == [("", ""), ("第一条", "第一条")]
    assert _of(changes, Change.ADDED) == [("", "第二条")]
    assert _of(changes, Change.CHANGED) == [("第二条", "第三条"), ("第四条", "第四条")]
    assert _of(changes, Change.REMOVED) == [("第三条", "第三条")]
    changed = next(one for one in changes if one.old_label == "第二条")
    assert changed.is_renumbered
    assert changed.words == (
        Words(Change.SAME, "领"),
        Words(Change.REMOVED, "购"),
        Words(Change.ADDED, "用"),
        Words(Change.SAME, "发票的单位，必须遵守本办法。"),
    )


def test_numbers_change_as_a_whole() -> None:
    assert compare_words("应当在15日内答复", "应当在20日内答复") == (
        Words(Change.SAME, "应当在"),
        Words(Change.REMOVED, "15"),
        Words(Change.ADDED, "20"),
        Words(Change.SAME, "日内答复"),
    )


def test_a_clause_that_only_moved_down_is_the_same_with_another_number() -> None:
    changes = compare(
        "第一条　甲事项。\n第二条　乙事项。",
        "第一条　全新的内容。\n第二条　甲事项。\n第三条　乙事项。",
    )
    assert _of(changes, Change.ADDED) == [("", "第一条")]
    assert _of(changes, Change.SAME) == [("第一条", "第二条"), ("第二条", "第三条")]
    assert [one.is_renumbered for one in changes] == [False, True, True]
    assert has_changes(changes)


def test_a_clause_rewritten_beyond_likeness_is_removed_and_added() -> None:
    changes = compare("第一条　税务机关公开信息。", "第一条　纳税人享受优惠。")
    assert [one.kind for one in changes] == [Change.REMOVED, Change.ADDED]


def test_a_changed_heading_is_told() -> None:
    changes = compare("第一章　总则\n第一条　甲。", "第一章　总则和范围\n第一条　甲。")
    assert [(one.kind, one.is_heading) for one in changes] == [
        (Change.CHANGED, True),
        (Change.SAME, False),
    ]


def test_paragraphs_of_a_notice_are_compared_too() -> None:
    changes = compare(
        "各科室：\n六月一日开会。\n办公室", "各科室：\n六月二日开会。\n请准时。\n办公室"
    )
    assert [one.kind for one in changes] == [
        Change.SAME,
        Change.CHANGED,
        Change.ADDED,
        Change.SAME,
    ]


@given(TEXTS)
def test_a_text_beside_itself_has_no_changes(text: str) -> None:
    assert not has_changes(compare(text, text))


@given(CLAUSES, CLAUSES)
def test_every_clause_of_both_texts_stands_in_the_comparison_in_order(
    old: list[ClauseText], new: list[ClauseText]
) -> None:
    changes = compare_clauses(old, new)
    assert [one.old for one in changes if one.old is not None] == [one.text for one in old]
    assert [one.new for one in changes if one.new is not None] == [one.text for one in new]
    for one in changes:
        assert (one.kind is Change.ADDED) == (one.old is None)
        assert (one.kind is Change.REMOVED) == (one.new is None)
        assert (one.kind is Change.SAME) == (one.old == one.new)


@given(TEXTS, TEXTS)
def test_the_runs_of_words_give_both_texts_back(old: str, new: str) -> None:
    runs = compare_words(old, new)
    assert "".join(run.text for run in runs if run.kind is not Change.ADDED) == old
    assert "".join(run.text for run in runs if run.kind is not Change.REMOVED) == new
    assert all(run.text for run in runs)


def test_long_texts_are_compared_by_sentences_and_still_give_both_back() -> None:
    old = "".join(f"第{n}项工作由办公室负责落实。" for n in range(400))
    new = old.replace("第200项工作由办公室", "第200项工作由法规科").replace("第300项", "第三百项")
    assert len(old) * len(new) > MOST_WORD_PAIRS
    runs = compare_words(old, new)
    assert "".join(run.text for run in runs if run.kind is not Change.ADDED) == old
    assert "".join(run.text for run in runs if run.kind is not Change.REMOVED) == new
    assert [run.text for run in runs if run.kind is Change.ADDED] == ["法规科", "三百"]


def test_stretches_too_long_to_align_are_paired_by_their_numbers() -> None:
    old = "\n".join(f"第{n}条　甲类事项{n}由{n * 7}负责。" for n in range(1, 521))
    new = "\n".join(f"第{n}条　乙类项目{n}交{n * 9}办理。" for n in range(1, 521))
    changes = compare(old, new)
    assert len(changes) == len(split(old))
    assert {one.kind for one in changes} == {Change.CHANGED}
