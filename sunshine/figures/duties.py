"""Whose work a yearly account is, and whether a person may look into it.

条例 2019 art. 4: the disclosure office makes it; the head of the body answers for it. What
is not published is seen by them, by the offices and heads of the bodies above, by nobody else.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.models.bodies import BodyQuerySet
from sunshine.orgs.rights import posts_of
from sunshine.publishing.duties import DISCLOSURE, why_not_duty

WRITING = DISCLOSURE
SIGNING = (Role.BODY_HEAD,)
# The second signature: whoever works on the account, or answers for it, but who entered it.
CHECKING = (*DISCLOSURE, Role.BODY_HEAD)
SEEING = frozenset(CHECKING)


def why_not_write(by: Person, body: Body, on: date) -> list[Reason]:
    """Return why ``by`` may not work on the accounts of ``body``; one query."""
    return why_not_duty(by, body, on, WRITING)


def bodies_seen(posts: Iterable[object]) -> BodyQuerySet:
    """Return the bodies whose accounts somebody with ``posts`` may see: his own and those below."""
    wanted = Q(pk__in=[])
    for post in posts:
        if SEEING & set(getattr(post, "roles", ())):
            wanted |= Q(path__startswith=post.body.path)  # type: ignore[attr-defined]
    return Body.objects.filter(wanted).in_tree_order()


def may_see(person: Person, body: Body, on: date) -> bool:
    """Return whether ``person`` may see the unpublished accounts of ``body`` on ``on``."""
    return any(
        SEEING & set(post.roles) and post.body.contains(body) for post in posts_of(person, on)
    )
