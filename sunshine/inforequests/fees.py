"""The fee for handling information (信息处理费): band by band, as the tariff lays it down. Pure."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.profiles import DATA
from sunshine.kit.errors import Refused

MOST = 1_000_000


class Basis(StrEnum):
    """What the fee is counted by; one of them for a request, never both."""

    ITEMS = "items"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Band:
    """So many from ``first`` to ``last``, at ``each`` yuan: ``amount`` yuan."""

    first: int
    last: int
    count: int
    each: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Fee:
    """What is to be paid in yuan, with its bands and the law."""

    amount: Decimal
    bands: tuple[Band, ...]
    law: str


def fee(basis: Basis, count: int) -> Fee:
    """Return the fee for ``count`` requests in a month, or pages; Refused for an absurd count.

    Law: 条例 2019 art. 42; 信息处理费管理办法 (国办函〔2020〕109号).
    """
    if not 0 <= count <= MOST:
        raise Refused("fee-count-absurd", most=MOST, given=count)
    bands = tuple(_bands(basis, count))
    amount = sum((band.amount for band in bands), Decimal(0))
    return Fee(amount, bands, str(_tariff()["law"]))


def _bands(basis: Basis, count: int) -> Iterator[Band]:
    done = 0
    for last, each in _prices(basis):
        if done >= count:
            return
        to = count if last == 0 else min(last, count)
        yield Band(done + 1, to, to - done, each, each * (to - done))
        done = to


def _prices(basis: Basis) -> Iterator[tuple[int, Decimal]]:
    """Yield up to how many each price holds (0: without end), and the price in yuan."""
    tariff, last = _tariff()[basis], 0
    for band in tariff["bands"]:
        last = int(band["to"])
        yield last, Decimal(int(band["each"]))
    if "then" not in tariff:
        return
    each = Decimal(int(tariff["then"]["each"]))
    while True:
        last += int(tariff["then"]["size"])
        yield last, each
        each += Decimal(int(tariff["then"]["more"]))


@cache
def _tariff() -> dict[str, Any]:
    with (DATA / "fees.toml").open("rb") as file:
        return tomllib.load(file)
