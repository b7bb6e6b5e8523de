"""What a person's own pages read."""

from datetime import date

from django.db.models import Q

from sunshine.orgs.models import Body, Delegation, Person, PostHolding


def my_delegations(person: Person, today: date) -> list[Delegation]:
    """Return who stands in for the person, and for whom he does, now or later; one query."""
    return list(
        Delegation.objects.filter(Q(holder=person) | Q(deputy=person), until__gte=today)
        .select_related("post__body", "holder", "deputy")
        .order_by("since", "pk")
    )


def my_holdings(person: Person, today: date) -> list[PostHolding]:
    """Return the posts the person himself holds, now or later; one query."""
    return list(
        PostHolding.objects.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            person=person,
            post__abolished__isnull=True,
        ).select_related("post__body", "post__department")
    )


def colleagues(body: Body, today: date, *, but: Person) -> list[Person]:
    """Return who has a post in ``body`` today, without ``but``; one query."""
    here = PostHolding.objects.on(today).filter(post__body=body).values("person")
    return list(
        Person.objects.filter(pk__in=here, is_active=True).exclude(pk=but.pk).order_by("name", "pk")
    )
