"""The fee for handling information: notice, payment, cancellation, refund.

Law: 条例 2019 art. 42; 政府信息公开信息处理费管理办法（国办函〔2020〕109号）.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.dating import apply_dates, calendar_of
from sunshine.inforequests.deadlines import Deadline, last_day, term
from sunshine.inforequests.fee_notices import told_of_fee
from sunshine.inforequests.fees import MOST, Basis, fee
from sunshine.inforequests.letter_facts import send_letter
from sunshine.inforequests.locking import hold_request, move
from sunshine.inforequests.models import FeeNotice, InfoRequest
from sunshine.inforequests.plausible import why_not_in_time, why_not_past, why_not_text
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.letters.filling import Fact
from sunshine.letters.writing import void_letter
from sunshine.orgs.models import Person

LAW = "政府信息公开信息处理费管理办法（国办函〔2020〕109号）"


LETTER = "fee_notice"


def why_not_issue_fee_notice(
    request: InfoRequest, *, basis: str, count: int, pay_how: str, by: Person, on: date
) -> list[Reason]:
    """Return why no fee can be asked for: not in force, nothing to pay, or too late."""
    reasons = why_not_step("issue_fee_notice", request, by=by, on=on)
    reasons += why_not_text(pay_how, "pay_how", most=500) + why_not_in_time(request, on=on)
    try:
        term(Deadline.FEE_PAYMENT, on)
    except Refused as refused:
        reasons += refused.reasons
    if request.fees.filter(cancelled_on__isnull=True).exists():
        reasons.append(Reason("fee-once", LAW))
    if basis not in set(Basis):
        reasons.append(Reason("request-choice", field="basis"))
    elif not 0 <= count <= MOST:
        facts = {"most": MOST, "given": count}
        reasons.append(Reason("fee-count-absurd", field="count", facts=facts))
    elif not fee(Basis(basis), count).amount:
        reasons.append(Reason("fee-nothing", LAW, "count"))
    return reasons


@action
def issue_fee_notice(
    request: InfoRequest, *, basis: str, count: int, pay_how: str, by: Person, at: datetime
) -> FeeNotice:
    """Ask for the fee for ``count`` requests of a month or pages; return the notice.

    The reply waits until it is paid; the sum follows from the tariff alone. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    asked = {"basis": basis, "count": count, "pay_how": pay_how}
    refuse_if(why_not_issue_fee_notice(request, **asked, by=by, on=on))  # type: ignore[arg-type]
    found = fee(Basis(basis), count)
    until = last_day(Deadline.FEE_PAYMENT, on, calendar_of(request.body)).day
    told = told_of_fee(request, **asked, on=on)  # type: ignore[arg-type]
    letter = send_letter(LETTER, request, told, by=by, at=at)
    notice = FeeNotice.objects.create(
        request=request,
        basis=basis,
        count=count,
        amount=found.amount,
        notified_on=on,
        pay_by=until,
        issued_by=by,
        letter=letter,
    )
    move(request, "issue_fee_notice")
    apply_dates(request)
    said = {"amount": str(found.amount), "pay_by": until, "letter": letter.number}
    append(**event_of("fee_asked", request, by=by, at=at, **said))
    return notice


def why_not_cancel_fee_notice(
    request: InfoRequest, *, why: str, by: Person, on: date
) -> list[Reason]:
    """Return why the notice cannot be taken back; once it is paid it is refunded instead."""
    return why_not_step("cancel_fee_notice", request, by=by, on=on) + why_not_text(
        why, "why", most=200
    )


@action
def cancel_fee_notice(request: InfoRequest, *, why: str, by: Person, at: datetime) -> FeeNotice:
    """Take the notice back: its letter is void and the period runs as if there was none."""
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_cancel_fee_notice(request, why=why, by=by, on=on))
    notice = _open_notice(request)
    void_letter(notice.letter, reason=why, at=at)
    notice.cancelled_on = on
    notice.save(update_fields=["cancelled_on"])
    move(request, "cancel_fee_notice")
    apply_dates(request)
    append(**event_of("fee_cancelled", request, by=by, at=at, letter=notice.letter.number))
    return notice


