"""Staff learn what was done about their posts and accounts, once."""

from datetime import timedelta

from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.kit.days import beijing_day
from sunshine.notices.models import Notice
from sunshine.notices.staff_notices import READER
from sunshine.orgs.actions import accounts, deputies, posts
from sunshine.orgs.models import AccountReset, Post
from tests.cast import Cast


def told() -> dict[str, list[str]]:
    """Let the reader read everything, twice; return the kinds by who was told."""
    for _ in range(2):
        READER.handle([event for event in Event.objects.order_by("id") if READER.wants(event)])
    by_person: dict[str, list[str]] = {}
    for notice in Notice.objects.order_by("id").select_related("recipient"):
        by_person.setdefault(notice.recipient.username, []).append(notice.kind)
    return by_person


def test_whoever_may_be_the_second_person_is_told_of_a_reset(cast: Cast) -> None:
    accounts.open_reset(
        cast.li,
        lost=AccountReset.Lost.PASSWORD,
        reason="忘记密码",
        by=cast.gao,
        at=timezone.now(),
    )
    assert told() == {"he": ["orgs.reset_opened"]}
    assert "忘记密码" in Notice.objects.get().text
    accounts.release_reset(
        AccountReset.objects.get(), identity="当面", by=cast.he, at=timezone.now()
    )
    assert told()["li"] == ["orgs.reset_released"]


def test_a_deputy_and_an_appointee_are_told(cast: Cast) -> None:
    at = timezone.now()
    today = beijing_day(at)
    deputies.delegate(
        Post.objects.get(slug="wang-post"),
        holder=cast.wang,
        deputy=cast.he,
        since=today,
        until=today + timedelta(days=3),
        by=cast.wang,
        at=at,
    )
    posts.appoint(
        cast.lin,
        post=Post.objects.get(slug="chen-post"),
        since=today,
        document="",
        by=cast.gao,
        at=at,
    )
    assert told() == {"he": ["orgs.post_delegated"], "lin": ["orgs.person_appointed"]}
