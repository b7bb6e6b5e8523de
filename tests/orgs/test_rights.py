"""Rights follow from posts held, or deputised for, on the day: against a reckoning by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sunshine.orgs.models import Body, Delegation, Person, Post, PostHolding, Role
from sunshine.orgs.rights import REACHES_DOWN, bodies_of, holders, is_staff, may, roles_in
from tests.cast import Cast

START = date(2026, 1, 1)
DAYS = st.integers(0, 9).map(lambda number: START + timedelta(days=number))
SPANS = st.tuples(DAYS, st.none() | DAYS)
ROLES = st.sets(st.sampled_from(list(Role)), max_size=3)
PATHS = {"up": "0001/", "here": "0001/0001/", "below": "0001/0001/0001/", "beside": "0001/0002/"}


class Rights(TestCase):
    """Whatever is entered, nobody has a right but by a post that holds on the day."""

    @settings(max_examples=60)
    @given(
        post_body=st.sampled_from(list(PATHS)),
        asked_body=st.sampled_from(list(PATHS)),
        roles=ROLES,
        abolished=st.none() | DAYS,
        held=st.none() | SPANS,
        lent=st.none() | SPANS,
        left=st.none() | DAYS,
        is_active=st.booleans(),
        day=DAYS,
    )
    def test_against_a_reckoning_by_hand(
        self,
        *,
        post_body: str,
        asked_body: str,
        roles: set[Role],
        abolished: date | None,
        held: tuple[date, date | None] | None,
        lent: tuple[date, date | None] | None,
        left: date | None,
        is_active: bool,
        day: date,
    ) -> None:
        bodies = {
            name: Body.objects.create(slug=name, path=path, level="city", name=name)
            for name, path in PATHS.items()
        }
        person = Person.objects.create(
            username="li", name="李", joined=START, left=left, is_active=is_active
        )
        other = Person.objects.create(username="wang", name="王", joined=START)
        post = Post.objects.create(
            body=bodies[post_body], slug="p", name="p", roles=sorted(roles), abolished=abolished
        )
        if held:
            PostHolding.objects.create(post=post, person=person, since=held[0], until=held[1])
        if lent:
            Delegation.objects.create(
                post=post, holder=other, deputy=person, since=lent[0], until=lent[1]
            )
        present = is_active and (left is None or day < left)
        stands = abolished is None or day < abolished
        by_post = any(
            span and span[0] <= day and (span[1] is None or day <= span[1]) for span in (held, lent)
        )
        below = PATHS[asked_body].startswith(PATHS[post_body])
        expected = {
            role
            for role in roles
            if present
            and stands
            and by_post
            and (post_body == asked_body or (below and role in REACHES_DOWN))
        }
        assert roles_in(person, bodies[asked_body], day) == expected
        assert all(
            may(person, role, bodies[asked_body], day) == (role in expected) for role in Role
        )
        assert is_staff(person, day) == (present and stands and by_post)
        for role in Role:
            own = role in expected and post_body == asked_body
            assert (person in holders(role, bodies[asked_body], day)) == own


@pytest.mark.django_db
def test_rights_cost_one_query_whatever_the_posts(cast: Cast, django_assert_num_queries) -> None:
    for number in range(5):
        post = Post.objects.create(
            body=cast.heping, slug=f"more-{number}", name="多", roles=[Role.EDITOR.value]
        )
        PostHolding.objects.create(post=post, person=cast.li, since=START)
    with django_assert_num_queries(1):
        assert roles_in(cast.li, cast.heping, START) == {Role.EDITOR}
    with django_assert_num_queries(1):
        assert bodies_of(cast.li, START) == [cast.heping]
