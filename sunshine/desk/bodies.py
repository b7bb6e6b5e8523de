"""The bodies for which the person at the desk acts in some role."""

from collections.abc import Collection

from django.db.models import Q

from sunshine.desk.guard import StaffRequest
from sunshine.orgs.models import Body, Role
from sunshine.orgs.models.bodies import BodyQuerySet
from sunshine.orgs.rights import REACHES_DOWN


def bodies_with(request: StaffRequest, roles: Collection[Role]) -> BodyQuerySet:
    """Return the bodies in which the person has one of ``roles``, parents before children."""
    wanted = Q(pk__in=[])
    for post in request.posts:
        here = {Role(role) for role in post.roles} & set(roles)
        if here & REACHES_DOWN:
            wanted |= Q(path__startswith=post.body.path)
        elif here:
            wanted |= Q(pk=post.body_id)
    return Body.objects.filter(wanted).in_tree_order()
