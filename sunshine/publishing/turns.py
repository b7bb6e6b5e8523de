"""Whose turn it is: what waits for somebody, how far an edition has come, what is still owed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet

from sunshine.audit.models import Event
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, Delegation, Person, Post, Role
from sunshine.orgs.rights import holders, posts_of
from sunshine.publishing.duties import successor_of
from sunshine.publishing.models import (
    OPEN_STATES,
    BodyPractice,
    Edition,
    EditionState,
    ItemState,
    Review,
    Step,
)
from sunshine.publishing.review_turns import EDITORIAL, steps_open
from sunshine.publishing.reviewing import (
    ROLES,
    WRITING,
    duty_of,
    first_reviews_secrecy,
    nearest,
    roles_for,
    standing_approvals,
    writers_of,
)

_IN_FORCE = (ItemState.PREPARED, ItemState.PUBLISHED, ItemState.WITHDRAWN)
# SQLite uses an index for "IN (1)", not for a bare yes: 100,000 published editions apart.
_EMERGENCY = Q(emergency__in=[True])
_TOGETHER = frozenset({Step.FIRST, Step.SECRECY})


@dataclass(frozen=True, slots=True)
class Turn:
    """A step that waits for one person: since when, in which post, for whom he stands in."""

    edition: Edition
    step: Step
    since: datetime
    post: Post
    deputy_for: Person | None

    @property
    def is_owed(self) -> bool:
        """Return whether the edition is out already and this review follows."""
        return self.edition.state == EditionState.PUBLISHED


class Stage(StrEnum):
    """Where a step of an edition stands."""

    DONE = "done"
    WAITING = "waiting"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far one step has come; ``stuck`` says whom to ask if nobody can take it."""

    step: Step
    stage: Stage
    review: Review | None
    since: datetime | None
    waiting_for: tuple[Person, ...]
    stuck: Reason | None


@dataclass(frozen=True, slots=True)
class Owed:
    """An emergency edition that is out with reviews still owed; ``returned``: one said no."""

    edition: Edition
    steps: tuple[Step, ...]
    returned: Review | None


def turns_of(person: Person, on: date) -> list[Turn]:
    """Return everything that waits for ``person`` on ``on``, the oldest first; eight queries.

    Posts in which somebody stands in for another are among them.
    """
    mine = [post for post in posts_of(person, on) if set(ROLES.values()) & set(post.roles)]
    if not mine:
        return []
    editions = list(_reviewable_under({post.body.path for post in mine}))
    serving = _Serving([edition.item.body for edition in editions], on)
    written = _written_by(person, editions)
    lent = Delegation.objects.on(on).filter(deputy=person, post__in=mine).select_related("holder")
    deputised = {one.post_id: one.holder for one in lent}
    held = set(person.holdings.filter(post__in=mine).on(on).values_list("post_id", flat=True))
    turns = []
    for edition in editions:
        if (edition.item.code, edition.number) in written:
            continue
        for step in _steps_for(person, edition, serving):
            fitting = [post for post in serving.posts(step, edition.item.body) if post in mine]
            # A post of one's own goes before one in which one stands in.
            fitting.sort(key=lambda post: post.pk not in held)
            if fitting:
                post = fitting[0]
                deputy_for = None if post.pk in held else deputised.get(post.pk)
                turns.append(Turn(edition, step, _since(edition, step), post, deputy_for))
    return sorted(turns, key=lambda turn: (not turn.is_owed, turn.since))


def to_sign(person: Person, on: date) -> list[Turn]:
    """Return what waits for the signature of ``person``: final reviews; eight queries."""
    return [turn for turn in turns_of(person, on) if turn.step == Step.FINAL]


def progress(edition: Edition, at: datetime) -> list[StepProgress]:
    """Return for every step who has done it, or for whom it waits; some twenty queries."""
    approved = standing_approvals(edition)
    turns = steps_open(approved)
    waits = edition.state == EditionState.IN_REVIEW or (
        edition.emergency and edition.published_at is not None
    )
    found = []
    for step in Step:
        review = approved.get(step)
        if review is not None:
            found.append(StepProgress(step, Stage.DONE, review, review.at, (), None))
        elif waits and step in turns:
            found.append(_waiting(edition, step, approved, at))
        else:
            found.append(StepProgress(step, Stage.LATER, None, None, (), None))
    return found


def able(edition: Edition, step: str, on: date) -> tuple[Person, ...]:
    """Return who can take ``step`` of ``edition`` on ``on``; up to eight queries."""
    barred = writers_of(edition)
    together = step in _TOGETHER and first_reviews_secrecy(edition.item.body)
    decided = edition.reviews.exclude(step=step)
    if together:
        decided = decided.exclude(step__in=_TOGETHER)
    barred |= set(decided.values_list("reviewer", flat=True))
    present = duty_of(step, edition.item.body, on).present
    return tuple(person for person in present if person.pk not in barred)


def why_nobody(edition: Edition, step: str, on: date) -> Reason:
    """Return the sentence that says who is away, and whom to ask for a deputy."""
    absent = duty_of(step, edition.item.body, on).absent
    facts = {
        "step": Step(step).label,
        "absent": "、".join(person.name for person in absent) or "—",
        "ask": "、".join(person.name for person in keepers_of(edition.item.body, on)) or "—",
    }
    return Reason("nobody-on-duty", facts=facts)


def keepers_of(body: Body, on: date) -> list[Person]:
    """Return the administrators of ``body``, or of the nearest body above that has any."""
    for one in [body, *reversed(list(body.ancestors()))]:
        if people := holders(Role.ADMINISTRATOR, one, on):
            return people
    return []


