"""The tariff against the figures of real reports, and the day of receipt in three editions."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.inforequests.fees import MOST, Basis, fee
from sunshine.inforequests.receipt import Channel, Counts, receipt_rule, received_on
from sunshine.kit.errors import Refused

DAY = date(2025, 9, 22)


@pytest.mark.parametrize(
    ("basis", "count", "yuan"),
    [
        (Basis.ITEMS, 0, 0),
        (Basis.ITEMS, 10, 0),
        (Basis.ITEMS, 11, 100),
        (Basis.ITEMS, 25, 1500),
        (Basis.ITEMS, 30, 2000),
        (Basis.ITEMS, 31, 2200),
        (Basis.ITEMS, 35, 3000),
        (Basis.ITEMS, 41, 4300),
        (Basis.PAGES, 30, 0),
        (Basis.PAGES, 57, 270),
        (Basis.PAGES, 109, 880),
        (Basis.PAGES, 119, 1080),
        (Basis.PAGES, 250, 4700),
    ],
)
def test_the_tariff(basis: Basis, count: int, yuan: int) -> None:
    assert fee(basis, count).amount == Decimal(yuan)


def one_by_one(basis: Basis, count: int) -> int:
    """Return the fee in yuan, each request or page priced by itself."""
    if basis is Basis.ITEMS:
        return sum(
            0 if n <= 10 else 100 if n <= 30 else ((n - 1) // 10 - 1) * 100
            for n in range(1, count + 1)
        )
    return sum(
        0 if n <= 30 else 10 if n <= 100 else 20 if n <= 200 else 40 for n in range(1, count + 1)
    )


@given(st.sampled_from(Basis), st.integers(0, 3000))
def test_any_number_against_one_by_one(basis: Basis, count: int) -> None:
    found = fee(basis, count)
    assert found.amount == one_by_one(basis, count)
    assert sum(band.count for band in found.bands) == count
    assert [band.first for band in found.bands][1:] == [band.last + 1 for band in found.bands][:-1]


@pytest.mark.parametrize("count", [-1, MOST + 1])
def test_absurd_numbers_are_refused(count: int) -> None:
    with pytest.raises(Refused):
        fee(Basis.PAGES, count)


def test_every_channel_has_its_day_in_every_edition() -> None:
    for day in (date(2008, 5, 1), date(2015, 12, 14), date(2019, 5, 15), date(2001, 1, 1)):
        for channel in Channel:
            rule = receipt_rule(channel, day)
            assert rule.law
            assert rule.counts in Counts


def test_what_needs_both_sides_is_not_received_before() -> None:
    assert received_on(Channel.WEB, arrived=DAY) is None
    confirmed = date(2025, 9, 25)
    assert received_on(Channel.WEB, arrived=DAY, confirmed=confirmed) == confirmed
    assert received_on(Channel.WINDOW, arrived=DAY) == DAY
    assert received_on(Channel.REGISTERED_LETTER, arrived=DAY, confirmed=confirmed) == DAY
    assert received_on(Channel.EMAIL, arrived=date(2016, 1, 4)) == date(2016, 1, 4)
    assert received_on(Channel.FAX, arrived=date(2016, 1, 4)) is None
    with pytest.raises(ValueError, match="before"):
        received_on(Channel.WEB, arrived=confirmed, confirmed=DAY)