def why_not_record_payment(
    request: InfoRequest, *, paid_on: date, treasury_receipt: str, by: Person, on: date
) -> list[Reason]:
    """Return why the payment cannot be recorded so; after its last day it comes too late."""
    reasons = why_not_step("record_payment", request, by=by, on=on)
    reasons += why_not_text(treasury_receipt, "treasury_receipt", most=40)
    notice = request.fees.filter(paid_on=None, lapsed_on=None, cancelled_on=None).first()
    if notice is None:
        return reasons
    reasons += why_not_past(paid_on, "paid_on", on=on, since=notice.notified_on)
    if paid_on > notice.pay_by:
        facts = {"day": notice.pay_by.isoformat()}
        reasons.append(Reason("fee-paid-late", LAW, "paid_on", facts))
    return reasons


@action
def record_payment(
    request: InfoRequest, *, paid_on: date, treasury_receipt: str, by: Person, at: datetime
) -> FeeNotice:
    """Record the payment with its treasury receipt and return the notice.

    The period starts anew: its first day is the one after the payment. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    said = {"paid_on": paid_on, "treasury_receipt": treasury_receipt}
    refuse_if(why_not_record_payment(request, **said, by=by, on=on))  # type: ignore[arg-type]
    notice = _open_notice(request)
    notice.paid_on, notice.treasury_receipt = paid_on, treasury_receipt.strip()
    notice.save(update_fields=["paid_on", "treasury_receipt"])
    request.paid_on = paid_on
    move(request, "record_payment", "paid_on")
    dates = apply_dates(request)
    told: dict[str, Fact] = {
        "amount": f"{notice.amount:.2f}",
        "paid": paid_on,
        "treasury_receipt": treasury_receipt.strip(),
    }
    if dates.due is not None:
        told["due"] = dates.due
    notice.paid_letter = send_letter("fee_paid", request, told, by=by, at=at)
    notice.save(update_fields=["paid_letter"])
    append(**event_of("fee_paid", request, by=by, at=at, paid=paid_on))
    return notice


def why_not_refund(
    request: InfoRequest, *, why: str, pay_how: str, by: Person, on: date
) -> list[Reason]:
    """Return why the fee cannot be refunded."""
    reasons = why_not_step("refund", request, by=by, on=on)
    reasons += why_not_text(why, "why", most=300) + why_not_text(pay_how, "pay_how", most=500)
    if not request.fees.filter(paid_on__isnull=False, refunded_on__isnull=True).exists():
        reasons.append(Reason("fee-nothing-paid"))
    return reasons


@action
def refund(request: InfoRequest, *, why: str, pay_how: str, by: Person, at: datetime) -> FeeNotice:
    """Refund the fee that was paid, through the treasury, and return its notice."""
    hold_request(request)
    on = beijing_day(at)
    refuse_if(why_not_refund(request, why=why, pay_how=pay_how, by=by, on=on))
    notice = request.fees.get(paid_on__isnull=False, refunded_on__isnull=True)
    told: dict[str, Fact] = {
        "amount": f"{notice.amount:.2f}",
        "treasury_receipt": notice.treasury_receipt,
        "grounds": why.strip(),
        "pay_how": pay_how.strip(),
    }
    notice.refund_letter = send_letter("fee_refund", request, told, by=by, at=at)
    notice.refunded_on, notice.refund_why = on, why.strip()
    notice.save(update_fields=["refund_letter", "refunded_on", "refund_why"])
    append(**event_of("fee_refunded", request, by=by, at=at, amount=str(notice.amount)))
    return notice


def _open_notice(request: InfoRequest) -> FeeNotice:
    return request.fees.get(paid_on=None, lapsed_on=None, cancelled_on=None)
