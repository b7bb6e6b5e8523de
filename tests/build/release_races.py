"""What several processes do at once to the same house; run inside it by ``tests.inside``."""

import os
import random
import signal
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Person, Post, PostHolding, Role
from sunshine.publishing.actions import release
from sunshine.publishing.actions.review import Release, approve
from sunshine.publishing.digests import digest_of
from sunshine.publishing.models import Edition, EditionState, Item, ItemState, Review
from tests.build.release import AT, approved, draft, sent
from tests.cast import SINCE, cast_people

KINDS = (("policies", "public"), ("news", "public"), ("policies", "staff"))


def prepare(count: int) -> list[int]:
    """Make the cast and ``count`` approved editions; return their keys."""
    cast = cast_people()
    editions = [
        approved(cast, draft(cast, section=section, audience=audience))
        for section, audience in (KINDS[number % len(KINDS)] for number in range(count))
    ]
    return [edition.pk for edition in editions]


def prepare_overdue() -> dict[str, int]:
    """Make one edition whose time came an hour ago and one sent on to go out when approved."""
    cast, now = cast_people(), datetime.now(UTC)
    before, made_on = now - timedelta(hours=2), date(2020, 1, 2)
    timed = approved(cast, draft(cast, made_on=made_on), at=before)
    release.schedule(timed, publish_at=now - timedelta(hours=1), by=cast.wu, at=before)
    edition = draft(cast, made_on=made_on)
    prompt = approved(cast, edition, at=before, release=Release.ON_APPROVAL)
    return {"timed": timed.pk, "prompt": prompt.pk}


def moments() -> dict[int, str | None]:
    """Return when every edition went out."""
    return {
        edition.pk: edition.published_at and edition.published_at.isoformat()
        for edition in Edition.objects.all()
    }


def publish_all(keys: list[int], seed: int) -> int:
    """Publish the editions ``keys`` in an order of chance; return how many went out here."""
    order = random.Random(seed).sample(keys, len(keys))  # noqa: S311 - no secret
    by, done = Person.objects.get(username="wu"), 0
    for key in order:
        try:
            release.publish(Edition.objects.get(pk=key), by=by, at=AT)
        except Refused:
            continue
        done += 1
    return done


def publish_and_die(key: int) -> None:
    """Publish the edition ``key`` and be killed when all is written but not committed."""
    append = release.append

    def append_and_die(*words: Any, **facts: Any) -> Any:
        append(*words, **facts)
        assert connection.in_atomic_block
        os.kill(os.getpid(), signal.SIGKILL)

    release.append = append_and_die  # type: ignore[assignment]
    by = Person.objects.get(username="wu")
    release.publish(Edition.objects.get(pk=key), by=by, at=AT)


def record() -> dict[str, Any]:
    """Return what is on record, and what contradicts itself."""
    items = list(Item.objects.select_related("current", "section").order_by("pk"))
    published = [item for item in items if item.published_here]
    told = Event.objects.filter(kind="publishing.edition_published").values_list(
        "subject", flat=True
    )
    half = [
        item.code
        for item in items
        if not (
            (item.state == ItemState.PUBLISHED)
            == (item.current is not None and item.current.state == EditionState.PUBLISHED)
            == (item.index_number is not None)
            == (list(told).count(f"item:{item.code}") == 1)
            == (item.published_here is not None)
        )
    ]
    places: dict[str, list[int]] = {}
    for item in published:
        if item.position is not None:
            places.setdefault(item.section.slug, []).append(item.position)
    return {
        "half": half,
        "published": len(published),
        "public": sorted(_serial(item) for item in published if item.audience == "public"),
        "restricted": sorted(_serial(item) for item in published if item.audience == "staff"),
        "places": {section: sorted(found) for section, found in places.items()},
    }


def prepare_reviews(count: int) -> list[int]:
    """Make the cast, a second first reviewer, and ``count`` editions in review."""
    cast = cast_people()
    post = Post.objects.create(
        body=Body.objects.get(slug="ln-shenyang-heping"),
        slug="nobody-post",
        name="初审",
        roles=[Role.FIRST_REVIEWER],
    )
    PostHolding.objects.create(post=post, person=cast.nobody, since=SINCE)
    return [sent(cast).pk for _ in range(count)]


def approve_all(keys: list[int], username: str) -> dict[str, int]:
    """Take the first review of every edition; return how many were ours and how many not."""
    by, outcomes = Person.objects.get(username=username), {"ours": 0, "theirs": 0}
    for key in keys:
        edition = Edition.objects.get(pk=key)
        try:
            approve(edition, "first", digest=digest_of(edition), by=by, at=AT)
        except Refused as refused:
            if [reason.code for reason in refused.reasons] != ["step-already-approved"]:
                raise
            outcomes["theirs"] += 1
        else:
            outcomes["ours"] += 1
    return outcomes


def reviews() -> list[int]:
    """Return the editions that were approved, once for every approval."""
    return sorted(Review.objects.values_list("edition", flat=True))


def _serial(item: Item) -> int:
    return int((item.index_number or "").rpartition("-")[2])
