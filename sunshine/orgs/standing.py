"""Who may change the tables of the authority, and what must never be left without anybody."""

from collections.abc import Collection
from datetime import date

from django.db import models

from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, Person, Post, PostHolding, Role
from sunshine.orgs.rights import may

# Roles that decide what others have prepared: nobody gives them to himself.
DECIDING = frozenset(
    {
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.FINAL_REVIEWER,
        Role.SECRECY_REVIEWER,
        Role.LEGAL_REVIEWER,
        Role.DISCLOSURE_HEAD,
        Role.BODY_HEAD,
    }
)


def take_turn(*subjects: models.Model | None) -> None:
    """Wait until no other act on the tables of the authority is under way, and read anew.

    The root body's row is the lock: such acts are rare, and the rules look at
    several tables at once (the last administrator, a free place in the tree).
    """
    list(Body.objects.select_for_update().filter(parent__isnull=True).values_list("pk"))
    for subject in subjects:
        if subject is not None and subject.pk:
            subject.refresh_from_db()


def why_not_administer(body: Body | None, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not administer ``body`` (None: the whole authority) on ``on``."""
    kept = body or Body.objects.filter(parent__isnull=True).first()
    if kept is not None and may(by, Role.ADMINISTRATOR, kept, on):
        return []
    return [Reason("not-administrator", facts={"body": str(kept or "")})]


def why_not_give(roles: Collection[str], person: Person, by: Person) -> list[Reason]:
    """Return why ``by`` may not give ``roles`` to ``person``: nobody makes himself a reviewer."""
    if person.pk == by.pk and DECIDING & set(roles):
        return [Reason("own-review-role")]
    return []


def is_administered(body: Body, on: date, *, without: Collection[int] = ()) -> bool:
    """Return whether anybody administers ``body`` on ``on``, the holdings ``without`` left out."""
    posts = Post.objects.filter(body__in=[body, *body.ancestors()], abolished__isnull=True)
    administering = [post.pk for post in posts if Role.ADMINISTRATOR in post.roles]
    return (
        PostHolding.objects.on(on)
        .filter(post__in=administering, person__is_active=True, person__left__isnull=True)
        .exclude(pk__in=without)
        .exists()
    )


def why_not_end(holdings: Collection[PostHolding], on: date) -> list[Reason]:
    """Return why ``holdings`` may not all end before ``on``: somebody must administer."""
    ended = [holding.pk for holding in holdings]
    bodies = {
        holding.post.body_id: holding.post.body
        for holding in holdings
        if Role.ADMINISTRATOR in holding.post.roles
    }
    return [
        Reason("last-administrator", facts={"body": body.name})
        for body in bodies.values()
        if not is_administered(body, on, without=ended)
    ]
