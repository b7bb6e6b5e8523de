"""The notice of a fee: the one that waits to be paid, and what its letter tells."""

from datetime import date

from sunshine.inforequests.dating import calendar_of
from sunshine.inforequests.deadlines import Deadline, last_day
from sunshine.inforequests.fees import MOST, Basis, Fee, fee
from sunshine.inforequests.models import FeeNotice, InfoRequest
from sunshine.letters.filling import Fact


def open_notice(request: InfoRequest) -> FeeNotice | None:
    """Return the fee notice that waits to be paid; None where none does."""
    return request.fees.filter(paid_on=None, lapsed_on=None, cancelled_on=None).first()


def told_of_fee(
    request: InfoRequest, *, basis: str, count: int | None, pay_how: str, on: date
) -> dict[str, Fact]:
    """Return what the letter is told of a fee asked for on ``on``; also before it is sent."""
    told: dict[str, Fact] = {"pay_how": pay_how.strip()}
    if basis not in set(Basis) or count is None or not 0 <= count <= MOST:
        return told
    found = fee(Basis(basis), count)
    until = last_day(Deadline.FEE_PAYMENT, on, calendar_of(request.body)).day
    bands = _bands(Basis(basis), found)
    return told | {"basis": bands, "amount": f"{found.amount:.2f}", "pay_by": until}


def _bands(basis: Basis, found: Fee) -> str:
    unit = {Basis.ITEMS: "按件计收：", Basis.PAGES: "按量计收："}[basis]
    measure = "件" if basis is Basis.ITEMS else "页"
    parts = [
        f"第{band.first}至第{band.last}{measure}，每{measure}{band.each}元"
        for band in found.bands
        if band.amount
    ]
    return unit + "；".join(parts)
