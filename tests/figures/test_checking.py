"""Every identity of a yearly account: agreed with when it holds, named when it does not."""

import copy
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.figures.checking import check
from sunshine.figures.editions import APPLICATIONS, PROACTIVE, REVIEW, edition
from sunshine.figures.json_reports import report_from_json
from sunshine.figures.reports import Outcome
from sunshine.kit.errors import Refused
from tests.figures.accounts import Layout, consistent, following, small, told

NUMBERS = st.lists(st.integers(0, 9000), min_size=1, max_size=60)
FORMS = st.sampled_from([edition("2019"), edition("2021")])
FORM_OF_2008 = {"year": 2012, "format": "2008"}


def checked(*accounts: Layout) -> Outcome:
    return check([report_from_json(json.dumps(one), f"{n}.json") for n, one in enumerate(accounts)])


@given(FORMS, NUMBERS)
def test_an_account_that_agrees_passes(form: object, numbers: list[int]) -> None:
    outcome = checked(consistent(form, numbers))  # type: ignore[arg-type]
    assert not outcome.failures
    assert not outcome.unchecked


@given(FORMS, NUMBERS, st.data())
def test_any_changed_cell_of_a_sum_is_found(
    form: object, numbers: list[int], data: st.DataObject
) -> None:
    account = consistent(form, numbers)  # type: ignore[arg-type]
    rows = {
        **{(APPLICATIONS, key): cells for key, cells in account[APPLICATIONS].items()},
        **{(REVIEW, key): cells for key, cells in account[REVIEW]["rows"].items()},
    }
    where = data.draw(st.sampled_from(sorted(rows)))
    column = data.draw(st.integers(0, len(rows[where]) - 1))
    other = data.draw(st.integers(0, 9999).filter(lambda n: n != rows[where][column]))
    rows[where][column] = other
    identities = {one.identity for one in checked(account).failures}
    assert identities & ({"I3"} if where[0] == APPLICATIONS else {"I4"})
    if where[0] == APPLICATIONS:
        assert identities & {"I1", "I2"}


def test_each_failure_names_place_and_both_sides() -> None:
    account = small()
    account[APPLICATIONS]["3.7"][0] += 1
    found = checked(account).failures
    assert told(checked(account)) == [
        ("I1", "3.7", "自然人"),
        ("I2", "3.7+4", "自然人"),
        ("I3", "3.7", "总计"),
    ]
    assert all(one.place.table == APPLICATIONS for one in found)
    assert [one.found - one.expected for one in found] == [1, 1, -1]  # type: ignore[operator]


def test_what_was_not_read_is_no_fault_but_said() -> None:
    account = small()
    account[APPLICATIONS]["3.1"][1] = None
    del account[APPLICATIONS]["3.2"]
    outcome = checked(account)
    assert outcome.failures == ()
    assert {(one.identity, one.why.facts["count"]) for one in outcome.unchecked} == {
        ("I1", 7),
        ("I3", 2),
    }


@pytest.mark.parametrize("sign", ["", "/", "—"])
def test_a_blank_cell_is_a_fault(sign: str) -> None:
    account = small()
    account[APPLICATIONS]["3.1"][1] = sign
    assert told(checked(account)) == [("blank", "3.1", "商业企业")]
    assert checked(account).failures[0].expected is None


def test_years_agree_whichever_comes_first() -> None:
    before = small(2023)
    after = following(before, 2024)
    assert checked(before, after).failures == checked(after, before).failures == ()
    assert checked(before, after).compared > 2 * checked(before).compared


def test_what_differs_between_years_is_named_in_the_later_one() -> None:
    before = small(2023)
    after = following(before, 2024)
    before[APPLICATIONS]["4"][6] += 1
    after[PROACTIVE]["规章"]["现行有效件数"] += 5
    outcomes = [
        [one for one in checked(*pair).failures if one.identity in {"I5", "I6"}]
        for pair in ((before, after), (after, before))
    ]
    for found in outcomes:
        assert [(one.identity, one.place.row, one.report.year) for one in found] == [
            ("I5", "2", 2024),
            ("I6", "规章", 2024),
        ]
        assert [one.found - one.expected for one in found] == [-1, 5]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("year", "agency", "why"),
    [
        (2026, "清河县税务局", "account-years-apart"),
        (2024, "清江县税务局", "account-agencies-differ"),
        (None, "清河县税务局", "account-year-unknown"),
    ],
)
def test_accounts_that_do_not_belong_together_are_not_compared(
    year: int | None, agency: str, why: str
) -> None:
    other = {**small(), "year": year, "agency": agency}
    other[APPLICATIONS]["2"] = [9] * 7
    outcome = checked(small(2023), other)
    assert why in {one.why.code for one in outcome.unchecked}
    assert not {one.identity for one in outcome.failures} & {"I5", "I6"}


def test_one_year_twice_is_refused() -> None:
    with pytest.raises(Refused, match=r"0\.json与1\.json都是2023年"):
        checked(small(2023), small(2023))


def test_the_year_after_the_change_of_form_is_compared_with_the_one_before() -> None:
    before = consistent(edition("2019"), [2, 1], 2020)
    after = following({**before, PROACTIVE: small()[PROACTIVE]}, 2021)
    outcome = checked(before, after)
    assert outcome.failures == ()
    assert {(one.identity, one.why.code) for one in outcome.unchecked} == {
        ("I6", "account-cells-unread")
    }


