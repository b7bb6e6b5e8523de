"""Who may keep a case, who may act on it, and who may pass it on."""

from collections.abc import Iterable
from datetime import date

from sunshine.cases.kinds import kind_of
from sunshine.cases.models import Case
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, Delegation, Person
from sunshine.orgs.rights import Roster, posts_of, roles_in


def why_not_keep(
    person: Person,
    *,
    body: Body,
    barred: Iterable[Person],
    on: date,
    among: Roster | None = None,
) -> list[Reason]:
    """Return why ``person`` cannot be given a case of ``body``; one query, or none with ``among``.

    ``among``: the roster of the body on that day, where it was read already.
    """
    reasons = []
    if among is None:
        is_of_body = any(post.body_id == body.pk for post in posts_of(person, on))
    else:
        is_of_body = person in among.roles
    if not is_of_body:
        facts = {"person": person.name, "body": body.name}
        reasons.append(Reason("case-keeper-not-of-body", field="to", facts=facts))
    if person in barred:
        reasons.append(Reason("case-concerns-keeper", field="to", facts={"person": person.name}))
    return reasons


def deputies_of(case: Case, on: date) -> list[Person]:
    """Return who stands in for the owner in the body of the case on ``on``; one query."""
    lent = Delegation.objects.on(on).filter(holder=case.owner, post__body=case.body)
    return list(
        Person.objects.filter(pk__in=lent.values("deputy"), is_active=True)
        .exclude(pk__in=case.may_not_own.values("pk"))
        .order_by("pk")
    )


def acts_on(person: Person, case: Case, on: date) -> bool:
    """Return whether ``person`` has the case in hand: its owner, or a deputy of the owner.

    Nobody whom the matter concerns has, and nobody who is no longer of the body.
    """
    if why_not_keep(person, body=case.body, barred=case.may_not_own.all(), on=on):
        return False
    return case.owner_id == person.pk or person in deputies_of(case, on)


def is_chief(person: Person, case: Case, on: date) -> bool:
    """Return whether ``person`` may pass on what others have: a chief of the kind, unconcerned."""
    chiefs = kind_of(case.kind).chiefs & roles_in(person, case.body, on)
    return bool(chiefs) and person not in case.may_not_own.all()


def is_ownerless(case: Case, on: date) -> bool:
    """Return whether the open case has lost its owner: left, or without a post in the body."""
    return Case.objects.ownerless(on).filter(pk=case.pk).exists()
