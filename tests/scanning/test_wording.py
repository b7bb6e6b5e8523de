"""Wrong words by lists and by rules: each explains itself, and right text is left alone."""

import pytest

from sunshine.scanning.findings import WORDING
from sunshine.scanning.wording import (
    BadPattern,
    WordRule,
    compile_rules,
    find_wording,
    starting_lists,
    starting_rules,
)

RULES = compile_rules(starting_rules())


def right_of(text: str) -> list[tuple[str, str]]:
    """Return what is wrong in a text, each with what to write instead."""
    return [(one.text, one.suggestion) for one in find_wording(text, RULES)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("请登陆电子税务局办理。", "登陆电子税务局", "登录电子税务局"),
        ("请核对银行帐户。", "帐户", "账户"),
        ("根据税总发[2018]119号文件", "[2018]119号", "〔2018〕119号"),
        ("根据税总发〔2018〕第12号文件", "〔2018〕第12号", "〔2018〕12号"),
        ("应当在2023年2月30日前缴纳。", "2023年2月30日", ""),
        ("应当在2023年13月1日前缴纳。", "2023年13月1日", ""),
        ("二〇一九年二月二十九日", "二〇一九年二月二十九日", ""),
        ("应当应当依法办理。", "应当应当", "应当"),
        ("附：辽宁省地图", "地图", ""),
    ],
)
def test_what_is_wrong_is_found(text: str, wrong: str, right: str) -> None:
    assert (wrong, right) in right_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "请登录电子税务局办理纳税申报，并核对银行账户。",
        "他激动得不能自已。纳税人不能自己填写的，由他人代填。",
        "台风于8月3日在大连登陆。",
        "根据《国家税务总局关于发票问题的通知》（税总发〔2018〕119号），自2024年2月29日起施行。",
        "全文共有12条：1）总则；2）附则。",
        "见下图。审图号：GS（2023）2767号，辽宁省地图",
    ],
)
def test_right_text_is_left_alone(text: str) -> None:
    assert right_of(text) == []


def test_every_entry_explains_itself_and_is_found() -> None:
    rules = starting_rules()
    assert len(rules) >= 300
    assert len({rule.wrong for rule in rules}) == len(rules)
    for one in starting_lists():
        assert one.source
        assert one.dated
        assert one.rules
    for rule in rules:
        assert rule.why
        assert rule.source
        assert rule.wrong != rule.right
        if not rule.pattern:
            seen = find_wording(rule.wrong, compile_rules([rule]))
            assert [(one.kind, one.text) for one in seen][:1] == [(WORDING, rule.wrong)]
            assert rule.wrong not in {one.wrong for one in rules if one.right == rule.wrong}


def test_what_is_right_is_not_wrong_elsewhere_in_the_list() -> None:
    plain = [rule for rule in starting_rules() if not rule.pattern and rule.right]
    compiled = compile_rules(plain)
    again = [
        (rule.wrong, rule.right, one.text)
        for rule in plain
        for one in find_wording(rule.right, compiled)
    ]
    assert again == []


def test_a_longer_entry_goes_before_a_shorter() -> None:
    rules = compile_rules([WordRule("甲乙", "甲", "短"), WordRule("甲乙丙", "乙", "长")])
    assert [one.why for one in find_wording("甲乙丙甲乙", rules)] == ["长", "短"]


@pytest.mark.parametrize("pattern", ["(a+)+", "(", "a*"])
def test_an_expression_that_may_run_away_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compile_rules([WordRule(pattern, "", "试", pattern=True)])
