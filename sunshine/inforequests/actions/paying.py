"""The applicant says that he has paid, and with which receipt; the office looks whether it came.

Law: 政府信息公开信息处理费管理办法（国办函〔2020〕109号）. The treasury alone knows what was
paid: only ``charging.record_payment`` starts the period anew, from the day that was told where
it is true.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.dating import apply_dates
from sunshine.inforequests.fee_notices import open_notice
from sunshine.inforequests.filing import HandedIn, keep_enclosure
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import FeeNotice, InfoRequest, Purpose
from sunshine.inforequests.plausible import why_not_past, why_not_text
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Person

LAW = "政府信息公开信息处理费管理办法（国办函〔2020〕109号）"


def why_not_tell_payment(
    request: InfoRequest, *, receipt: str, paid_on: date, by: Person | None, on: date
) -> list[Reason]:
    """Return why the applicant cannot tell of a payment so."""
    reasons = why_not_step("tell_payment", request, by=by, on=on)
    reasons += why_not_text(receipt, "receipt", most=40)
    notice = open_notice(request)
    if notice is None:
        return reasons
    if notice.told_on is not None:
        reasons.append(Reason("payment-told", LAW))
    reasons += why_not_past(paid_on, "paid_on", on=on, since=notice.notified_on)
    if paid_on > notice.pay_by:
        facts = {"day": notice.pay_by.isoformat()}
        reasons.append(Reason("fee-paid-late", LAW, "paid_on", facts))
    return reasons


@action
def tell_payment(
    request: InfoRequest,
    *,
    receipt: str,
    paid_on: date,
    paper: HandedIn | None = None,
    by: Person | None,
    at: datetime,
) -> FeeNotice:
    """Take the number of the treasury receipt and the day of payment; return the notice.

    Until the office has looked, the request does not lapse. ``paper``: the receipt, kept sealed.
    Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    said = {"receipt": receipt, "paid_on": paid_on}
    refuse_if(why_not_tell_payment(request, **said, by=by, on=on))  # type: ignore[arg-type]
    notice = open_notice(request)
    if notice is None:
        raise RuntimeError("a request that waits for payment has its notice")
    if paper is not None:
        keep_enclosure(request, HandedIn(Purpose.PAYMENT, paper.stream, ""), by=by, at=at)
    notice.told_on, notice.told_paid_on = on, paid_on
    notice.told_receipt, notice.told_why = receipt.strip(), ""
    notice.save(update_fields=["told_on", "told_paid_on", "told_receipt", "told_why"])
    apply_dates(request)
    told = {"paid": paid_on, "with_paper": paper is not None}
    append(**event_of("payment_told", request, by=by, at=at, **told))
    return notice


def why_not_deny_payment(request: InfoRequest, *, why: str, by: Person, on: date) -> list[Reason]:
    """Return why it cannot be said that no payment came."""
    reasons = why_not_step("deny_payment", request, by=by, on=on)
    reasons += why_not_text(why, "why", most=200)
    notice = open_notice(request)
    if notice is not None and notice.told_on is None:
        reasons.append(Reason("payment-not-told"))
    return reasons


@action
def deny_payment(request: InfoRequest, *, why: str, by: Person, at: datetime) -> FeeNotice:
    """Say that the treasury knows of no such payment, and return the notice.

    The applicant reads it on his page and may tell anew; the last day to pay stands. Raises
    Refused.
    """
    hold_request(request)
    refuse_if(why_not_deny_payment(request, why=why, by=by, on=beijing_day(at)))
    notice = open_notice(request)
    if notice is None:
        raise Refused("payment-not-told")
    notice.told_on, notice.told_why = None, why.strip()
    notice.save(update_fields=["told_on", "told_why"])
    apply_dates(request)
    append(**event_of("payment_denied", request, by=by, at=at))
    return notice
