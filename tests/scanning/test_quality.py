"""Precision and recall on the labelled set: what was tuned on, and a seed that was not."""

import pytest

from sunshine.scanning.findings import PERSONAL_KINDS
from tests.scanning.generated import HELD_OUT_SEED, TUNING_SEED, cases
from tests.scanning.labels import by_hand, score

LEAST = 0.98


@pytest.mark.parametrize("seed", [TUNING_SEED, HELD_OUT_SEED])
def test_every_kind_is_found_and_little_else(seed: int) -> None:
    result = score([*by_hand(), *cases(seed)])
    assert sum(result.hits.values()) >= 600
    assert result.traps >= 600
    low = {
        kind: (result.recall(kind), result.precision(kind))
        for kind in PERSONAL_KINDS
        if min(result.recall(kind), result.precision(kind)) < LEAST
    }
    assert low == {}, result.errors