@pytest.mark.parametrize(
    ("equals", "value"),
    [
        ("1.总计+2.总计", lambda a: a["1"][6] + a["2"][6]),
        ("１.总计 ＋ 2.总计", lambda a: a["1"][6] + a["2"][6]),
        ("sum 3.3.* 总计", lambda a: sum(a[f"3.3.{n}"][6] for n in range(1, 9))),
        (
            "sum(1,2 over the five legal-person columns)",
            lambda a: sum(a["1"][1:6]) + sum(a["2"][1:6]),
        ),
        ("3.6.2.自然人", lambda a: a["3.6.2"][0]),
    ],
)
def test_numbers_in_the_text_are_held_against_the_tables(equals: str, value: object) -> None:
    account = small()
    right = value(account[APPLICATIONS])  # type: ignore[operator]
    account["text_claims"] = [{"text": "对的", "value": right, "equals": equals}]
    outcome = checked(account)
    assert not outcome.failures
    assert not outcome.unchecked
    account["text_claims"][0]["value"] = right + 1
    (failure,) = checked(account).failures
    assert (failure.identity, failure.expected, failure.found) == ("I7", right + 1, right)


def test_text_is_held_against_the_other_tables_too() -> None:
    account = small()
    review, rules = account[REVIEW]["rows"], account[PROACTIVE]
    lawsuits = review["未经复议直接起诉"][4] + review["复议后起诉"][4]
    account["text_claims"] = [
        {"text": "诉讼", "value": lawsuits, "equals": "直接起诉.总计+复议后起诉.总计"},
        {"text": "许可", "value": rules["行政许可"], "equals": "行政许可"},
        {"text": "规章", "value": rules["规章"]["本年制发件数"] + 3, "equals": "规章.本年制发件数"},
        {"text": "三次", "value": 1100, "equals": "800+200+100"},
    ]
    outcome = checked(account)
    assert told(outcome) == [("I7", "规章", "本年制发件数")]
    assert outcome.unchecked == ()


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ({"text": "不知", "value": 3}, "account-claim-loose"),
        ({"text": "不知", "value": None, "equals": "1.总计"}, "account-claim-loose"),
        ({"text": "不知", "value": 3, "equals": "as told last year"}, "account-claim-unknown"),
        ({"text": "不知", "value": 3, "equals": "9.总计"}, "account-claim-unknown"),
        ({"text": "不知", "value": 3, "equals": "1.合计"}, "account-claim-unknown"),
        ({"text": "不知", "value": 3, "equals": "3.1.总计"}, "account-claim-unread"),
    ],
)
def test_what_cannot_be_held_against_anything_is_no_fault(claim: Layout, why: str) -> None:
    account = small()
    account[APPLICATIONS]["3.1"][6] = None
    account["text_claims"] = [claim]
    outcome = checked(account)
    assert outcome.failures == ()
    assert why in {one.why.code for one in outcome.unchecked}


@pytest.mark.parametrize(
    ("text", "value", "fees", "fails"),
    [
        ("本年度未收取信息处理费。", None, 0, False),
        ("本年度未收取信息处理费。", 0, 120, True),
        ("本年度没有收取信息处理费。", None, 120, True),
        ("收取信息处理费120元。", 120, 120, False),
        ("收取信息处理费120元。", 120, 0, True),
    ],
)
def test_no_fee_is_said_exactly_if_none_was_taken(
    text: str, value: int | None, fees: int, fails: bool
) -> None:
    account = small()
    account["text_claims"] = [{"text": text, "value": value, "section": "六"}]
    account["fees"] = fees
    found = [one for one in checked(account).failures if one.identity == "I8"]
    assert bool(found) is fails
    assert all(one.found == fees for one in found)


def test_two_sentences_about_fees_that_contradict_each_other() -> None:
    account = small()
    account["text_claims"] = [
        {"text": "本年度未收取信息处理费。", "value": None},
        {"text": "收取信息处理费2230元。", "value": 2230, "equals": "880+1080+270"},
    ]
    assert [one.identity for one in checked(account).failures] == ["I8"]


def test_the_form_of_2008_has_sums_of_its_own() -> None:
    figures = {f"{code:02}": 0 for code in range(1, 36)}
    figures |= {"10": 7, "11": 3, "14": 4, "17": 6, "18": 4, "20": 2, "22": 1, "31": 1}
    account = {**FORM_OF_2008, "figures": figures}
    outcome = checked(account)
    assert not outcome.failures
    assert not outcome.unchecked
    assert outcome.compared == 3
    for code, identities in {
        "10": ["2008-10"],
        "16": ["2008-10"],
        "18": ["2008-17"],
        "20": ["2008-17", "2008-20"],
        "25": ["2008-20"],
    }.items():
        changed = copy.deepcopy(account)
        changed["figures"][code] += 1  # type: ignore[index]
        assert [one.identity for one in checked(changed).failures] == identities


def test_money_is_exact() -> None:
    account = small()
    account[PROACTIVE]["行政事业性收费(万元)"] = "59237.2449"
    account["text_claims"] = [
        {"text": "收费", "value": 59237.2449, "equals": "行政事业性收费(万元)"},
        {"text": "收费", "value": "59237.245", "equals": "行政事业性收费(万元)"},
    ]
    (failure,) = checked(account).failures
    assert (failure.expected, failure.found) == (Decimal("59237.245"), Decimal("59237.2449"))