def owed_reviews(bodies: Iterable[Body] | None = None) -> list[Owed]:
    """Return the emergency editions that are out with reviews still owed; two queries.

    Of ``bodies``, or of all. What was taken down for good owes nothing.
    """
    editions = _with_reviews().filter(
        _EMERGENCY, state=EditionState.PUBLISHED, item__state__in=_IN_FORCE
    )
    if bodies is not None:
        editions = editions.filter(item__body__in=list(bodies))
    found = []
    for edition in editions:
        if steps := steps_open(_approved(edition)):
            returned = [
                review
                for review in edition.reviews.all()
                if review.decision == Review.Decision.RETURNED
                and edition.published_at is not None
                and review.at >= edition.published_at
                and review.step in steps
            ]
            found.append(Owed(edition, steps, returned[-1] if returned else None))
    return found


def to_take_over(bodies: Collection[Body], on: date) -> list[Edition]:
    """Return the open editions of dissolved bodies whose work one of ``bodies`` does now.

    Two queries, and one for each merger after the first.
    """
    dissolved = Body.objects.filter(dissolved__lte=on).select_related("successor")
    keys = {body.pk for body in bodies}
    former = [body for body in dissolved if (heir := successor_of(body, on)) and heir.pk in keys]
    editions = Edition.objects.filter(state__in=OPEN_STATES, item__body__in=former)
    return list(editions.select_related("item__body", "item__section", "author").order_by("pk"))


class _Serving:
    """The posts that serve several bodies, loaded at once; two queries."""

    def __init__(self, bodies: Collection[Body], on: date) -> None:
        paths = {body.path[:end] for body in bodies for end in range(5, len(body.path) + 1, 5)}
        posts = Post.objects.filter(body__path__in=paths).select_related("body")
        self._posts = list(posts.filter(Q(abolished__isnull=True) | Q(abolished__gt=on)))
        practices = BodyPractice.objects.filter(body__in=bodies, secrecy_by_first_reviewer=True)
        self._by_first = set(practices.values_list("body", flat=True))

    def secrecy_by_first(self, body: Body) -> bool:
        """Return whether the first reviewer may review secrecy in ``body``."""
        return body.pk in self._by_first

    def posts(self, step: str, body: Body) -> list[Post]:
        """Return the posts that take ``step`` for ``body``."""
        above = [post for post in self._posts if post.body.contains(body)]
        return nearest(above, roles_for(step, secrecy_by_first=self.secrecy_by_first(body)))


def _with_reviews() -> QuerySet[Edition]:
    related = ("item__body", "item__section", "author", "submitted_by")
    return Edition.objects.select_related(*related).prefetch_related("reviews").order_by("pk")


def _reviewable_under(paths: Collection[str]) -> QuerySet[Edition]:
    """Return the editions under ``paths`` that reviewers may decide."""
    below = Q()
    for path in paths:
        below |= Q(item__body__path__startswith=path)
    following = [EditionState.APPROVED, EditionState.SCHEDULED, EditionState.PUBLISHED]
    open_ones = Q(state=EditionState.IN_REVIEW) | Q(_EMERGENCY, state__in=following)
    return _with_reviews().filter(below & open_ones, item__state__in=_IN_FORCE)


def _approved(edition: Edition) -> set[str]:
    """Return the steps approved for what was sent on, from reviews already loaded."""
    return {
        review.step
        for review in edition.reviews.all()
        if review.decision == Review.Decision.APPROVED and review.digest == edition.digest
    }


def _steps_for(person: Person, edition: Edition, serving: _Serving) -> list[Step]:
    """Return the open steps of ``edition`` from which no other step bars ``person``."""
    decided = {review.step for review in edition.reviews.all() if review.reviewer_id == person.pk}
    together = serving.secrecy_by_first(edition.item.body)
    free = []
    for step in steps_open(_approved(edition)):
        bars = decided - {step} - (_TOGETHER if together and step in _TOGETHER else set())
        if not bars:
            free.append(step)
    return free


def _written_by(person: Person, editions: Collection[Edition]) -> set[tuple[str, int]]:
    """Return code and number of those of ``editions`` in which ``person`` wrote; one query."""
    subjects = [f"item:{edition.item.code}" for edition in editions]
    events = Event.objects.filter(subject__in=subjects, kind__in=WRITING, actor=person.pk)
    by_event = {
        (subject.removeprefix("item:"), number)
        for subject, number in events.values_list("subject", "data__edition")
    }
    by_name = {
        (edition.item.code, edition.number)
        for edition in editions
        if person.pk in {edition.author_id, edition.saved_by_id}
    }
    return by_event | by_name


def _since(edition: Edition, step: str) -> datetime:
    """Return since when ``step`` waits: sent on, or the approval of the step before it."""
    sent = edition.submitted_at or edition.saved_at
    if step not in EDITORIAL[1:]:
        return sent
    before = EDITORIAL[EDITORIAL.index(Step(step)) - 1]
    done = [
        review.at
        for review in edition.reviews.all()
        if review.step == before
        and review.decision == Review.Decision.APPROVED
        and review.digest == edition.digest
    ]
    return max(done, default=sent)


def _waiting(
    edition: Edition, step: Step, approved: dict[str, Review], at: datetime
) -> StepProgress:
    on = beijing_day(at)
    people = able(edition, step, on)
    stuck = None if people else why_nobody(edition, step, on)
    since = edition.submitted_at
    if step in EDITORIAL[1:]:
        since = approved[EDITORIAL[EDITORIAL.index(step) - 1]].at
    return StepProgress(step, Stage.WAITING, None, since, people, stuck)
