"""Who may do what: a right follows from a post held, or deputised for, on the day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from sunshine.orgs.models import Body, Delegation, NamedGroupMember, Person, Post, PostHolding, Role

# Roles whose holder also acts for every body below his own (条例 art. 3: the province's
# office is the competent one for its whole system).
REACHES_DOWN = frozenset({Role.ADMINISTRATOR, Role.DISCLOSURE_HEAD})


def posts_of(person: Person, on: date) -> list[Post]:
    """Return the posts the person holds, or stands in for, on ``on``; one query.

    Nobody who has left or is blocked has any.
    """
    if not person.is_active or (person.left is not None and person.left <= on):
        return []
    held = PostHolding.objects.on(on).filter(person=person).values("post")
    lent = Delegation.objects.on(on).filter(deputy=person).values("post")
    return list(
        Post.objects.filter(Q(pk__in=held) | Q(pk__in=lent))
        .filter(Q(abolished__isnull=True) | Q(abolished__gt=on))
        .select_related("body", "department")
    )


def roles_in(person: Person, body: Body, on: date) -> frozenset[str]:
    """Return the roles the person has in ``body`` on ``on``."""
    return frozenset(
        role
        for post in posts_of(person, on)
        for role in post.roles
        if post.body_id == body.pk or (role in REACHES_DOWN and post.body.contains(body))
    )


def may(person: Person, role: Role, body: Body, on: date) -> bool:
    """Return whether the person has ``role`` in ``body`` on ``on``."""
    return role in roles_in(person, body, on)


def holders(role: Role, body: Body, on: date) -> list[Person]:
    """Return who has ``role`` in ``body`` itself on ``on``: holders and deputies; two queries."""
    lasting = body.posts.filter(Q(abolished__isnull=True) | Q(abolished__gt=on))
    posts = [post.pk for post in lasting if role in post.roles]
    holding = PostHolding.objects.on(on).filter(post__in=posts).values("person")
    lent = Delegation.objects.on(on).filter(post__in=posts).values("deputy")
    return list(
        Person.objects.filter(Q(pk__in=holding) | Q(pk__in=lent), is_active=True)
        .filter(Q(left__isnull=True) | Q(left__gt=on))
        .order_by("pk")
    )


def bodies_of(person: Person, on: date, roles: Iterable[str] = ()) -> list[Body]:
    """Return the bodies in which the person has a post (with one of ``roles`` if given)."""
    wanted = set(roles)
    bodies = {
        post.body_id: post.body
        for post in posts_of(person, on)
        if not wanted or wanted & set(post.roles)
    }
    return sorted(bodies.values(), key=lambda body: body.path)


def is_staff(person: Person, on: date) -> bool:
    """Return whether the person holds any post on ``on``."""
    return bool(posts_of(person, on))


def named_groups_of(person: Person, on: date) -> list[int]:
    """Return the primary keys of the named groups the person belongs to on ``on``; one query."""
    if not person.is_active or (person.left is not None and person.left <= on):
        return []
    return list(
        NamedGroupMember.objects.on(on).filter(person=person).values_list("group_id", flat=True)
    )
