"""Requests for disclosure in every state, brought there by the actions."""

from datetime import UTC, date, datetime, timedelta

from sunshine.inforequests.actions import (
    drafting,
    filing,
    receiving,
    reviewing,
    serving,
)
from sunshine.inforequests.asking import Asking
from sunshine.inforequests.filing import Arrival
from sunshine.inforequests.identity import Identity, IdKind
from sunshine.inforequests.models import InfoRequest
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
