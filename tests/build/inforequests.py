"""Requests for disclosure in every state, brought there by the actions."""

from datetime import UTC, date, datetime, timedelta

from sunshine.inforequests.actions import (
    charging,
    drafting,
    filing,
    receiving,
    reviewing,
    serving,
    silence,
)
from sunshine.inforequests.actions import correcting as corrections
from sunshine.inforequests.asking import Asking
from sunshine.inforequests.filing import Arrival
from sunshine.inforequests.identity import Identity, IdKind
from sunshine.inforequests.models import InfoRequest, State
from sunshine.inforequests.receipt import Channel
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body
from tests.cast import Cast

# A Thursday: 2026-03-05 + 20 workdays = 2026-04-02.
AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
FORM = "t1"
ASKING = Asking("2025年度和平区减税降费统计数据")
ZHANG = Identity(
    "张某某",
    IdKind.RESIDENT,
    "210102198001010037",
    address="沈阳市和平区某街1号",
    telephone="13900000000",
    email="zhang@example.cn",
)


def after(days: int, at: datetime = AT) -> datetime:
    """Return the same hour so many days later."""
    return at + timedelta(days=days)


def submitted(
    body: Body,
    *,
    token: str = FORM,
    asking: Asking = ASKING,
    identity: Identity = ZHANG,
    at: datetime = AT,
) -> InfoRequest:
    """Hand in a request on the web and return it: not confirmed yet."""
    request, _code = filing.submit(body, asking=asking, identity=identity, token=token, at=at)
    return request


def received(cast: Cast, *, token: str = FORM, at: datetime = AT, **facts: object) -> InfoRequest:
    """Return a request of the web that the office has confirmed the same day."""
    request = submitted(cast.heping, token=token, at=at, **facts)  # type: ignore[arg-type]
    return receiving.confirm(request, by=cast.wu, at=at)


def registered(
    cast: Cast,
    *,
    token: str = FORM,
    channel: Channel = Channel.WINDOW,
    arrived_on: date | None = None,
    at: datetime = AT,
    identity: Identity = ZHANG,
    asking: Asking = ASKING,
) -> InfoRequest:
    """Return a request that Wu entered at the window."""
    arrival = Arrival(channel, arrived_on or beijing_day(at))
    request, _code = filing.register(
        cast.heping, arrival=arrival, asking=asking, identity=identity, token=token, by=cast.wu,
        at=at, proven=True,
    )  # fmt: skip
    return request


def drafted(
    cast: Cast,
    request: InfoRequest,
    *,
    kind: str = "grant",
    at: datetime = AT,
    **facts: str,
) -> InfoRequest:
    """Draft a reply in Wu's name and return the request."""
    grounds = facts or {"how": "随本答复书一并提供"}
    drafting.draft_reply(request, kind=kind, facts=grounds, by=cast.wu, at=at)
    return request


def in_review(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request with its draft sent to legal review."""
    if request.reply is None:
        drafted(cast, request, at=at)
    drafting.submit_draft(request, by=cast.wu, at=at)
    return request


def to_sign(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request with its draft through both reviews."""
    in_review(cast, request, at=at)
    reviewing.review_legal(request, passed=True, by=cast.feng, at=at)
    reviewing.review_secrecy(request, passed=True, by=cast.zhou, at=at)
    return request


def signed(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request with its reply signed off."""
    to_sign(cast, request, at=at)
    reviewing.sign_off(request, by=cast.he, at=at)
    return request


def served(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request with its reply posted the same day."""
    signed(cast, request, at=at)
    serving.serve(
        request, manner="post", served_on=beijing_day(at), postal_number="1234567890123",
        by=cast.wu, at=at,
    )  # fmt: skip
    return request


def closed(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request answered and closed."""
    return serving.close(served(cast, request, at=at), by=cast.wu, at=at)


def archived(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request closed and put into the archive."""
    closed(cast, request, at=at)
    return serving.archive(request, archive_number="2026-Y-0001", by=cast.wu, at=at)


def correcting(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request with a correction asked for."""
    corrections.ask_correction(request, items="1．请写明文号。", by=cast.wu, at=at)
    return request


def paying(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request with a fee of 270 yuan asked for."""
    charging.issue_fee_notice(
        request, basis="pages", count=57, pay_how="到银行缴纳", by=cast.wu, at=at
    )
    return request


def lapsed(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request not corrected in time, as the sweeper has noted 40 days later."""
    correcting(cast, request, at=at)
    return silence.lapse_correction(request, at=after(40, at))


def in_state(cast: Cast, state: str, *, token: str, at: datetime = AT) -> InfoRequest:
    """Return a request in ``state``, all of it done on one day (a lapse 40 days later)."""
    if state == State.SUBMITTED:
        return submitted(cast.heping, token=token, at=at)
    reach = {
        State.HANDLING: lambda request: request,
        State.CORRECTING: lambda request: correcting(cast, request, at=at),
        State.PAYING: lambda request: paying(cast, request, at=at),
        State.LAPSED: lambda request: lapsed(cast, request, at=at),
        State.LEGAL_REVIEW: lambda request: in_review(cast, request, at=at),
        State.SECRECY_REVIEW: lambda request: in_secrecy_review(cast, request, at=at),
        State.SIGNING: lambda request: to_sign(cast, request, at=at),
        State.SIGNED: lambda request: signed(cast, request, at=at),
        State.SERVED: lambda request: served(cast, request, at=at),
        State.CLOSED: lambda request: closed(cast, request, at=at),
        State.ARCHIVED: lambda request: archived(cast, request, at=at),
    }
    request: InfoRequest = reach[State(state)](received(cast, token=token, at=at))
    return request


def in_secrecy_review(cast: Cast, request: InfoRequest, *, at: datetime = AT) -> InfoRequest:
    """Return the request with its draft passed by the legal review."""
    in_review(cast, request, at=at)
    reviewing.review_legal(request, passed=True, by=cast.feng, at=at)
    return request
