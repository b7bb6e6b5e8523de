"""Who may review which step: posts, not people; never the writer, nobody two steps.

A body that has no post for a step is served by the nearest body above it that has one:
an office (税务分局、所) has its texts reviewed by the bureau it belongs to.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sunshine.audit.models import Event
from sunshine.orgs.models import Body, Delegation, Person, Post, PostHolding, Role
from sunshine.publishing.digests import binding_digest
from sunshine.publishing.models import BodyPractice, Edition, EditionState, Review, Step

ROLES: Mapping[str, Role] = {
    Step.FIRST: Role.FIRST_REVIEWER,
    Step.SECOND: Role.SECOND_REVIEWER,
    Step.FINAL: Role.FINAL_REVIEWER,
    Step.SECRECY: Role.SECRECY_REVIEWER,
}
WRITING = (
    "publishing.item_begun",
    "publishing.edition_begun",
    "publishing.draft_saved",
    "publishing.file_attached",
    "publishing.file_detached",
    "publishing.file_replaced",
    "publishing.files_ordered",
    "publishing.finding_masked",
    "publishing.finding_kept",
    "publishing.finding_reopened",
    "publishing.cleaning_asked",
    "publishing.file_cleaned",
)


@dataclass(frozen=True, slots=True)
class Capacity:
    """The post in which somebody reviews, and for whom he stands in, if for anybody."""

    post: Post
    deputy_for: Person | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who can take a step now, and which holders of its posts are away without a deputy."""

    present: tuple[Person, ...]
    absent: tuple[Person, ...]


def first_reviews_secrecy(body: Body) -> bool:
    """Return whether the secrecy review may fall to the first reviewer; one query."""
    return BodyPractice.objects.filter(body=body, secrecy_by_first_reviewer=True).exists()


def roles_for(step: str, *, secrecy_by_first: bool) -> frozenset[Role]:
    """Return the roles that may take ``step``."""
    if step == Step.SECRECY and secrecy_by_first:
        return frozenset({Role.SECRECY_REVIEWER, Role.FIRST_REVIEWER})
    return frozenset({ROLES[step]})


def serving_posts(step: str, body: Body, on: date) -> list[Post]:
    """Return the posts that take ``step`` for ``body``: its own, or those of the next above.

    Three queries. Empty if no body up to the root has such a post.
    """
    roles = roles_for(step, secrecy_by_first=first_reviews_secrecy(body))
    posts = (
        Post.objects.filter(Q(body=body) | Q(body__in=body.ancestors()))
        .filter(Q(abolished__isnull=True) | Q(abolished__gt=on))
        .select_related("body")
    )
    return nearest(list(posts), roles)


def nearest(posts: Iterable[Post], roles: Collection[str]) -> list[Post]:
    """Return those of ``posts`` with one of ``roles`` that stand in the lowest body."""
    fitting = [post for post in posts if set(roles) & set(post.roles)]
    lowest = max((len(post.body.path) for post in fitting), default=0)
    return [post for post in fitting if len(post.body.path) == lowest]


def capacity_of(person: Person, step: str, body: Body, on: date) -> Capacity | None:
    """Return in which post ``person`` may take ``step`` for ``body``, or None.

    A post of one's own goes before one in which one stands in. Up to five queries.
    """
    if not person.is_active or (person.left is not None and person.left <= on):
        return None
    posts = serving_posts(step, body, on)
    held = PostHolding.objects.on(on).filter(person=person, post__in=posts)
    own = held.select_related("post__body").first()
    if own is not None:
        return Capacity(own.post)
    lent = Delegation.objects.on(on).filter(deputy=person, post__in=posts)
    deputising = lent.select_related("post__body", "holder").first()
    return None if deputising is None else Capacity(deputising.post, deputising.holder)


def duty_of(step: str, body: Body, on: date) -> Duty:
    """Return who can take ``step`` for ``body`` on ``on``, and who is away; five queries."""
    posts = serving_posts(step, body, on)
    holdings = PostHolding.objects.on(on).filter(post__in=posts).select_related("person")
    lent = Delegation.objects.on(on).filter(post__in=posts).select_related("deputy")
    deputised = {(one.post_id, one.holder_id) for one in lent}
    present = {one.deputy.pk: one.deputy for one in lent if works_on(one.deputy, on)}
    absent: dict[int, Person] = {}
    for one in holdings:
        if not works_on(one.person, on):
            continue
        if not one.person.is_away(on):
            present[one.person.pk] = one.person
        elif (one.post_id, one.person_id) not in deputised:
            absent[one.person.pk] = one.person
    return Duty(tuple(present.values()), tuple(absent.values()))


def works_on(person: Person, on: date) -> bool:
    """Return whether ``person`` has an account in use on ``on``."""
    return person.is_active and (person.left is None or on < person.left)


def writers_of(edition: Edition) -> frozenset[int]:
    """Return the keys of everybody who wrote in ``edition``: from the event log; one query."""
    written = Event.objects.filter(
        subject=f"item:{edition.item.code}",
        kind__in=WRITING,
        data__edition=edition.number,
        actor__isnull=False,
    )
    actors = written.values_list("actor", flat=True)
    return frozenset({edition.author_id, edition.saved_by_id, *(one for one in actors if one)})


def other_steps_of(person: Person, step: str, edition: Edition) -> list[str]:
    """Return the steps that bar ``person`` from ``step``: those of this edition he decided.

    The secrecy review may fall to the first reviewer where the body says so. Two queries.
    """
    decided = Review.objects.filter(edition=edition, reviewer=person).exclude(step=step)
    steps = set(decided.values_list("step", flat=True))
    together = {Step.FIRST, Step.SECRECY}
    if step in together and steps & together and first_reviews_secrecy(edition.item.body):
        steps -= together
    return sorted(steps)


def is_reviewable(edition: Edition) -> bool:
    """Return whether reviewers may decide: in review, or an emergency whose reviews follow."""
    if edition.state == EditionState.IN_REVIEW:
        return True
    following = {EditionState.APPROVED, EditionState.SCHEDULED, EditionState.PUBLISHED}
    return edition.emergency and edition.state in following


def standing_approvals(edition: Edition) -> dict[str, Review]:
    """Return the approvals that hold for the content as it is now, by step."""
    reviews = edition.reviews.filter(
        decision=Review.Decision.APPROVED, digest=binding_digest(edition)
    ).select_related("reviewer")
    return {review.step: review for review in reviews}
