"""Refusals carry every reason at once, and each has one sentence."""

import pytest

from sunshine.kit import errors
from sunshine.kit.errors import Reason, Refused, refuse_if, register_sentences, registered_codes


@pytest.fixture(autouse=True)
def _sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "_sentences", {})
    register_sentences({"too-long": "最多%(most)s天。", "not-yours": "请由承办人办理。"})


def test_a_reason_speaks_with_its_facts() -> None:
    assert str(Reason("too-long", facts={"most": 20})) == "最多20天。"


def test_a_refusal_says_all_its_reasons() -> None:
    refusal = Refused.because([Reason("not-yours"), Reason("too-long", facts={"most": 20})])
    assert [reason.code for reason in refusal.reasons] == ["not-yours", "too-long"]
    assert str(refusal) == "请由承办人办理。 最多20天。"


def test_nothing_against_it_lets_it_pass() -> None:
    refuse_if([])
    with pytest.raises(Refused) as caught:
        refuse_if([Reason("not-yours", law="条例 第四条", field="owner")])
    assert (caught.value.reasons[0].law, caught.value.reasons[0].field) == ("条例 第四条", "owner")


def test_a_refusal_without_a_reason_is_a_fault() -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        Refused.because([])


def test_a_code_has_one_sentence() -> None:
    with pytest.raises(ValueError, match="two sentences"):
        register_sentences({"too-long": "太长了。"})
    assert registered_codes() == {"too-long", "not-yours"}
