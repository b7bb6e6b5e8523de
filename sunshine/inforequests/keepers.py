"""Who gets a request first: no request is without an owner from its first moment (row A4)."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count

from sunshine.cases.models import Case
from sunshine.inforequests.kinds import DISCLOSURE
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import Roster, roster

_IN_TURN = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD, Role.BODY_HEAD)


def first_keeper(
    body: Body, on: date, *, barred: Collection[Person] = (), among: Roster | None = None
) -> Person | None:
    """Return who is to own a new request of ``body``: the officer with the fewest open ones.

    Whoever is away comes last; without an officer the head of the office, then of the body.
    None if the body has nobody at all. ``among``: the roster of the body, if it was read already.
    """
    known = roster(body, on) if among is None else among
    for role in _IN_TURN:
        fitting = [one for one in known.holders(role) if one not in barred]
        if len(fitting) > 1:
            return min(
                fitting, key=lambda one: (one.is_away(on), _load(body).get(one.pk, 0), one.pk)
            )
        if fitting:
            return fitting[0]
    return None


def _load(body: Body) -> dict[int, int]:
    counted = (
        Case.objects.open()
        .filter(body=body, kind=DISCLOSURE.slug, owner__isnull=False)
        .order_by()
        .values_list("owner")
        .annotate(count=Count("pk"))
    )
    return {owner: count for owner, count in counted if owner is not None}
