"""Sections are measured against their promise, and amber before they are late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.kit.days import beijing_day
from sunshine.publishing.actions import sections
from sunshine.publishing.freshness import State, freshness_in, freshness_of, state_of
from sunshine.publishing.models import Edition, Item, ItemState
from tests.build.publishing import AT, DAY, a_draft, a_section
from tests.cast import Cast


def shown(cast: Cast, section: str, **facts: object) -> Item:
    """Return an item as publication leaves it at AT."""
    edition = a_draft(cast.heping, by=cast.li, section=section)
    number = f"X/2026-{edition.pk}"
    Edition.objects.filter(pk=edition.pk).update(state="published", published_at=AT)
    state = {"state": ItemState.PUBLISHED, "published_here": AT, "index_number": number}
    Item.objects.filter(pk=edition.item_id).update(current=edition, **{**state, **facts})
    return edition.item


def of(cast: Cast, section: str, on: date):  # type: ignore[no-untyped-def]
    return next(one for one in freshness_of(cast.heping, on) if one.section.slug == section)


def test_news_is_amber_after_eleven_days_and_late_after_fourteen(cast: Cast) -> None:
    shown(cast, "news")
    states = {days: of(cast, "news", DAY + timedelta(days=days)) for days in (0, 11, 12, 14, 15)}
    assert [one.state for one in states.values()] == [
        *(State.FRESH, State.FRESH, State.SOON, State.SOON, State.LATE),
    ]
    assert [one.left_days for one in states.values()] == [14, 3, 2, 0, -1]
    assert states[0].due_on == DAY + timedelta(days=14)
    assert of(cast, "policies", DAY).state == State.EMPTY


def test_the_promise_of_the_body_goes_before_that_of_the_section(cast: Cast) -> None:
    shown(cast, "news")
    post = cast.heping.posts.get(slug="wu-post")
    section = a_section("news")
    sections.promise_section(cast.heping, section, post=post, update_days=5, by=cast.wu, at=AT)
    one = of(cast, "news", DAY + timedelta(days=6))
    assert (one.state, one.promised_days, one.post, one.left_days) == (State.LATE, 5, post, -1)
    section.update_days = None
    section.save()
    sections.promise_section(cast.heping, section, post=post, by=cast.wu, at=AT)
    assert of(cast, "news", DAY).state == State.UNPROMISED


@pytest.mark.parametrize("facts", [{"audience": "staff"}, {"state": ItemState.WITHDRAWN}])
def test_what_the_public_cannot_see_keeps_nothing_fresh(
    cast: Cast, facts: dict[str, object]
) -> None:
    shown(cast, "news", **facts)
    assert of(cast, "news", DAY).last is None


def test_many_bodies_cost_three_queries(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    shown(cast, "news")
    bodies = [cast.ln, cast.shenyang, cast.heping, cast.dalian]
    with django_assert_num_queries(3):
        found = freshness_in(bodies, beijing_day(AT))
    assert {key: len(rows) for key, rows in found.items()} == {body.pk: 14 for body in bodies}


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 1100), st.integers(0, 3000))
def test_a_section_never_becomes_fresher_by_waiting(last: date, days: int, gone: int) -> None:
    order = [State.FRESH, State.SOON, State.LATE]
    now = state_of(last, days, last + timedelta(days=gone))
    later = state_of(last, days, last + timedelta(days=gone + 1))
    assert order.index(later) >= order.index(now)
    assert (now == State.LATE) == (gone > days)
