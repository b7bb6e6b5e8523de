"""Rights follow from posts held, or deputised for, on the day: against a reckoning by hand."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sunshine.orgs.models import Body, Delegation, Person, Post, PostHolding, Role
from sunshine.orgs.rights import (
    REACHES_DOWN,
    bodies_of,
    holders,
    is_staff,
    may,
    roles_in,
    roster,
)
from tests.cast import Cast

START = date(2026, 1, 1)
DAYS = st.integers(0, 9).map(lambda number: START + timedelta(days=number))
SPANS = st.tuples(DAYS, st.none() | DAYS)
PATHS = {"up": "0001/", "here": "0001/0001/", "below": "0001/0001/0001/", "beside": "0001/0002/"}


@dataclass(frozen=True)
class Case:
    """One post, one person, and what is entered about both."""

    post_body: str
    roles: set[Role]
    abolished: date | None
    held: tuple[date, date | None] | None
    lent: tuple[date, date | None] | None
    left: date | None
    is_active: bool

    def stands_on(self, day: date) -> bool:
        """Return whether the person acts in the post on ``day``, reckoned by hand."""
        spans = [span for span in (self.held, self.lent) if span]
        return (
            self.is_active
            and (self.left is None or day < self.left)
            and (self.abolished is None or day < self.abolished)
            and any(first <= day and (last is None or day <= last) for first, last in spans)
        )

    def roles_in(self, body: str, day: date) -> set[Role]:
        """Return the roles the person has in ``body`` on ``day``, reckoned by hand."""
        below = PATHS[body].startswith(PATHS[self.post_body])
        reach = (
            self.roles if body == self.post_body else self.roles & REACHES_DOWN if below else set()
        )
        return set(reach) if self.stands_on(day) else set()

    def enter(self) -> tuple[Person, dict[str, Body]]:
        """Enter the case; return the person and the bodies by name."""
        bodies = {
            name: Body.objects.create(slug=name, path=path, level="city", name=name)
            for name, path in PATHS.items()
        }
        person = Person.objects.create(
            username="li", name="李", joined=START, left=self.left, is_active=self.is_active
        )
        other = Person.objects.create(username="wang", name="王", joined=START)
        post = Post.objects.create(
            body=bodies[self.post_body],
            slug="p",
            name="p",
            roles=sorted(self.roles),
            abolished=self.abolished,
        )
        if self.held:
            since, until = self.held
            PostHolding.objects.create(post=post, person=person, since=since, until=until)
        if self.lent:
            since, until = self.lent
            Delegation.objects.create(
                post=post, holder=other, deputy=person, since=since, until=until
            )
        return person, bodies


CASES = st.builds(
    Case,
    post_body=st.sampled_from(list(PATHS)),
    roles=st.sets(st.sampled_from(list(Role)), max_size=3),
    abolished=st.none() | DAYS,
    held=st.none() | SPANS,
    lent=st.none() | SPANS,
    left=st.none() | DAYS,
    is_active=st.booleans(),
)


class Rights(TestCase):
    """Whatever is entered, nobody has a right but by a post that holds on the day."""

    @settings(max_examples=60)
    @given(case=CASES, asked=st.sampled_from(list(PATHS)), day=DAYS)
    def test_against_a_reckoning_by_hand(self, case: Case, asked: str, day: date) -> None:
        person, bodies = case.enter()
        expected = case.roles_in(asked, day)
        assert roles_in(person, bodies[asked], day) == expected
        assert is_staff(person, day) == case.stands_on(day)
        for role in Role:
            assert may(person, role, bodies[asked], day) == (role in expected)
            own = role in expected and case.post_body == asked
            assert (person in holders(role, bodies[asked], day)) == own


@pytest.mark.django_db
def test_the_roster_of_a_body_costs_one_query(cast: Cast, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        known = roster(cast.heping, START)
    assert known.holders(Role.DISCLOSURE_OFFICER) == [cast.wu]
    assert cast.he in known.roles
    assert {cast.ma, cast.zhao, cast.nobody}.isdisjoint(known.roles)


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
