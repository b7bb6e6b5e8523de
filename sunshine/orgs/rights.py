"""Who may do what: a right follows from a post held, or deputised for, on the day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
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


@dataclass(frozen=True, slots=True)
class Roster:
    """Who has which roles in a body on a day, by posts held or deputised for."""

    roles: Mapping[Person, frozenset[str]]

    def holders(self, role: Role) -> list[Person]:
        """Return who has ``role``, the account opened first on top."""
        return [person for person, roles in self.roles.items() if role in roles]


# In words of its own: of all that is read when a request is filed, the ORM took longest over this.
_ROSTER = """SELECT person.*, post.roles AS post_roles
  FROM orgs_post post
  JOIN (
    SELECT post_id, person_id, since, until FROM orgs_postholding
    UNION ALL
    SELECT post_id, deputy_id, since, until FROM orgs_delegation
  ) standing ON standing.post_id = post.id
  JOIN orgs_person person ON person.id = standing.person_id
 WHERE post.body_id = %(body)s
   AND (post.abolished IS NULL OR post.abolished > %(on)s)
   AND standing.since <= %(on)s AND (standing.until IS NULL OR standing.until >= %(on)s)
   AND person.is_active AND (person."left" IS NULL OR person."left" > %(on)s)
 ORDER BY person.id"""


def roster(body: Body, on: date) -> Roster:
    """Return who has which roles in ``body`` itself on ``on``; one query."""
    facts = {"body": body.pk, "on": connection.ops.adapt_datefield_value(on)}
    roles: dict[Person, frozenset[str]] = {}
    for person in Person.objects.raw(_ROSTER, facts):
        held = person.post_roles  # type: ignore[attr-defined]  # what the statement adds
        more = json.loads(held) if isinstance(held, str) else held
        roles[person] = roles.get(person, frozenset()) | frozenset(more)
    return Roster(roles)


def holders(role: Role, body: Body, on: date) -> list[Person]:
    """Return who has ``role`` in ``body`` itself on ``on``: holders and deputies; one query."""
    return roster(body, on).holders(role)


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
